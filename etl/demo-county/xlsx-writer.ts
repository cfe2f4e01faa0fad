/**
 * A small writer of one-sheet workbooks with merged header cells. The packaged writer stamps the
 * zip with the time of day; here the same rows give the same bytes.
 */
import { zipBytes } from "./zip-writer.ts";

/** `percent` writes `95.5%` as the share 0.955 with the format of a percentage. */
export type CellKind = "date" | "number" | "percent" | "text";

export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
  /** By column; a cell that is no number or day of its kind is written as text. */
  readonly kinds: readonly CellKind[];
  /** The first row, from 0, to which `kinds` apply; rows above are text. */
  readonly firstDataRow: number;
  /** Ranges such as `A1:K1`. */
  readonly merged: readonly string[];
  /** Formulas by cell (`D7`); the text of the cell is the result as it was last calculated. */
  readonly formulas?: Readonly<Record<string, string>>;
}

/** The bytes of the workbook. Empty cells are left out; two leading spaces are a level of indentation. */
export function workbookBytes(sheet: Sheet): Uint8Array {
  const shared = new Map<string, number>();
  const rows = sheet.rows.map((row, index) => {
    const kinds = index < sheet.firstDataRow ? [] : sheet.kinds;
    const cells = row.map((text, column) =>
      text === ""
        ? ""
        : cellXml(
            text,
            kinds[column] ?? "text",
            columnName(column) + (index + 1),
            shared,
            sheet.formulas,
          ),
    );
    return `<row r="${index + 1}">${cells.join("")}</row>`;
  });
  const merged = sheet.merged.map((range) => `<mergeCell ref="${range}"/>`).join("");
  const merges = merged && `<mergeCells count="${sheet.merged.length}">${merged}</mergeCells>`;
  const data = `<sheetData>${rows.join("")}</sheetData>`;
  const strings = [...shared.keys()]
    .map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`)
    .join("");
  const parts: Record<string, string> = {
    "[Content_Types].xml": contentTypes,
    "_rels/.rels": relations([["officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml": workbookXml(sheet.name),
    "xl/_rels/workbook.xml.rels": relations([
      ["worksheet", "worksheets/sheet1.xml"],
      ["styles", "styles.xml"],
      ["sharedStrings", "sharedStrings.xml"],
    ]),
    "xl/styles.xml": styles,
    "xl/sharedStrings.xml": `<sst xmlns="${main}" uniqueCount="${shared.size}">${strings}</sst>`,
    "xl/worksheets/sheet1.xml": `<worksheet xmlns="${main}">${data}${merges}</worksheet>`,
  };
  return zipBytes(
    Object.fromEntries(
      Object.entries(parts).map(([name, xml]) => [name, Buffer.from(declaration + xml)]),
    ),
  );
}

function workbookXml(name: string): string {
  const sheet = `<sheet name="${escaped(name)}" sheetId="1" r:id="rId1"/>`;
  return `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheet}</sheets></workbook>`;
}

/** The letters of a column: 0 is A, 26 is AA. */
export function columnName(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnName(Math.floor(column / 26) - 1) + last;
}

const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packages = "http://schemas.openxmlformats.org/package/2006";
const sheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml";

const part = (name: string, type: string) =>
  `<Override PartName="/xl/${name}.xml" ContentType="${sheetType}.${type}+xml"/>`;

const contentTypes = [
  `<Types xmlns="${packages}/content-types">`,
  '<Default Extension="rels"',
  ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
  '<Default Extension="xml" ContentType="application/xml"/>',
  part("workbook", "sheet.main"),
  part("worksheets/sheet1", "worksheet"),
  part("styles", "styles"),
  part("sharedStrings", "sharedStrings"),
  "</Types>",
].join("");

const format = 'fontId="0" fillId="0" borderId="0"';

/** Style 1 is the built-in short date, 2 a percentage, 3 and 4 texts indented once and twice. */
const styles = [
  `<styleSheet xmlns="${main}">`,
  '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>',
  '<fills count="2"><fill><patternFill patternType="none"/></fill>',
  '<fill><patternFill patternType="gray125"/></fill></fills>',
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
  `<cellStyleXfs count="1"><xf numFmtId="0" ${format}/></cellStyleXfs>`,
  `<cellXfs count="5"><xf numFmtId="0" ${format} xfId="0"/>`,
  `<xf numFmtId="14" ${format} xfId="0" applyNumberFormat="1"/>`,
  `<xf numFmtId="10" ${format} xfId="0" applyNumberFormat="1"/>`,
  ...[1, 2].map(
    (indent) =>
      `<xf numFmtId="0" ${format} xfId="0" applyAlignment="1">` +
      `<alignment horizontal="left" indent="${indent}"/></xf>`,
  ),
  "</cellXfs>",
  "</styleSheet>",
].join("");

function relations(targets: readonly (readonly [string, string])[]): string {
  const items = targets.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${office}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${packages}/relationships">${items.join("")}</Relationships>`;
}

function cellXml(
  written: string,
  kind: CellKind,
  at: string,
  shared: Map<string, number>,
  formulas: Readonly<Record<string, string>> = {},
): string {
  const formula = formulas[at] === undefined ? "" : `<f>${escaped(formulas[at])}</f>`;
  if (kind === "number" && /^-?\d+(\.\d+)?$/.test(written)) {
    return `<c r="${at}">${formula}<v>${written}</v></c>`;
  }
  const serial = kind === "date" ? serialDay(written) : null;
  if (serial !== null) return `<c r="${at}" s="1"><v>${serial}</v></c>`;
  const share = kind === "percent" ? /^(\d+(?:\.\d+)?)%$/.exec(written)?.[1] : undefined;
  if (share !== undefined) return `<c r="${at}" s="2">${formula}<v>${hundredth(share)}</v></c>`;
  const [, spaces = "", text = written] = /^((?: {2}){0,2})(\S.*)$/s.exec(written) ?? [];
  const style = spaces === "" ? "" : ` s="${2 + spaces.length / 2}"`;
  const position = shared.get(text) ?? shared.size;
  shared.set(text, position);
  return `<c r="${at}"${style} t="s"><v>${position}</v></c>`;
}

/** `95.5` as `0.955`, without binary noise. */
function hundredth(percent: string): string {
  return String(Number((Number(percent) / 100).toFixed(12)));
}

/** Days since 1899-12-30 of `2011-09-04`; null for what is no day. */
function serialDay(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const day = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || !day.toISOString().startsWith(text)) return null;
  return day.getTime() / 86_400_000 + 25_569;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

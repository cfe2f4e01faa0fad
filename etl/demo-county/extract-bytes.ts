/** An extract as the bytes of the file that its department sends: CSV in three dialects, XLSX. */
import type { CountyAreas } from "./areas.ts";
import { familyPlanningHeader } from "./birth-returns.ts";
import type { Extract } from "./extract.ts";
import { type FundingLine, fundingFooter } from "./funding.ts";
import { encodeGb18030 } from "./gb18030.ts";
import { type CellKind, columnName, workbookBytes } from "./xlsx-writer.ts";

/** Lines with CRLF, fields in quotes where they must be. */
export function csvText(rows: readonly (readonly string[])[], delimiter: string): string {
  const field = (text: string) =>
    /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
  return rows.map((row) => `${row.map(field).join(delimiter)}\r\n`).join("");
}

/** The bytes of a CSV extract by the encoding of its sidecar; UTF-16 when it is to be refused. */
export function csvBytes(extract: Extract): Uint8Array {
  const reader = extract.sidecar.reader ?? {};
  const rows = [extract.header, ...extract.rows.map(({ cells }) => cells)];
  const text = csvText(rows, String(reader.delimiter ?? ","));
  if (extract.refused) return Buffer.from(text, "utf16le");
  if (reader.encoding === "gb18030") return encodeGb18030(text);
  return Buffer.from(reader.delimiter ? `\ufeff${text}` : text);
}

/** The family-planning workbook: a title, groups of columns over the columns, births. */
export function familyPlanningBytes(
  { header, rows }: Extract,
  areas: CountyAreas,
  year: number,
  dateCells: boolean,
): Uint8Array {
  const title = `${areas.zh}${year}年出生人口登记表`;
  const groups = familyPlanningHeader.flatMap(({ group, columns }) =>
    columns.map((column, index) => (index > 0 ? "" : group || column)),
  );
  const merged = [`A1:${columnName(header.length - 1)}1`, "A2:A3"];
  let column = 0;
  for (const { columns } of familyPlanningHeader) {
    const last = column + columns.length - 1;
    if (columns.length > 1) merged.push(`${columnName(column)}2:${columnName(last)}2`);
    column = last + 1;
  }
  const kind = (name: string): CellKind => {
    if (name === "序号" || name === "年龄") return "number";
    return dateCells && name.endsWith("日期") ? "date" : "text";
  };
  return workbookBytes({
    name: "出生登记",
    rows: [[title], groups, ["", ...header.slice(1)], ...rows.map(({ cells }) => cells)],
    kinds: header.map(kind),
    firstDataRow: 3,
    merged,
  });
}

/** The funding workbook: a title, one header row, lines, a total and a note. */
export function fundingBytes(
  { header, rows }: Extract<FundingLine>,
  areas: CountyAreas,
): Uint8Array {
  const last = columnName(header.length - 1);
  const note = rows.length + 4;
  return workbookBytes({
    name: "事业费",
    rows: [
      [`${areas.zh}计划生育事业费投入情况表`],
      header,
      ...rows.map(({ cells }) => cells),
      ...fundingFooter(rows),
    ],
    kinds: header.map((name) => (name === "年度" || name.includes("万元") ? "number" : "text")),
    firstDataRow: 2,
    merged: [`A1:${last}1`, `A${note}:${last}${note}`],
  });
}

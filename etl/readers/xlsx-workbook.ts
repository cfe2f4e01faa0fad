/** What stands around the sheets of a workbook: their list, shared texts and the cell formats. */
import type { ExtractFile } from "./extract-file.ts";
import { parseXml, XmlError, type XmlHandlers } from "./parse-xml.ts";
import { type CellFormat, formatOf } from "./xlsx-cell-format.ts";
import { damaged, type XlsxPackage } from "./xlsx-package.ts";

export interface WorkbookSheet {
  readonly name: string;
  readonly isHidden: boolean;
  readonly part: string;
}

export interface Workbook {
  readonly sheets: readonly WorkbookSheet[];
  /** Days count from 1904 instead of 1900. */
  readonly from1904: boolean;
  readonly texts: readonly string[];
  /** By the style number of a cell. */
  readonly styles: readonly CellStyle[];
}

export interface CellStyle {
  readonly format: CellFormat;
  /** How many levels its text stands to the right, by which people show what is part of what. */
  readonly indent: number;
}

/** @throws InputError when one of these parts is damaged. */
export async function readWorkbook(file: ExtractFile, parts: XlsxPackage): Promise<Workbook> {
  const targets = await readRelations(file, parts);
  const { sheets, from1904 } = await readSheetList(file, parts, targets);
  const ofType = (type: string) => [...targets.values()].find((target) => target.type === type);
  const textPart = ofType("sharedStrings")?.part ?? "xl/sharedStrings.xml";
  const stylePart = ofType("styles")?.part ?? "xl/styles.xml";
  return {
    sheets,
    from1904,
    texts: parts.has(textPart) ? await readTexts(file, parts, textPart) : [],
    styles: parts.has(stylePart) ? await readStyles(file, parts, stylePart) : [],
  };
}

/** Parses one part; what is wrong with its XML becomes a sentence about the file. */
export async function parsePart(
  file: ExtractFile,
  parts: XlsxPackage,
  part: string,
  handlers: XmlHandlers,
  afterChunk?: () => boolean,
): Promise<void> {
  try {
    await parseXml(parts.text(part), handlers, afterChunk);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    throw damaged(file, `its part "${part}" ${error.message}`);
  }
}

/** `_x000D_` in a workbook's text is a carriage return; other control characters stay escaped. */
export function unescapeText(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (written, code: string) => {
    const point = Number.parseInt(code, 16);
    const isText = point === 9 || point === 10 || point === 13 || point >= 32;
    return isText && (point < 0xd800 || point > 0xdfff) ? String.fromCharCode(point) : written;
  });
}

interface Target {
  readonly type: string;
  readonly part: string;
}

async function readRelations(
  file: ExtractFile,
  parts: XlsxPackage,
): Promise<ReadonlyMap<string, Target>> {
  const targets = new Map<string, Target>();
  await parsePart(file, parts, "xl/_rels/workbook.xml.rels", {
    open(name, { Id, Type, Target, TargetMode }) {
      if (name !== "Relationship" || !Id || !Target || TargetMode === "External") return;
      const part = Target.startsWith("/") ? Target.slice(1) : `xl/${Target.replace(/^\.\//, "")}`;
      targets.set(Id, { type: Type?.split("/").at(-1) ?? "", part });
    },
  });
  return targets;
}

async function readSheetList(
  file: ExtractFile,
  parts: XlsxPackage,
  targets: ReadonlyMap<string, Target>,
): Promise<{ sheets: WorkbookSheet[]; from1904: boolean }> {
  const sheets: WorkbookSheet[] = [];
  let from1904 = false;
  await parsePart(file, parts, "xl/workbook.xml", {
    open(name, attributes) {
      if (name === "workbookPr") from1904 = isTrue(attributes.date1904);
      if (name !== "sheet") return;
      const id = Object.keys(attributes).find((key) => key.endsWith(":id"));
      const target = targets.get(attributes[id ?? ""] ?? "");
      if (!target) throw damaged(file, "a sheet of its list has no part");
      if (target.type !== "worksheet") return;
      const isHidden = (attributes.state ?? "visible") !== "visible";
      sheets.push({ name: attributes.name ?? "", isHidden, part: target.part });
    },
  });
  return { sheets, from1904 };
}

/** Every run of a rich text counts; phonetic readings are no part of it. */
async function readTexts(file: ExtractFile, parts: XlsxPackage, part: string): Promise<string[]> {
  const texts: string[] = [];
  let text = "";
  let isText = false;
  let isPhonetic = false;
  await parsePart(file, parts, part, {
    open(name) {
      if (name === "si") text = "";
      else if (name === "rPh") isPhonetic = true;
      else if (name === "t") isText = !isPhonetic;
    },
    close(name) {
      if (name === "si") texts.push(unescapeText(text));
      else if (name === "rPh") isPhonetic = false;
      else if (name === "t") isText = false;
    },
    text(content) {
      if (isText) text += content;
    },
  });
  return texts;
}

/** ECMA-376 18.8.44: no program lets a cell be indented further. */
const maximumIndent = 250;

async function readStyles(
  file: ExtractFile,
  parts: XlsxPackage,
  part: string,
): Promise<CellStyle[]> {
  const codes = new Map<number, string>();
  const styles: CellStyle[] = [];
  let isCellFormats = false;
  await parsePart(file, parts, part, {
    open(name, { numFmtId, formatCode, indent }) {
      if (name === "numFmt") codes.set(Number(numFmtId), formatCode ?? "");
      else if (name === "cellXfs") isCellFormats = true;
      else if (name === "xf" && isCellFormats) {
        const id = Number(numFmtId ?? 0);
        styles.push({ format: formatOf(id, codes.get(id)), indent: 0 });
      } else if (name === "alignment" && isCellFormats && /^\d{1,3}$/.test(indent ?? "")) {
        const levels = Math.min(maximumIndent, Number(indent));
        styles[styles.length - 1] = { format: styles.at(-1)?.format ?? "number", indent: levels };
      }
    },
    close(name) {
      if (name === "cellXfs") isCellFormats = false;
    },
  });
  return styles;
}

export function isTrue(attribute: string | undefined): boolean {
  return attribute === "1" || attribute === "true";
}

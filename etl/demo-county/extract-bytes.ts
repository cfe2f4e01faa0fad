/**
 * An extract as the bytes of the file that its department sends: delimited text, JSON lines, GeoJSON,
 * XLSX.
 */
import { gzipSync } from "node:zlib";
import type { Extract, Layout } from "./extract.ts";
import { encodeGb18030 } from "./gb18030.ts";
import { columnName, workbookBytes } from "./xlsx-writer.ts";

/** The bytes by the layout; UTF-16 when the file is to be refused. Parquet is parquet-file.ts. */
export function extractBytes(extract: Extract): Uint8Array {
  const { layout } = extract;
  if (layout.form === "xlsx") return sheetBytes(extract);
  const bytes = textBytes(textOf(extract), extract);
  // The header of a gzip stream names neither a time nor a file, so the bytes stay the same.
  return layout.gzip ? gzipSync(bytes, { level: 6 }) : bytes;
}

function textBytes(text: string, { layout, refused }: Extract): Uint8Array {
  if (refused) return Buffer.from(text, "utf16le");
  if (layout.encoding === "gb18030") return encodeGb18030(text);
  return Buffer.from(layout.encoding === "utf-8-bom" ? `\ufeff${text}` : text);
}

function textOf(extract: Extract): string {
  if (extract.layout.form === "geojson") return geojson(extract);
  return extract.layout.form === "jsonl" ? jsonLines(extract) : csvText(extract);
}

/** A feature a line; the last column is the geometry, the others are properties. */
function geojson({ header, rows }: Extract): string {
  const features = rows.map(({ cells }) => {
    const properties = Object.fromEntries(header.slice(0, -1).map((name, at) => [name, cells[at]]));
    return `{"type":"Feature","properties":${JSON.stringify(properties)},"geometry":${cells.at(-1)}}`;
  });
  return `{"type":"FeatureCollection","features":[\n${features.join(",\n")}\n]}\n`;
}

/** Lines with CRLF, fields in quotes where they must be. */
function csvText({ header, rows, layout }: Extract): string {
  const { delimiter = ",", title = [], footer = [] } = layout;
  const field = (text: string) =>
    /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
  const line = (cells: readonly string[]) => `${cells.map(field).join(delimiter)}\r\n`;
  const above = title.map((text) => `${field(text)}\r\n`);
  return [...above, ...[header, ...rows.map(({ cells }) => cells), ...footer].map(line)].join("");
}

/** One object a line; whole numbers without leading zeros as numbers, empty cells left out. */
function jsonLines({ header, rows }: Extract): string {
  const value = (text: string) => (/^(0|[1-9]\d{0,8})$/.test(text) ? Number(text) : text);
  return rows
    .map(({ cells }) => {
      const given = header.flatMap((name, column): [string, string | number][] =>
        cells[column] ? [[name, value(cells[column])]] : [],
      );
      return `${JSON.stringify(Object.fromEntries(given))}\n`;
    })
    .join("");
}

function sheetBytes({ header, rows, layout, firstLine }: Extract): Uint8Array {
  const { title = [], groups, footer = [], kinds = {}, formulas = {} } = layout;
  const last = columnName(header.length - 1);
  const notes = footer.flatMap((cells, index) => {
    const row = firstLine + rows.length + index;
    return cells.slice(1).every((cell) => cell === "") ? [`A${row}:${last}${row}`] : [];
  });
  const cellFormulas = Object.entries(formulas).flatMap(([name, formula]) =>
    rows.map((_, index): [string, string] => {
      const row = firstLine + index;
      return [`${columnName(header.indexOf(name))}${row}`, formula(row)];
    }),
  );
  return workbookBytes({
    name: layout.sheet ?? "Sheet1",
    rows: [
      ...title.map((text) => [text]),
      ...(groups ? twoHeaderRows(header, groups) : [header]),
      ...rows.map(({ cells }) => cells),
      ...footer,
    ],
    kinds: header.map((name) => kinds[name] ?? "text"),
    firstDataRow: firstLine - 1,
    merged: [
      ...title.map((_, index) => `A${index + 1}:${last}${index + 1}`),
      ...(groups ? mergedGroups(groups, title.length + 1) : []),
      ...notes,
    ],
    formulas: Object.fromEntries([
      ...cellFormulas,
      ...totals(header, layout, firstLine, rows.length),
    ]),
  });
}

/** A column without a group is merged downwards, a group to the right. */
function twoHeaderRows(header: readonly string[], groups: readonly string[]): string[][] {
  const upper = groups.map((group, column) => {
    if (group === "") return header[column]!;
    return group === groups[column - 1] ? "" : group;
  });
  return [upper, header.map((name, column) => (groups[column] === "" ? "" : name))];
}

function mergedGroups(groups: readonly string[], row: number): string[] {
  const merged: string[] = [];
  for (let column = 0; column < groups.length; ) {
    let last = column;
    while (groups[column] !== "" && groups[last + 1] === groups[column]) last++;
    const [from, to] = [columnName(column), columnName(last)];
    if (groups[column] === "") merged.push(`${from}${row}:${from}${row + 1}`);
    else if (last > column) merged.push(`${from}${row}:${to}${row}`);
    column = last + 1;
  }
  return merged;
}

/** Numbers in the first row of the footer are sums that a formula keeps. */
function totals(
  header: readonly string[],
  { footer, kinds = {} }: Layout,
  firstLine: number,
  count: number,
): [string, string][] {
  const row = firstLine + count;
  return header.flatMap((name, column): [string, string][] => {
    if (kinds[name] !== "number" || !footer?.[0]?.[column]) return [];
    const letters = columnName(column);
    return [[`${letters}${row}`, `SUM(${letters}${firstLine}:${letters}${row - 1})`]];
  });
}

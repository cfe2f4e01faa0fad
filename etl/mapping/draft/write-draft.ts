/** Writes what was found out about a file as a mapping, its doubts as comments. */
import type { DescribedColumn } from "./describe-columns.ts";
import type { Draft } from "./draft-mapping.ts";
import { flowText } from "./flow-text.ts";

/** YAML that ends with a newline. Every `# doubt:` is a question to whoever knows the file. */
export function writeDraft(draft: Draft, columns: readonly DescribedColumn[]): string {
  const lines = [
    ...headLines(draft),
    `source: ${draft.sourceId}`,
    "# received: 2012-01-08T08:30:00Z  # when it was sent; the newer extract wins",
    ...(draft.source.time
      ? ['# covers: [{ area: "CODE", from: 2011-01, to: 2011-12 }]  # else taken from the rows']
      : []),
    ...readerLines(draft),
    ...(draft.unpivot
      ? [
          `# doubt: ${draft.unpivot.doubt}.`,
          `unpivot: { headers: '${draft.unpivot.pattern.replaceAll("'", "''")}' }`,
        ]
      : []),
    ...columnLines(draft, columns),
    ...totalLines(draft),
    ...tailLines(draft, columns),
  ];
  return `${lines.join("\n")}\n`;
}

function headLines({ file, layout }: Draft): string[] {
  const { staged, headers } = layout;
  const encoding = staged.encoding ? `, ${staged.encoding}` : "";
  return [
    `# Drafted from ${file}: ${staged.format}${encoding}, ${staged.rowsRead} rows, ` +
      `${headers.length} columns. Answer every doubt, then`,
    `#   demograph load ${JSON.stringify(file)} --mapping THIS_FILE --dry-run`,
    ...staged.warnings.map((warning) => `# ${warning}`),
    ...(staged.broken.length > 0
      ? [`# doubt: ${staged.broken.length} rows cannot be split: ${staged.broken[0]!.reason}.`]
      : []),
  ];
}

function readerLines({ layout: { reader, staged } }: Draft): string[] {
  const isOther = staged.encoding !== null && staged.encoding !== "utf-8";
  const options = Object.entries({
    ...(isOther ? { encoding: staged.encoding } : {}),
    ...reader,
  });
  if (options.length === 0) return [];
  const found = ["skipRows", "headerRows", "footerRows"].some((key) => key in reader);
  return [
    ...(found ? ["# doubt: are these the rows above, of and below the table?"] : []),
    `reader: { ${options.map(([key, value]) => `${key}: ${flowValue(value)}`).join(", ")} }`,
  ];
}

function flowValue(value: unknown): string {
  return typeof value === "number" ? String(value) : flowText(String(value));
}

function columnLines({ source, missing }: Draft, columns: readonly DescribedColumn[]): string[] {
  const lines = columns.flatMap(({ name, expression, doubts }) => [
    ...doubts.map((doubt) => `  # doubt: ${doubt.replace(/\.?$/, ".")}`),
    `  ${name}: ${expression}`,
  ]);
  const open = [...missing].flatMap(([name, suiting]) => [
    `  # doubt: required, and no header looks like it: ${source.columns[name]!.holds}.`,
    ...(suiting.length > 0
      ? suiting.map(({ text }) => `  # ${name}: ${flowText(text)}  # its cells would suit`)
      : [`  # ${name}: { constant: … }`]),
  ]);
  if (lines.length === 0) return open.length > 0 ? ["columns:", ...open, "  {}"] : [];
  return ["columns:", ...lines, ...open];
}

function totalLines({ totals }: Draft): string[] {
  return totals.flatMap(({ header, texts, rows, check, within }) => [
    `# doubt: ${rows} rows look like totals of the file; they are compared and left out.`,
    "totals:",
    `  - where: { from: ${flowText(header.text)}, equals: [${texts.map(flowText).join(", ")}] }`,
    ...(check.length > 0 ? [`    check: [${check.join(", ")}]`] : []),
    ...(within.length > 0 ? [`    within: [${within.join(", ")}]`] : []),
  ]);
}

function tailLines(draft: Draft, columns: readonly DescribedColumn[]): string[] {
  const used = new Set([
    ...draft.columns.map(({ header }) => header.index),
    ...(draft.unpivot?.headers ?? []).map(({ index }) => index),
  ]);
  const unused = draft.layout.headers.filter(({ index }) => !used.has(index));
  const markers = columns.flatMap(({ name, markers: seen }) =>
    [...seen].map(([marker, n]) => `${name} ${n} × ${JSON.stringify(marker)}`),
  );
  return [
    ...(markers.length > 0 ? [`# Read as nothing known: ${markers.join(", ")}.`] : []),
    ...(unused.length > 0
      ? [`# Not used: ${unused.map(({ text }) => JSON.stringify(text)).join(", ")}.`]
      : []),
  ];
}

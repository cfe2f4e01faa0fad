/** Findings as rows: for CSV, which a spreadsheet may open, and for JSON, which programs read. */
import { csvOf } from "#warehouse/csv.ts";
import type { AuditReport } from "./audit.ts";
import type { Finding } from "./finding.ts";

const columns = [
  "verdict",
  "document",
  "area",
  "period",
  "item",
  "figure",
  "quantity",
  "printed",
  "unit",
  "recomputed",
  "rounded",
  "truncated",
  "difference",
  "relation",
  "working",
  "explanation",
  "hints",
  "file",
  "line",
] as const;

/** A CSV that runs nothing in a spreadsheet, a row for everything that was judged. */
export function findingsCsv(findings: readonly Finding[]): string {
  const rows = findings.map((finding) => {
    const row = rowOf(finding);
    return columns.map((column) => row[column]);
  });
  return csvOf(columns, rows);
}

/** The report with findings as flat objects, and what would have to be true beside them. */
export function reportJson({ findings, ...report }: AuditReport): object {
  return {
    ...report,
    findings: findings.map((finding) => ({
      ...rowOf(finding),
      explanation: finding.sentences,
      hints: finding.hints,
      needs: finding.judgement?.needs ?? [],
      solution: finding.judgement?.solution ?? null,
      reachable: finding.judgement?.reachable ?? null,
    })),
  };
}

function rowOf(finding: Finding): Record<(typeof columns)[number], string | number | null> {
  const { verdict, document, area, period, item, figure, judgement, place } = finding;
  return {
    verdict,
    document,
    area,
    period,
    item,
    figure: figure?.id ?? null,
    quantity: figure?.quantity?.id ?? null,
    printed: figure?.printed ?? null,
    unit: figure?.unit ?? null,
    recomputed: judgement?.recomputed ?? null,
    rounded: judgement?.rounded ?? null,
    truncated: judgement?.truncated ?? null,
    difference: finding.difference === null ? null : Number(finding.difference.toPrecision(12)),
    relation: finding.relation,
    working: finding.working,
    explanation: finding.sentences.join(" "),
    hints: finding.hints.map(({ text }) => text).join("; "),
    file: place.file,
    line: place.line,
  };
}

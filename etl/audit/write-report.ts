/** The audit in plain text: what a person reads in a minute first, then every fault, worst first. */
import type { AuditReport } from "./audit.ts";
import { damagedPrints } from "./audit-group.ts";
import { type Finding, isFault, verdictOrder } from "./finding.ts";
import { showNumber } from "./show-number.ts";
import { bands, type Tally } from "./tally.ts";

/** Of a relation in tables at least so many faults are told, and all beyond the last band. */
const leastTold = 20;

/** The whole report, without a line end. */
export function writeReport(report: AuditReport): string {
  const own = report.findings.filter(({ inTable }) => inTable === null);
  return [
    ...summary(report),
    ...section("Relations in tables", report.tallies.flatMap(tallyLines)),
    ...section("Findings, worst first", own.filter(isTold).flatMap(findingLines)),
    ...report.tallies.flatMap((tally) => tableFaults(tally, report.findings)),
    ...section("Notes", report.warnings),
  ].join("\n");
}

function summary({ documents, figures, findings }: AuditReport): string[] {
  const faults = findings.filter(isFault).length;
  const counts = verdictOrder.flatMap((verdict) => {
    const count = findings.filter((finding) => finding.verdict === verdict).length;
    return count === 0 ? [] : [`  ${words(verdict).padEnd(20)} ${showNumber(count).padStart(7)}`];
  });
  const [first, second] = [count(documents, "document"), count(figures, "figure")];
  const judged = count(findings.length, "statement");
  const verdict =
    faults === 0
      ? "nothing is inconsistent"
      : `${showNumber(faults)} ${faults === 1 ? "does" : "do"} not hold`;
  return [`${first}, ${second}, ${judged} judged: ${verdict}.`, "", ...counts];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`.trimEnd())];
}

/** `1354 exact, 242 truncated, 706 inconsistent`, how far off, and what may be the cause. */
function tallyLines({ relation, checked, verdicts, within, beyond, causes }: Tally): string[] {
  const parts = verdictOrder
    .toReversed()
    .filter((verdict) => verdicts[verdict])
    .map((verdict) => `${showNumber(verdicts[verdict]!)} ${words(verdict)}`);
  const compared = parts.length > 1 ? `${showNumber(checked)} compared: ` : "";
  const distances = bands.map((band, index) => `${band}: ${showNumber(within?.[index] ?? 0)}`);
  const guesses = Object.entries(causes).map(([cause, number]) => `${cause} ${showNumber(number)}`);
  return [
    relation,
    `  ${compared}${parts.join(", ")}`,
    ...(within && verdicts.inconsistent
      ? [`  within ${distances.join(", within ")}; beyond: ${showNumber(beyond)}`]
      : []),
    ...(guesses.length > 0 ? [`  perhaps: ${guesses.join(", ")}`] : []),
  ];
}

/** What a reader wants to see of a document; sums that hold are in the counts. */
function isTold({ verdict }: Finding): boolean {
  return verdict !== "exact" && verdict !== "derived";
}

function findingLines(finding: Finding): string[] {
  const { verdict, item, figure, relation, working, sentences, hints } = finding;
  const printed = figure?.printed ? `, printed ${withUnit(finding)}` : "";
  const label = figure && figure.label.zh !== item ? ` ${figure.label.zh}` : "";
  return [
    `${words(verdict)}: ${item}${label}${printed}`,
    `    ${placeOf(finding)}`,
    ...(relation ? [`    ${relation}`] : []),
    ...(working ? [`    ${working}`] : []),
    ...sentences.map((sentence) => `    ${sentence}`),
    ...hints.map(({ text }) => `    Perhaps: ${text}.`),
  ];
}

/** The faults of one relation in tables, one line each. */
function tableFaults({ relation, beyond, within }: Tally, findings: readonly Finding[]): string[] {
  const faults = findings
    .filter((finding) => finding.inTable === relation && isFault(finding))
    .sort((a, b) => Math.abs(b.difference ?? 0) - Math.abs(a.difference ?? 0));
  if (faults.length === 0) return [];
  const told = faults.slice(0, Math.max(beyond, leastTold));
  const off = within && beyond > 0 ? `, ${showNumber(beyond)} by more than ${bands.at(-1)}` : "";
  const rest = faults.length - told.length;
  const lines = told.map((finding) => {
    const { working, sentences, hints, judgement } = finding;
    const guesses = hints.map(({ text }) => text).join(", or ");
    const hint = guesses ? `; perhaps ${guesses}` : "";
    const reached = judgement?.reachable ? `, which no whole number gives` : "";
    const why = working
      ? `printed ${withUnit(finding)}, ${working}${reached}${hint}`
      : sentences.join(" ");
    return `${placeOf(finding)}: ${why}`;
  });
  const more =
    rest > 0 ? [`${showNumber(rest)} more, less far off: write them with --csv FILE`] : [];
  const fail = faults.length === 1 ? "does not follow" : "do not follow";
  const number = showNumber(faults.length);
  const title = `${relation}: ${number}${relation === damagedPrints ? "" : ` ${fail}${off}`}`;
  return section(title, [...lines, ...more]);
}

function placeOf({ document, area, period, place }: Finding): string {
  const about = [document, area, period].filter((part) => part !== null && part !== "");
  return `${about.join(", ")} (${place.file}${place.line === null ? "" : `:${place.line}`})`;
}

function withUnit({ figure }: Finding): string {
  const { printed, unit } = figure!;
  return unit && !printed!.includes(unit) ? `${printed} ${unit}` : printed!;
}

function words(verdict: Finding["verdict"]): string {
  return verdict.replaceAll("_", " ");
}

function count(number: number, name: string): string {
  return `${showNumber(number)} ${name}${number === 1 ? "" : "s"}`;
}

/** The targets of the report's card as they are counted: one verdict for each numbered target. */
import type { Formats } from "./format.js";
import type { TargetVerdict } from "./payload.js";
import type { ReportPayload } from "./report-payload.js";
import type { CardLine, JudgedMeasure } from "./scorecard-payload.js";
import { stateMarks, stateWord } from "./states.js";

/** A numbered target: `9` has the lines `9a` to `9d`, and all of them must be met. */
export interface NumberedTarget {
  readonly number: string;
  readonly lines: readonly CardLine[];
  readonly verdict: TargetVerdict;
}

/** In the order of their numbers; empty without a card. */
export function numberedTargets({ scorecards }: ReportPayload): NumberedTarget[] {
  const lines = scorecards[0]?.sections.flatMap((section) => section.lines) ?? [];
  const numbers = [...new Set(lines.map(({ key }) => numberOf(key)))];
  return numbers
    .sort((one, other) => Number(one) - Number(other))
    .map((number) => {
      const own = lines.filter(({ key }) => numberOf(key) === number);
      return { number, lines: own, verdict: together(own.map(verdictOf)) };
    });
}

const numberOf = (key: string) => /^\d+/.exec(key)?.[0] ?? key;

/** A line that nothing is known of leaves its target open; a missed one misses it. */
function together(verdicts: readonly TargetVerdict[]): TargetVerdict {
  if (verdicts.includes("NOT_MET")) return "NOT_MET";
  return verdicts.includes("CANNOT_TELL") ? "CANNOT_TELL" : "MET";
}

/** Of a line that assessors state, its points; of others the verdicts on its estimates. */
export function verdictOf({ judged, achieved, points }: CardLine): TargetVerdict {
  if (judged.length > 0) return together(judged.map(({ status }) => status));
  if (achieved === null) return "CANNOT_TELL";
  return achieved === points ? "MET" : "NOT_MET";
}

/** Why a target cannot be told: `▨ 不公布`, `chance`; empty for one that can be. */
export function reasonOpen({ status, estimate }: JudgedMeasure, format: Formats): string {
  if (status !== "CANNOT_TELL") return "";
  const { state } = estimate;
  if (state === "SHOWN") return format.say("区间跨过目标", "the interval spans the target");
  return `${stateMarks[state]} ${stateWord(state, format)}`;
}

/** How many of the numbered targets have each verdict. */
export function countTargets(
  targets: readonly NumberedTarget[],
): Readonly<Record<TargetVerdict, number>> {
  const count = (verdict: TargetVerdict) =>
    targets.filter((target) => target.verdict === verdict).length;
  return { MET: count("MET"), NOT_MET: count("NOT_MET"), CANNOT_TELL: count("CANNOT_TELL") };
}

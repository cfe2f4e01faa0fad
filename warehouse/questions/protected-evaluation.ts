/** What disclosure control does to a number after it was evaluated from the protected cube. */
import type { Measure } from "../define-measure.ts";
import {
  isSensitiveColumn,
  isSumOfAttributes,
  openFacts,
} from "../disclosure/protected-columns.ts";
import type { Evaluation } from "../estimate.ts";
import type { Area, Snapshot } from "../snapshot.ts";

/** Below this many a count is mostly noise (METHODS.md 11.5). */
const fewWithNoise = 20;

/** Rounds means below the open levels, and marks what small counts with noise came to. */
export function protectedEvaluation(
  snapshot: Snapshot,
  measure: Measure,
  area: Area,
  evaluation: Evaluation,
): Evaluation {
  if (!snapshot.cube || snapshot.readsRaw(area)) return evaluation;
  const isBelow = area.depth > snapshot.cube.openDepth;
  const components = Object.values(measure.components);
  const told = isBelow && components.some(isSumOfAttributes) ? roundedMean(evaluation) : evaluation;
  const isNoisy =
    snapshot.manifest.disclosure.mode === "perturb" &&
    components.some((one) => !openFacts.has(one.fact) && (isBelow || isSensitiveColumn(one)));
  const counts = [told.numerator, told.denominator];
  const isSmall = counts.some((count) => count !== null && count < fewWithNoise);
  return isNoisy && told.value !== null && isSmall
    ? { ...told, flags: [...told.flags, "perturbed_small"] }
    : told;
}

/** Whether a sample's answer is not told: noise is added to counts, and samples are more than counts. */
export function isSampleWithheld(snapshot: Snapshot, { sample }: Measure, area: Area): boolean {
  const { cube, manifest } = snapshot;
  if (!sample || !cube || snapshot.readsRaw(area)) return false;
  return manifest.disclosure.mode === "perturb" && area.depth > cube.openDepth;
}

/** To one decimal, without the sum behind it (METHODS.md 11.3): the mean may not tell what was added up. */
function roundedMean(evaluation: Evaluation): Evaluation {
  const round = (value: number | null) => (value === null ? null : Math.round(value * 10) / 10);
  const { value, lower, upper } = evaluation;
  return {
    ...evaluation,
    value: round(value),
    lower: round(lower),
    upper: round(upper),
    numerator: null,
  };
}

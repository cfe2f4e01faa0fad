/** Which population base answers for a measure: its own, the question's or the area's. */
import type { Measure } from "../define-measure.ts";
import type { PopulationBase } from "../estimate.ts";
import type { Area, Snapshot } from "../snapshot.ts";
import { type FactName, hasPopulationBase, star } from "../star.ts";

/** In place of a base's key: all bases together. */
export const anyBase = 0;

const members = star.dim_population_base.members!;

/** The key of a base by its code. */
export function baseKeyOf(base: PopulationBase): number {
  return members.find((member) => member.code === base)!.key;
}

/** The code of a base by its key; null for all of them together. */
export function baseCodeOf(key: number): PopulationBase | null {
  const member = members.find((one) => one.key === key);
  return (member?.code as PopulationBase | undefined) ?? null;
}

/**
 * The key of the base that a measure is answered for in an area. A measure of migrants keeps to its
 * own bases, whatever else the question names.
 */
export function answeringBase(
  { bases }: Pick<Measure, "bases">,
  asked: number | null,
  area: Area,
): number {
  if (bases === "any") return asked ?? anyBase;
  if (!bases) return asked ?? area.defaultBaseKey;
  const own = bases.map(baseKeyOf);
  return asked !== null && own.includes(asked) ? asked : own[0]!;
}

/**
 * The base under which a fact's coverage is kept: 0 for facts, such as money, that have none. Where
 * all bases answer together their returns are the same, so the first that is reported stands for all.
 */
export function coverageBase(snapshot: Snapshot, fact: FactName, area: Area, base: number): number {
  if (!hasPopulationBase(fact)) return 0;
  if (base !== anyBase) return base;
  const keys = members.map((member) => member.key);
  return keys.find((key) => snapshot.authoritativeSource(fact, area, key)) ?? keys[0]!;
}

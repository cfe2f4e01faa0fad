/**
 * The fields of `Area` that are generated from the measures' folder: `crudeBirthRate(…)` answers
 * one estimate, and `crudeBirthRateBy(…)` one for each combination of categories, because one
 * name cannot return both.
 */
import { type DocumentNode, Kind, parse } from "graphql";
import type { Measure } from "#warehouse/define-measure.ts";
import type {
  Borders,
  Breakdown,
  Estimate,
  PopulationBase,
  RateKind,
} from "#warehouse/estimate.ts";
import { parsePeriod } from "#warehouse/periods.ts";
import type { Operation, PlacedArea } from "./operation.ts";
import type { FieldResolver } from "./resolvers/resolvers.ts";
import { snakeCase } from "./snake-case.ts";

interface MeasureArguments {
  readonly period: string;
  readonly base?: PopulationBase | null;
  readonly by?: readonly Breakdown[];
  readonly borders?: Borders | null;
  readonly rateKind?: RateKind | null;
  readonly confidence?: number | null;
}

/** The extension of `Area` and its resolvers, for measures in order of their ids. */
export function measureFields(measures: readonly Measure[]): {
  readonly sdl: DocumentNode;
  readonly resolvers: Readonly<Record<string, FieldResolver>>;
} {
  const ordered = [...measures].sort((a, b) => (a.id < b.id ? -1 : 1));
  const resolvers: Record<string, FieldResolver> = {};
  const lines: string[] = [];
  for (const measure of ordered) {
    lines.push(...describe(measure, ""), `  ${single(measure)}`);
    resolvers[measure.id] = async (area, args, { operation }) =>
      (await answer(measure, area, args, operation))[0];
    if (measure.breakdowns.length === 0) continue;
    const names = measure.breakdowns.map(snakeCase).join(", ");
    lines.push(...describe(measure, ` Split by any of ${names}.`), `  ${split(measure)}`);
    resolvers[`${measure.id}By`] = (area, args, { operation }) =>
      answer(measure, area, args, operation);
  }
  // SDL has no extension without fields.
  const sdl: DocumentNode =
    lines.length > 0
      ? parse(`extend type Area {\n${lines.join("\n")}\n}`)
      : { kind: Kind.DOCUMENT, definitions: [] };
  return { sdl, resolvers };
}

const borders = "borders: Borders = AS_WAS, rateKind: RateKind = ANNUALISED";

function single(measure: Measure): string {
  const { id } = measure;
  return `${id}(period: Period!, base: PopulationBase, ${borders}, confidence: Float = 0.95): Estimate!${deprecation(measure)}`;
}

function split(measure: Measure): string {
  const { id } = measure;
  return `${id}By(period: Period!, by: [Breakdown!]!, base: PopulationBase, ${borders}): [Estimate!]!${deprecation(measure)}`;
}

/** A measure that should no longer be asked for says so on its fields. */
function deprecation({ deprecated }: Measure): string {
  return deprecated ? ` @deprecated(reason: ${JSON.stringify(deprecated)})` : "";
}

function describe({ title, unit, description }: Measure, more: string): string[] {
  const text = `${title.zh} ${title.en} (${unit.en}). ${description.en}${more}`;
  return [`  ${JSON.stringify(text)}`];
}

function answer(
  measure: Measure,
  area: PlacedArea,
  args: MeasureArguments,
  operation: Operation,
): Promise<Estimate[]> {
  return operation.loaders(area.snapshot).estimates.load({
    measure: measure.id,
    area: area.code,
    period: parsePeriod(args.period).id,
    by: args.by ?? [],
    base: args.base ?? null,
    borders: args.borders ?? "asWas",
    rateKind: args.rateKind ?? "annualised",
    confidence: args.confidence ?? 0.95,
  });
}

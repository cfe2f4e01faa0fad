/** Reads what somebody states an extract covers: on the command line or in a mapping. */
import { InputError } from "#warehouse/input-error.ts";
import type { Coverage, CoverageRectangle } from "../extract-manifest.ts";
import { fillGroups } from "../mapping/expression-sql.ts";
import type { MappingEntry, StatedRectangle } from "../mapping/mapping.ts";

/**
 * The stated coverage, or null when nobody states one. `--covers` comes before the mapping's, whose
 * `except` still counts. Mistakes are `InputError`s.
 */
export function statedCoverage(
  covers: readonly string[],
  entry: MappingEntry | null,
  groups: readonly string[],
): Coverage | null {
  const fill = (rectangle: StatedRectangle) =>
    readRectangle(
      fillGroups(rectangle.area, groups),
      fillGroups(rectangle.from, groups),
      fillGroups(rectangle.to, groups),
      (sentence) => rectangle.node.fail(sentence),
    );
  const except = (entry?.except ?? []).map(fill);
  const stated = covers.length > 0 ? covers.map(readCoversOption) : (entry?.covers ?? []).map(fill);
  if (stated.length === 0 && except.length > 0) {
    entry!.except[0]!.node.fail('"except" needs "covers": say first what is covered.');
  }
  return stated.length > 0 ? { covers: stated, except, origin: "stated" } : null;
}

/** `990521:2011-01..2011-12`, a year for all its months, one period for a single one. */
export function readCoversOption(text: string): CoverageRectangle {
  const [, area, from, to] = /^([^:]+):([^.]+?)(?:\.\.(.+))?$/.exec(text.trim()) ?? [];
  const fail = (sentence: string): never => {
    throw new InputError(`--covers "${text}": ${sentence}`);
  };
  if (!area || !from) return fail("Expected AREA:FROM..TO, such as 990521:2011-01..2011-12.");
  return readRectangle(area, from, to ?? from, fail);
}

function readRectangle(
  area: string,
  from: string,
  to: string,
  fail: (sentence: string) => never,
): CoverageRectangle {
  const first = readMonth(from, 1, fail);
  const last = readMonth(to, 12, fail);
  if (first > last) fail(`The coverage ends ("${to}") before it begins ("${from}").`);
  return { area: area.trim(), from: first, to: last };
}

function readMonth(text: string, monthOfYear: number, fail: (sentence: string) => never): number {
  const [, year, month] = /^((?:19|20|21)\d{2})(?:-(0[1-9]|1[0-2]))?$/.exec(text.trim()) ?? [];
  if (!year) fail(`Found "${text}", expected a month such as 2011-09.`);
  return Number(year) * 100 + (month ? Number(month) : monthOfYear);
}

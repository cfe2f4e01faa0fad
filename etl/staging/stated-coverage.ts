/** Reads what somebody states an extract covers: on the command line or in a mapping. */
import { InputError } from "#warehouse/input-error.ts";
import type { Coverage, CoverageRectangle } from "../extract-manifest.ts";
import { fillGroups } from "../mapping/expression-sql.ts";
import type { MappingEntry, StatedRectangle } from "../mapping/mapping.ts";
import { coverageSpan } from "./coverage-span.ts";

/** What somebody states: rectangles, that only what the rows speak of is covered, or nothing. */
export type StatedCoverage = Coverage | "rows" | null;

/**
 * The stated coverage, or null when nobody states one. `--covers` comes before the mapping's, whose
 * `except` still counts. Mistakes are `InputError`s.
 */
export function statedCoverage(
  covers: readonly string[],
  entry: MappingEntry | null,
  groups: readonly string[],
): StatedCoverage {
  const fill = (rectangle: StatedRectangle) =>
    readRectangle(
      fillGroups(rectangle.area, groups),
      fillGroups(rectangle.from, groups),
      fillGroups(rectangle.to, groups),
      (sentence) => rectangle.node.fail(sentence),
    );
  const except = (entry?.except ?? []).map(fill);
  if (covers.length === 0 && entry?.covers === "rows") {
    entry.except[0]?.node.fail('"except" has no place beside "covers: rows".');
    return "rows";
  }
  const written = entry === null || entry.covers === "rows" ? [] : entry.covers;
  const stated = covers.length > 0 ? covers.map(readCoversOption) : written.map(fill);
  if (stated.length === 0 && except.length > 0) {
    entry!.except[0]!.node.fail('"except" needs "covers": say first what is covered.');
  }
  return stated.length > 0 ? { covers: stated, except, origin: "stated" } : null;
}

/**
 * `990521:2011-01..2011-12`, a year for all its months, a ten-day part such as `2011-09-D2`, one period
 * for a single one.
 */
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
  const first = readEnd(from, { month: 1, part: 1 }, fail);
  const last = readEnd(to, { month: 12, part: 3 }, fail);
  const rectangle = {
    area: area.trim(),
    from: first.month,
    to: last.month,
    // Whole months stay as they are, so that a manifest says nothing of parts unless there are some.
    ...(first.part > 1 && { fromPart: first.part }),
    ...(last.part < 3 && { toPart: last.part }),
  };
  const span = coverageSpan(rectangle);
  if (span.first > span.last) {
    fail(`The coverage ends ("${to}") before it begins ("${from}").`);
  }
  return rectangle;
}

interface CoverageEnd {
  readonly month: number;
  readonly part: number;
}

function readEnd(text: string, whole: CoverageEnd, fail: (sentence: string) => never): CoverageEnd {
  const pattern = /^((?:19|20|21)\d{2})(?:-(0[1-9]|1[0-2])(?:-D([1-3]))?)?$/;
  const [, year, month, part] = pattern.exec(text.trim()) ?? [];
  if (!year) {
    fail(`Found "${text}", expected a month such as 2011-09 or a ten-day part such as 2011-09-D2.`);
  }
  return {
    month: Number(year) * 100 + Number(month ?? whole.month),
    part: Number(part ?? whole.part),
  };
}

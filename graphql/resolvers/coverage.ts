/** The calendar of returns: an area's cells, and those of the areas below when somebody asks. */
import { type CoverageCell, coverageCalendar, listReturns } from "#warehouse/coverage-calendar.ts";
import { InputError } from "#warehouse/input-error.ts";
import { listPeriods } from "#warehouse/periods.ts";
import type { Area, ReportingSource, Snapshot } from "#warehouse/snapshot.ts";
import { type Operation, placed, type SnapshotArguments } from "../operation.ts";
import type { Language } from "./area.ts";
import type { PeriodRange } from "./estimates.ts";
import type { FieldResolver, TypeResolvers } from "./resolvers.ts";

interface CoverageArguments extends SnapshotArguments {
  readonly source?: string | null;
  readonly area: string;
  readonly periods: PeriodRange;
}

/** `Query.coverage`. */
export const coverage: FieldResolver = async (_, args: CoverageArguments, { operation }) => {
  const snapshot = await operation.snapshotOf(args);
  const areas = await snapshot.findAreas([args.area]);
  const level = new CalendarLevel(
    snapshot,
    operation,
    areas,
    listPeriods(args.periods),
    args.source,
  );
  return level.cells();
};

interface CoverageSource extends Omit<CoverageCell, "area"> {
  readonly area: Area;
  readonly level: CalendarLevel;
}

/** Areas whose calendar is asked for together; the areas below all of them are one more level. */
class CalendarLevel {
  readonly snapshot: Snapshot;
  readonly #operation: Operation;
  readonly #areas: readonly Area[];
  readonly #periods: readonly string[];
  readonly #source: string | null | undefined;
  #below: Promise<CoverageSource[]> | undefined;

  constructor(
    snapshot: Snapshot,
    operation: Operation,
    areas: readonly Area[],
    periods: readonly string[],
    source: string | null | undefined,
  ) {
    this.snapshot = snapshot;
    this.#operation = operation;
    this.#areas = areas;
    this.#periods = periods;
    this.#source = source;
  }

  async cells(): Promise<CoverageSource[]> {
    const question = { areas: this.#areas, periods: this.#periods, source: this.#source };
    this.#operation.spend(this.#areas.length * this.#periods.length);
    const cells = await coverageCalendar(this.snapshot, question);
    this.#operation.spend(cells.length);
    return cells.map((cell) => ({ ...cell, level: this }));
  }

  async childrenOf({ area, source, period }: CoverageCell): Promise<CoverageSource[]> {
    this.#below ??= this.#readBelow();
    return (await this.#below).filter(
      (cell) =>
        cell.area.parentCode === area.code && cell.source === source && cell.period === period,
    );
  }

  async #readBelow(): Promise<CoverageSource[]> {
    const parents = this.#areas.map((area) => area.code);
    const { areas } = await this.snapshot.listAreas({ parents });
    const periods = this.#periods;
    return new CalendarLevel(this.snapshot, this.#operation, areas, periods, this.#source).cells();
  }
}

/** At most this many returns of one cell. */
const mostReturns = 1000;

export const coverageResolvers: TypeResolvers = {
  area: ({ area, level }: CoverageSource) => placed(area, level.snapshot),
  children: (cell: CoverageSource) => cell.level.childrenOf(cell),
  returns: async (cell: CoverageSource, { first }: { first: number }, { operation }) => {
    if (first < 0 || first > mostReturns) {
      throw new InputError(`"first" must be 0 to ${mostReturns}, found "${first}".`);
    }
    operation.spend(first);
    const { snapshot } = cell.level;
    const records = await listReturns(snapshot, cell, first);
    const areas = await snapshot.findAreas(records.map(({ area }) => area));
    return records.map((record, i) => ({ ...record, area: placed(areas[i]!, snapshot) }));
  },
};

export const sourceResolvers: TypeResolvers = {
  name: ({ nameZh, nameEn }: ReportingSource, { lang }: { lang: Language }) =>
    lang === "zh" ? nameZh : nameEn,
};

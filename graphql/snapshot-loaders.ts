/**
 * The loaders of one snapshot in one operation: whatever the fields of a query ask for in the same
 * tick becomes one call to the warehouse, so a table of areas × measures costs one statement for
 * each fact and not one for each cell.
 */
import DataLoader from "dataloader";
import { type AreaGeometry, areaGeometries } from "#warehouse/area-geometries.ts";
import type { Measure } from "#warehouse/define-measure.ts";
import type { Estimate } from "#warehouse/estimate.ts";
import { InputError } from "#warehouse/input-error.ts";
import { queryEstimates } from "#warehouse/query-estimates.ts";
import type { Area, Snapshot } from "#warehouse/snapshot.ts";
import { judgeTargets } from "#warehouse/targets/judge-targets.ts";
import type { TargetStatus } from "#warehouse/targets/target-status.ts";
import type { Warehouse } from "#warehouse/warehouse.ts";
import { compareTexts } from "./connection.ts";
import { type Cell, questionsOf } from "./questions.ts";

/** A page of the areas below one area. */
export interface ChildrenPage {
  readonly parent: string;
  /** Only areas behind this code. */
  readonly after: string | null;
  readonly limit: number;
}

export interface AreaPage {
  readonly areas: Area[];
  readonly total: number;
}

export class SnapshotLoaders {
  readonly areaByCode: DataLoader<string, Area | undefined>;
  readonly ancestors: DataLoader<Area, Area[], string>;
  readonly children: DataLoader<ChildrenPage, AreaPage, string>;
  readonly geometry: DataLoader<string, AreaGeometry | null>;
  readonly estimates: DataLoader<Cell, Estimate[], string>;
  readonly targetStatuses: DataLoader<Estimate, TargetStatus[]>;

  constructor(
    snapshot: Snapshot,
    { measures, targets }: Pick<Warehouse, "measures" | "targets">,
    /** Told how many rows are about to be made; throws when it is too many. */
    spend: (rows: number) => void,
  ) {
    this.areaByCode = new DataLoader((codes) => snapshot.areasByCode(codes));
    this.ancestors = new DataLoader((areas) => snapshot.ancestorsOf(areas), {
      cacheKeyFn: (area) => area.code,
    });
    this.children = new DataLoader(
      async (pages) => {
        const answers = await loadChildren(snapshot, pages);
        spend(answers.reduce((sum, { areas }) => sum + areas.length, 0));
        return answers;
      },
      { cacheKeyFn: (page) => JSON.stringify(page) },
    );
    this.geometry = new DataLoader((codes) => areaGeometries(snapshot, codes));
    this.estimates = new DataLoader(
      async (cells) => {
        spend(cells.length);
        return loadEstimates(snapshot, measures, cells);
      },
      { cacheKeyFn: (cell) => JSON.stringify(cell) },
    );
    this.targetStatuses = new DataLoader((estimates) => {
      spend(estimates.length);
      return judgeTargets(snapshot, measures, targets, estimates);
    });
  }
}

/** One statement for all parents; a single parent lets the database cut the page. */
async function loadChildren(
  snapshot: Snapshot,
  pages: readonly ChildrenPage[],
): Promise<AreaPage[]> {
  const [only] = pages;
  if (pages.length === 1 && only) {
    const { parent, limit, after } = only;
    return [await snapshot.listAreas({ parents: [parent], limit, after })];
  }
  const parents = [...new Set(pages.map((page) => page.parent))];
  const { areas } = await snapshot.listAreas({ parents });
  const byParent = new Map<string | null, Area[]>(parents.map((parent) => [parent, []]));
  for (const area of areas) byParent.get(area.parentCode)?.push(area);
  return pages.map(({ parent, after, limit }) => {
    const children = byParent.get(parent)!;
    const behind = after ? children.filter((area) => compareTexts(area.code, after) > 0) : children;
    return { areas: behind.slice(0, limit), total: children.length };
  });
}

/** One call for all cells. When one is a mistake, each measure is asked alone, so that only it fails. */
async function loadEstimates(
  snapshot: Snapshot,
  measures: ReadonlyMap<string, Measure>,
  cells: readonly Cell[],
): Promise<(Estimate[] | Error)[]> {
  const together = questionsOf(cells);
  try {
    return together.place(await queryEstimates(snapshot, measures, together.questions));
  } catch (error) {
    if (!(error instanceof InputError) || cells.length === 1) throw error;
  }
  const { questions, place } = questionsOf(cells, { eachMeasureAlone: true });
  const answers = await Promise.allSettled(
    questions.map((question) => queryEstimates(snapshot, measures, [question])),
  );
  return place<Estimate[] | Error>(
    answers.map((answer) => (answer.status === "fulfilled" ? answer.value[0]! : answer.reason)),
  );
}

/** The sparkline table of areas: newest value, comparison with all together, change, course. */
import type { Column } from "./csv-text.js";
import { newest } from "./findings.js";
import { type Formats, nounOf } from "./format.js";
import type { PooledPoints, TrendPayload } from "./page-payloads.js";
import type { AreaSeries, MeasureInfo, Point } from "./payload.js";
import { sparkline } from "./sparkline.js";
import { type Standing, standing, standingText } from "./standing.js";
import { laterAbsence, valueWithLimits } from "./states.js";
import { standingCell, valueCell } from "./table-cells.js";
import { pooledText } from "./targets.js";

interface AreaRow extends AreaSeries {
  readonly last: Point;
  readonly standing: Standing | null;
}

/** The areas in order of the newest value, those without one last. */
export function areaRows({ areas, ranking }: TrendPayload): AreaRow[] {
  const entries = new Map(ranking?.entries.map((entry) => [entry.area.code, entry]));
  const rows = areas.flatMap((one): AreaRow[] => {
    const entry = entries.get(one.area.code);
    const last = newest(one.series.points) ?? one.series.points.at(-1);
    if (!last) return [];
    return [
      { ...one, last, standing: entry && ranking ? standing(entry, ranking.baseline) : null },
    ];
  });
  const value = (row: AreaRow) => row.last.value ?? Number.NEGATIVE_INFINITY;
  return rows.sort((one, other) => value(other) - value(one));
}

export function areaColumns(payload: TrendPayload, format: Formats): Column<AreaRow>[] {
  const { measure, course, level, areas, ranking } = payload;
  const { say, name, signed } = format;
  const values = areas.flatMap(({ series }) => series.points.flatMap((point) => point.value ?? []));
  const domain = [Math.min(...values), Math.max(...values)] as const;
  const since = ({ last, series }: AreaRow) => laterAbsence(series.points, last, format);
  const columns: Column<AreaRow>[] = [
    { label: format.opening(nounOf(level, format)), text: (row) => name(row.area) },
    {
      label: say("数值（95%区间）", "Value (95% interval)"),
      text: (row) => `${valueWithLimits(row.last, measure, format)} ${since(row)}`.trim(),
      cell: (row) => valueCell(row.last, measure, format, since(row)),
    },
  ];
  // One year for all needs no column; the figure's subtitle has it.
  if (new Set(areaRows(payload).map((row) => row.last.period)).size > 1)
    columns.splice(1, 0, { label: say("年份", "Year"), text: (row) => row.last.period });
  if (ranking?.entries.some((entry) => standing(entry, ranking.baseline) !== null))
    columns.push({
      label: say("与全部比较", "Against all"),
      text: (row) => standingText(row.standing, format),
      cell: (row) => standingCell(row.standing, format),
      align: "left",
    });
  const { pooled } = payload;
  if (pooled) columns.push(pooledColumn(pooled, measure, format));
  columns.push(
    { label: say("变化", "Change"), text: (row) => signed(row.series.change, measure.decimals) },
    {
      label: say("走势", "Course"),
      text: () => "",
      cell: (row) => sparkline(row.series.points, { domain, behind: course?.points ?? [] }),
      download: false,
      wideOnly: true,
    },
  );
  // The pooled years take the room of the sparklines, which the small multiples show larger.
  if (pooled) columns.pop();
  return columns;
}

/** Three years together, for readers of values that are too small to tell by the year. */
function pooledColumn(
  { period, areas }: PooledPoints,
  measure: MeasureInfo,
  format: Formats,
): Column<AreaRow> {
  const years = pooledText(period);
  const pointOf = (row: AreaRow) => areas[row.area.code];
  return {
    label: format.say(`${years}年合计（95%区间）`, `${years} together (95% interval)`),
    head: format.say(`${years}年合计`, `${years} together`),
    text: (row) => {
      const point = pointOf(row);
      return point ? valueWithLimits(point, measure, format) : "–";
    },
    cell: (row) => {
      const point = pointOf(row);
      return point ? valueCell(point, measure, format) : "–";
    },
  };
}

/** The method mix of every area, under the whole's: bars with intervals, one column for each method. */
import { breakdownNoun } from "./breakdown-names.js";
import { figure } from "./figure.js";
import { type Formats, nounOf, titleAndUnit } from "./format.js";
import { methodMixChart } from "./method-mix-chart.js";
import type { Mix } from "./method-mix-payload.js";
import { mixFinding, mixTable } from "./method-mix-words.js";
import { key, stateKeys } from "./page-parts.js";
import type { TrendPayload } from "./page-payloads.js";
import { pointTable } from "./point-table.js";
import { sourceOf } from "./source-line.js";
import { yearText } from "./words.js";

export function methodMixFigure(payload: TrendPayload, mix: Mix, format: Formats): HTMLElement {
  const { measure, level, root } = payload;
  const { say, name } = format;
  const table = mixTable(mix);
  const cells = table.rows.flatMap((row) => row.cells);
  const finding = mixFinding(table, measure, level, format);
  const whole = root ? name(root) : "";
  const points = pointTable(
    payload,
    { label: format.opening(nounOf(level, format)), text: (cell) => name(cell.area) },
    cells,
    ({ point }: (typeof cells)[number]) => point,
    format,
  );
  const [area, ...others] = points.columns;
  const method = {
    label: format.opening(breakdownNoun(measure.by ?? "METHOD", format)),
    text: (cell: (typeof cells)[number]) => name(cell.method),
    align: "left" as const,
  };
  return figure({
    id: "mix",
    format,
    title: finding,
    subtitle: `${titleAndUnit(measure, format)}${say("；", "; ")}${yearText(mix.period, format)}${say("；各列同一尺度，横线为95%置信区间", "; all columns on one scale, lines: 95% confidence intervals")}`,
    legend: [
      key("line", "var(--ink-3)", whole),
      key("line", "var(--accent)", nounOf(level, format)),
      ...stateKeys(
        cells.map(({ point }) => point),
        format,
      ),
    ],
    draw: (width) => methodMixChart(table, { format, measure, width }),
    table: { ...points, columns: [area!, method, ...others] },
    source: sourceOf(payload, format),
    notes: [
      say("虚线为全部地区合计的比重。", "Dotted lines: the shares in all areas together."),
      say(
        "窄屏上只画常用的方法，全部方法见表格。",
        "On narrow screens only the commoner methods are drawn; the table has all of them.",
      ),
    ],
    alt: finding,
  }).element;
}

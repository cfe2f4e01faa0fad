/** Figures as documents print them, beside the same figures recomputed from the registers. */
import { html } from "npm:htl";
import { tableFigure } from "./figure.js";
import type { Formats } from "./format.js";
import { nothingToShow } from "./page-parts.js";
import type { PrintedFigure, PrintedVerdict, QualityPayload } from "./quality-payload.js";
import { sourceLine } from "./source-line.js";

const marks: Readonly<Record<PrintedVerdict, string>> = {
  EXACT: "✓",
  TRUNCATED: "✓",
  INCONSISTENT: "✗",
  TEXT_CORRUPTION: "?",
};

const styles: Readonly<Record<PrintedVerdict, string>> = {
  EXACT: "high",
  TRUNCATED: "high",
  INCONSISTENT: "low",
  TEXT_CORRUPTION: "quiet",
};

/** How many printed figures were compared, and how many cannot follow; empty where none was. */
export function printedSentence(figures: readonly PrintedFigure[], { say }: Formats): string {
  const compared = figures.filter(({ verdict }) => verdict !== null);
  if (compared.length === 0) return "";
  const wrong = compared.filter(({ verdict }) => verdict === "INCONSISTENT").length;
  return say(
    `文件里印出的${compared.length}个数字中有${wrong}个与登记不符。`,
    `Of ${compared.length} printed figures ${wrong} ${wrong === 1 ? "does" : "do"} not follow from the registers.`,
  );
}

export function printedFigures(payload: QualityPayload, format: Formats): HTMLElement {
  const { say, name } = format;
  const { figures, measures } = payload;
  if (figures.length === 0)
    return nothingToShow(say("没有收到文件印出的数字。", "No printed figures have been received."));
  const compared = figures.filter(({ verdict }) => verdict !== null);
  const agree = compared.filter(({ verdict }) => verdict === "EXACT" || verdict === "TRUNCATED");
  const wrong = compared.filter(({ verdict }) => verdict === "INCONSISTENT");
  const quantity = ({ quantity: id }: PrintedFigure) => {
    const [base = id, part] = id.split(".");
    const measure = measures.find((one) => one.id === base);
    const title = measure ? name(measure.title) : componentName(base, format);
    return part === "target" ? `${title}${say("（目标）", " (target)")}` : title;
  };
  const link = (row: PrintedFigure) => {
    const measure = measures.find((one) => one.id === row.quantity);
    return measure
      ? html`<a href=${`./trends/${measure.slug}.html`}>${name(measure.title)}</a>`
      : quantity(row);
  };
  const unit = ({ unit: text }: PrintedFigure) => text ?? "";
  return tableFigure<PrintedFigure>({
    id: "printed",
    format,
    title: say(
      `${compared.length}个印出的数字中，${agree.length}个与登记一致，${wrong.length}个不符`,
      `Of ${compared.length} printed figures ${agree.length} follow from the registers, ` +
        `${wrong.length} do not`,
    ),
    subtitle: say(
      "文件印出的数字与按登记重新计算、按印出的小数位四舍五入的数字",
      "The figure as printed and as recomputed from the registers, rounded as printed",
    ),
    table: {
      columns: [
        { label: say("数字", "Figure"), text: quantity, cell: link },
        { label: say("文件", "Document"), text: ({ document }) => document, shown: false },
        {
          label: say("地区", "Area"),
          text: ({ area }) => name(area),
          align: "left",
          wideOnly: true,
        },
        { label: say("时间", "Period"), text: ({ period }) => period ?? "–", wideOnly: true },
        {
          label: say("印出", "Printed"),
          text: (row) => `${row.printed}${/[%‰]/.test(row.printed) ? "" : unit(row)}`,
        },
        {
          label: say("重算", "Recomputed"),
          text: (row) => (row.rounded === null ? "–" : `${plain(row, format)}${unit(row)}`),
        },
        {
          label: say("结论", "Verdict"),
          text: (row) => verdictText(row, format),
          cell: (row) =>
            html`<b class=${row.verdict ? styles[row.verdict] : "quiet"}>${verdictText(row, format)}</b>`,
          align: "left",
        },
      ],
      rows: figures,
      group: ({ document }) => document,
    },
    source: sourceLine([], payload.snapshot, format),
  }).element;
}

/** As many decimals as the print has. */
function plain({ printed, rounded }: PrintedFigure, format: Formats): string {
  const decimals = /\.(\d+)/.exec(printed)?.[1]?.length ?? 0;
  return format.fixed(rounded, decimals);
}

function verdictText({ verdict, reason }: PrintedFigure, { say }: Formats): string {
  const words: Readonly<Record<PrintedVerdict, string>> = {
    EXACT: say("一致", "agrees"),
    TRUNCATED: say("一致（截去尾数）", "agrees, cut off"),
    INCONSISTENT: say("与登记不符", "does not follow"),
    TEXT_CORRUPTION: say("印出的不是数字", "no number is printed"),
  };
  if (verdict) return `${marks[verdict]} ${words[verdict]}`;
  const reasons: Readonly<Record<string, string>> = {
    unknown_quantity: say("不认识这个量", "unknown quantity"),
    unknown_period: say("不认识这个时间", "unknown period"),
    unit_mismatch: say("单位不同", "another unit"),
    target: say("这是目标，不是结果", "a target, not a result"),
    not_recomputed: say("登记没有或不全，不能重算", "registers are silent or incomplete"),
  };
  return `– ${reasons[reason ?? ""] ?? reason ?? ""}`.trim();
}

/** What the components that documents print are called. */
function componentName(id: string, { say }: Formats): string {
  const names: Readonly<Record<string, readonly [string, string]>> = {
    births: ["出生数", "Births"],
    maleBirths: ["男婴", "Boys born"],
    femaleBirths: ["女婴", "Girls born"],
    birthsWithinPolicy: ["符合政策出生数", "Births within policy"],
    deaths: ["死亡数", "Deaths"],
    population: ["总人口", "Population"],
    marriedWomen: ["已婚育龄妇女", "Married women of reproductive age"],
  };
  const [zh, en] = names[id] ?? [id, id];
  return say(zh, en);
}

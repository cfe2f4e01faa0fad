/** Whether the registers agree with one another: the balance of persons, and every broken rule. */
import { html } from "npm:htl";
import type { Column } from "./csv-text.js";
import { tableFigure } from "./figure.js";
import { counted, type Formats } from "./format.js";
import { nothingToShow } from "./page-parts.js";
import type { Balance, Breach, QualityPayload } from "./quality-payload.js";
import { sourceLine } from "./source-line.js";

export function balanceFigure(payload: QualityPayload, format: Formats): HTMLElement {
  const { say, whole, list, signed } = format;
  const rows = payload.balance.filter(({ start, end }) => start !== null || end !== null);
  if (rows.length === 0)
    return nothingToShow(
      say("没有人口登记可以核对。", "There is no register of persons to check."),
    );
  const off = rows.filter(({ residual, movesReported }) => movesReported && residual);
  const title =
    off.length === 0
      ? say(
          "有迁移上报的各年，人口收支都平",
          "Where moves were reported, persons add up every year",
        )
      : say(
          `人口收支不平：${list(off.map(({ period, residual }) => `${period}年差${signed(residual, 0)}人`))}`,
          `Persons do not add up: ${list(off.map(({ period, residual }) => `${signed(residual, 0)} in ${period}`))}`,
        );
  const number = (of: (row: Balance) => number | null) => (row: Balance) => {
    const value = of(row);
    return value === null ? say("✕ 未上报", "✕ not reported") : whole(value);
  };
  const columns: Column<Balance>[] = [
    { label: say("年份", "Year"), text: ({ period }) => period },
    { label: say("期初人口", "At the start"), text: number(({ start }) => start) },
    { label: say("出生", "Births"), text: number(({ births }) => births), wideOnly: true },
    { label: say("死亡", "Deaths"), text: number(({ deaths }) => deaths), wideOnly: true },
    { label: say("迁入", "Moved in"), text: number(({ movedIn }) => movedIn), wideOnly: true },
    { label: say("迁出", "Moved out"), text: number(({ movedOut }) => movedOut), wideOnly: true },
    { label: say("推算期末", "Expected at the end"), text: number(({ expected }) => expected) },
    { label: say("期末人口", "At the end"), text: number(({ end }) => end) },
    {
      label: say("差额", "Difference"),
      text: ({ residual, movesReported }) =>
        `${signed(residual, 0)}${movesReported ? "" : say("（无迁移上报）", " (moves not reported)")}`,
    },
  ];
  return tableFigure<Balance>({
    id: "balance",
    format,
    title,
    subtitle: say(
      "户籍人口：期初＋出生−死亡＋迁入−迁出＝期末",
      "Registered persons: start + births − deaths + moved in − moved out = end",
    ),
    table: { columns, rows },
    source: sourceLine([], payload.snapshot, format),
    notes: rows.some(({ movesReported }) => !movesReported)
      ? [
          say(
            "没有迁移上报的年份，差额主要就是迁移。",
            "Where moves are not reported, the difference is mostly migration.",
          ),
        ]
      : [],
  }).element;
}

export function breachFigure(payload: QualityPayload, format: Formats): HTMLElement {
  const { say, name, whole, signed } = format;
  const { breaches, rules } = payload;
  if (breaches.length === 0)
    return html`<p>${say("没有发现登记互相矛盾。", "No contradictions between registers were found.")}</p>`;
  const last = payload.years.at(-1);
  const ruleOf = ({ rule }: Breach) => rules.find(({ id }) => id === rule);
  const heading = (breach: Breach) => {
    const rule = ruleOf(breach);
    return rule
      ? `${rule.id} ${name(rule.left)} – ${name(rule.right)}: ${name(rule.meaning)}`
      : breach.rule;
  };
  const ordered = [...breaches].sort(
    (one, other) =>
      one.rule.localeCompare(other.rule) ||
      one.area.code.length - other.area.code.length ||
      other.period.localeCompare(one.period) ||
      Math.abs(other.difference) - Math.abs(one.difference),
  );
  return tableFigure<Breach>({
    id: "breaches",
    format,
    title: say(
      `${breaches.length}处登记互相矛盾，涉及${rules.length}条规则`,
      `${counted(breaches.length, "contradiction", format)} between registers, ` +
        `under ${counted(rules.length, "rule", format)}`,
    ),
    subtitle: say(
      `全部地区合计列各年，下级地区只列${last}年；矛盾不等于错误，但要有解释`,
      `All years of the whole area, ${last} of the areas below; a contradiction need not be an error, but needs an explanation`,
    ),
    table: {
      columns: [
        { label: say("地区", "Area"), text: ({ area }) => name(area) },
        { label: say("规则", "Rule"), text: (breach) => heading(breach), shown: false },
        { label: say("年份", "Year"), text: ({ period }) => period },
        { label: say("左边", "Left"), text: ({ left }) => whole(left) },
        { label: say("右边", "Right"), text: ({ right }) => whole(right) },
        { label: say("差额", "Difference"), text: ({ difference }) => signed(difference, 0) },
      ],
      rows: ordered,
      group: heading,
    },
    source: sourceLine([], payload.snapshot, format),
    scrolls: true,
  }).element;
}

/** The page about methods and sources: how to read every number, how each is made, and of what. */
import { html } from "npm:htl";
import { type Formats, formats } from "./format.js";
import { definitionOf } from "./method-notes.js";
import type { DisclosureInfo, MethodsPayload } from "./methods-payload.js";
import { pageHead } from "./page-parts.js";
import type { EstimateState, Lang, Named } from "./payload.js";
import { bySection, sectionName } from "./sections.js";
import { sourcesTable } from "./sources-table.js";
import { stateMarks, stateWord } from "./states.js";

export interface MethodsPage {
  readonly head: HTMLElement;
  readonly reading: HTMLElement;
  readonly protection: HTMLElement;
  readonly measures: HTMLElement;
  readonly sources: HTMLElement;
  readonly citing: HTMLElement;
}

export function methodsPage(payload: MethodsPayload, lang: Lang): MethodsPage {
  const format = formats(lang);
  const { say, whole } = format;
  const { definitions, extracts, snapshot } = payload;
  const sources = new Set(extracts.map(({ source }) => source)).size;
  return {
    head: pageHead(
      payload,
      {
        kicker: say("方法与来源", "Methods and sources"),
        title: say(
          `${definitions.length}项指标怎么算，数据从哪里来`,
          `How ${definitions.length} measures are made, and of what`,
        ),
        standfirst: say(
          `${sources}个来源的${whole(extracts.length)}个文件；比率总是两个合计相除；没有报的不当作零。`,
          `${whole(extracts.length)} files of ${sources} sources. A ratio is always one sum divided ` +
            "by another. What was not reported is never a zero.",
        ),
      },
      format,
    ),
    reading: reading(format),
    protection: html`<p>${protection(payload.disclosure, format)}</p>`,
    measures: measures(payload, format),
    sources: sourcesTable(payload, format),
    citing: html`<p>${say(
      `请写明快照 ${snapshot.id}。同一快照永远给出同样的数字；更正的数字在新的快照里。`,
      `Name the snapshot, ${snapshot.id}. The same snapshot gives the same numbers for ever; what is ` +
        "corrected stands in a new one.",
    )}</p>`,
  };
}

/** What stands beside a number or in its place. */
function reading(format: Formats): HTMLElement {
  const { say, name, opening } = format;
  const rows = stateOrder.flatMap((state) => [
    html`<dt>${stateMarks[state]} ${opening(stateWord(state, format))}</dt>`,
    html`<dd>${name(stateMeanings[state])}</dd>`,
  ]);
  return html`<div><p>${say(
    "数字旁边的两个界限是95%区间：把偶然的波动重复一百次，约有九十五次的区间包含真值。" +
      "偶然就能解释的差别不算差别：地区、趋势和目标分不出时，写“不能断定”。",
    "The two limits beside a number are its 95% interval: were chance to repeat itself a hundred times, some " +
      "ninety-five such intervals would hold the true value. A difference that chance alone explains is not " +
      "called one: areas, trends and targets then read “cannot tell”.",
  )}</p><dl class="states">${rows}</dl></div>`;
}

const stateOrder = ["INCOMPLETE", "NOT_REPORTED", "NOT_DUE", "UNDEFINED", "WITHHELD"] as const;

const stateMeanings: Readonly<Record<Exclude<EstimateState, "SHOWN">, Named>> = {
  INCOMPLETE: {
    zh: "应报的没有报全，数字只来自已报的部分；百分数是已报的比重。",
    en: "Not all that was due came in: the number is of what did, and the percentage says how much.",
  },
  NOT_REPORTED: {
    zh: "应报而没有报；不是零。",
    en: "Due and not received. It is not a zero.",
  },
  NOT_DUE: {
    zh: "还没有到上报的时间，或者那时没有这个地区。",
    en: "Not to be reported yet, or the area did not exist at the time.",
  },
  UNDEFINED: {
    zh: "分母为零、样本太小，或者这项指标在这里没有意义。",
    en: "The denominator is zero, a sample is too small, or the measure means nothing here.",
  },
  WITHHELD: {
    zh: "公布会让人推出很小的人数。",
    en: "To publish it would tell of a very small number of persons.",
  },
};

function protection({ mode, threshold }: DisclosureInfo, { say }: Formats): string {
  switch (mode) {
    case "SUPPRESS":
      return say(
        `1到${threshold - 1}的人数不予公布，能与合计相减推出它们的数字也不公布；` +
          "引产、绝育和政策类别在任何一级都按敏感数据处理，村一级一律不公布。",
        `Counts of 1 to ${threshold - 1} persons are withheld, and with them what would tell them by ` +
          "subtraction from a total. Abortion, sterilisation and policy class are sensitive at every level " +
          "and told of no village.",
      );
    case "PERTURB":
      return say(
        "小地区的人数带有固定的随机误差，最多加减5，平均为零；合计另有误差，所以各部分相加不一定等于合计。",
        "Counts of small areas carry random noise of at most 5, on average 0, the same for ever. Totals " +
          "have noise of their own, so that parts need not add up to them.",
      );
    case "NONE":
      return say(
        "所用的数据本来就是公开的，全部照实公布。",
        "The data are public already, and all of them are told.",
      );
  }
}

function measures({ definitions }: MethodsPayload, format: Formats): HTMLElement {
  const { name } = format;
  return html`<div>${bySection(definitions).map(
    ({ id, items }) =>
      html`<section><h3>${name(sectionName(id))}</h3>${items.map(
        (measure) => html`<details class="method" id=${measure.slug}>
        <summary>${name(measure.title)}</summary>${definitionOf(measure, format)}
        <p><a href=${`./trends/${measure.slug}.html`}>${format.say("看趋势", "See its trend")}</a></p>
      </details>`,
      )}</section>`,
  )}</div>`;
}

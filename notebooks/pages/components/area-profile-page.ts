/** The profile page of an area: where it stands in everything, and what it has reported. */
import { html } from "npm:htl";
import { areaReturnsTable } from "./area-coverage.js";
import { areaLocator } from "./area-locator.js";
import { areaNavigation } from "./area-navigation.js";
import type { AreaProfilePayload, ProfileRow } from "./area-profile-payload.js";
import { profileTable } from "./area-profile-table.js";
import {
  countStandings,
  isWhole,
  placeText,
  profileSummary,
  profileTitle,
} from "./area-profile-words.js";
import { type Formats, formats, interval } from "./format.js";
import { bigNumber, nothingToShow, pageHead } from "./page-parts.js";
import type { Lang } from "./payload.js";
import { sparkline } from "./sparkline.js";
import { spineFigures } from "./spine-figures.js";
import { absentText, doubtOf } from "./states.js";
import { standingCounts } from "./table-cells.js";
import { statusLines } from "./target-cells.js";
import { countVerdicts } from "./verdict-counts.js";
import { verdictWords, yearText } from "./words.js";

export interface AreaProfilePage {
  readonly head: HTMLElement;
  readonly numbers: HTMLElement;
  readonly spine: HTMLElement;
  readonly table: HTMLElement;
  readonly coverage: HTMLElement;
}

export function areaProfilePage(payload: AreaProfilePayload, lang: Lang): AreaProfilePage {
  const format = formats(lang);
  const { name, say } = format;
  const { area, rows, level } = payload;
  const nothing = html`<span></span>`;
  const kind = isWhole(payload) ? area.level : (level ?? area.level);
  const head = pageHead(
    payload,
    {
      kicker: `${name(area)} · ${name(kind)}`,
      title: profileTitle(payload, format),
      standfirst: rows.length > 0 ? profileSummary(payload, format) : "",
      notes: [say(`地区代码 ${area.code}`, `area code ${area.code}`)],
    },
    format,
  );
  const empty = nothingToShow(
    say("收到的提取文件里没有这个地区的数据。", "Nothing received so far speaks of this area."),
  );
  return {
    head: html`<div>${areaNavigation(payload, format)}${located(head, payload, format)}</div>`,
    numbers: rows.length > 0 ? numbers(payload, format) : nothing,
    spine: rows.length > 0 ? spineFigures(payload, format) : empty,
    table: rows.length > 0 ? profileTable(payload, format) : nothing,
    coverage: areaReturnsTable(payload, format),
  };
}

/** The head with a small map beside it, where the area has a shape. */
function located(head: HTMLElement, payload: AreaProfilePayload, format: Formats): HTMLElement {
  const locator = areaLocator(payload, format);
  return locator ? html`<div class="located">${head}${locator}</div>` : head;
}

/** The measures that are told first; where an area has none of them the next stand in. */
const first: readonly string[] = ["crudeBirthRate", "sexRatioAtBirth", "totalFertilityRate"];

function numbers(payload: AreaProfilePayload, format: Formats): HTMLElement {
  const { say } = format;
  const { rows, root, targets } = payload;
  const told = first.flatMap((id) => rows.find(({ measure }) => measure.id === id) ?? []);
  const shown = [...told, ...rows.filter((row) => !told.includes(row))].slice(0, 2);
  const verdicts = countVerdicts(
    rows.map(({ point }) => point),
    targets,
  );
  const { high, low, same } = countStandings(rows);
  const whole = root ? format.name(root) : "";
  return html`<div class="numbers">${[
    ...shown.map((row) => measureNumber(row, payload, format)),
    ...(high + low + same > 0
      ? [
          bigNumber({
            label: say(`明显高于 / 低于${whole}`, `Clearly above / below ${whole}`),
            value: standingCounts(high, low),
            unit: say("项指标", "measures"),
            details: [
              say(`其余${same}项分不出高低`, `${same} not told apart`),
              say("逐个精确检验", "exact test for each"),
            ],
          }),
        ]
      : []),
    ...(verdicts.MET + verdicts.NOT_MET + verdicts.CANNOT_TELL > 0
      ? [
          bigNumber({
            label: say("目标：达标 / 未达标", "Targets: met / missed"),
            value: html`<span><span class="high"><i>✓</i>${verdicts.MET}</span>
              <span class="low"><i>✗</i>${verdicts.NOT_MET}</span></span>`,
            details: [
              say(
                `另有${verdicts.CANNOT_TELL}项不能断定`,
                `${verdicts.CANNOT_TELL} cannot be told`,
              ),
            ],
          }),
        ]
      : []),
  ]}</div>`;
}

function measureNumber(
  row: ProfileRow,
  { targets }: AreaProfilePayload,
  format: Formats,
): HTMLElement {
  const { say, name } = format;
  const { point, measure, course, change, wholeCourse } = row;
  const limits = interval(point, measure, format);
  const place = placeText(row, format);
  return bigNumber({
    label: `${yearText(point.period, format)}${say("", " ")}${name(measure.title)}`,
    value: point.value === null ? absentText(point, format) : name(point),
    word: point.value === null,
    unit: point.value === null ? "" : name(measure.unit),
    details: [
      limits && say(`95%置信区间 ${limits}`, `95% interval ${limits}`),
      doubtOf(point, format),
      place === "–" ? "" : say(`名次 ${place}`, `Rank ${place}`),
      ...statusLines(point, targets, measure, format),
      say(
        `历年${verdictWords(change.verdict, format)}`,
        `Over the years ${verdictWords(change.verdict, format)}`,
      ),
    ],
    spark: sparkline(course, { behind: wholeCourse }),
  });
}

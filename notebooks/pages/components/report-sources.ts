/** Where the report's numbers come from: every extract with its hash, and the snapshot. */
import { html } from "npm:htl";
import type { Column } from "./csv-text.js";
import { tableFigure } from "./figure.js";
import type { Formats } from "./format.js";
import { nothingToShow } from "./page-parts.js";
import type { ExtractInfo } from "./payload.js";
import type { ReportPayload } from "./report-payload.js";
import { sourceLine } from "./source-line.js";
import { yearText } from "./words.js";

/** Enough of a hash to find the file; the download has all of it. */
const shownDigits = 16;

export function reportSources(payload: ReportPayload, format: Formats): HTMLElement {
  const { say, name, whole, date } = format;
  const rows = [...payload.extracts].sort(
    (one, other) =>
      one.source.localeCompare(other.source) || one.receivedAt.localeCompare(other.receivedAt),
  );
  if (rows.length === 0) return nothingToShow(say("没有提取文件。", "There are no extracts."));
  const columns: Column<ExtractInfo>[] = [
    { label: say("来源", "Source"), text: (extract) => name(extract), wraps: true },
    { label: say("文件", "File"), text: ({ file }) => file, wraps: true, align: "left" },
    {
      label: say("收到", "Received"),
      text: ({ receivedAt }) => date(receivedAt),
      align: "left",
      wideOnly: true,
    },
    { label: say("接收行", "Accepted"), text: ({ acceptedRows }) => whole(acceptedRows) },
    { label: say("退回行", "Rejected"), text: ({ rejectedRows }) => whole(rejectedRows) },
    {
      label: "SHA-256",
      text: ({ hash }) => hash,
      cell: ({ hash }) => html`<code title=${hash}>${hash.slice(0, shownDigits)}</code>`,
      align: "left",
      wideOnly: true,
    },
  ];
  const sources = new Set(rows.map(({ source }) => source)).size;
  return tableFigure<ExtractInfo>({
    id: "sources",
    format,
    title: say(
      `${sources}个来源的${rows.length}个文件`,
      `${rows.length} files of ${sources} sources`,
    ),
    subtitle: say(
      `SHA-256列出前${shownDigits}位，下载的数据里有全部`,
      `SHA-256 to ${shownDigits} digits; the data have all of them`,
    ),
    table: { columns, rows },
    source: sourceLine([], payload.snapshot, format),
    scrolls: true,
  }).element;
}

/** How to read and cite the report: always open, because paper does not unfold. */
export function reportMethod(payload: ReportPayload, format: Formats): HTMLElement {
  const { say, name, date } = format;
  const { snapshot, root, period } = payload;
  const place = root ? name(root) : "";
  const year = yearText(period, format);
  const lines = [
    say(
      "95%区间：同样的情形重复一百次，约九十五次的区间包含真值；完整计数没有区间。",
      "95% interval: of a hundred repetitions about ninety-five intervals would hold the true value; " +
        "complete counts have none.",
    ),
    say(
      "达标、未达标：整个区间在目标的一侧；其余为不能断定。一项目标有几条依据时，条条达标才算达标。",
      "Met or missed: the whole interval lies on one side of the target; else it cannot be told. " +
        "A target that rests on several values is met when all of them are.",
    ),
    say(
      "▨ 不公布：数字太小，公布会暴露个人；✕ 未上报；… 未到期；∅ 分母为零等，无法计算；◐ 上报不全。都不是零。",
      "▨ withheld, because small numbers would show persons; ✕ not reported; … not due yet; " +
        "∅ cannot be computed; ◐ incomplete. None of them is zero.",
    ),
    say(
      `本报告不再改动：快照 ${snapshot.id}，数据截至${date(snapshot.asOf)}，${date(snapshot.publishedAt)}发布。同一快照永远给出同样的报告。`,
      `This report does not change: snapshot ${snapshot.id}, data to ${date(snapshot.asOf)}, ` +
        `published ${date(snapshot.publishedAt)}. The same snapshot gives the same report for ever.`,
    ),
    say(
      `引用：Demograph《${place}${year}报告》，数据快照 ${snapshot.id}。`,
      `Cite as: Demograph, report of ${place} ${year}, snapshot ${snapshot.id}.`,
    ),
  ];
  return html`<ul class="method-lines">${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}

/**
 * A live question in a notebook: `const answer = view(graphqlCell({query: "…"}))`. It is asked of the
 * server that serves the page, shows the answer as a table and as JSON, and its value is the answer's
 * `data`, so that other cells draw it. On a static host nobody answers, and the cell says so.
 */

import * as Inputs from "npm:@observablehq/inputs";
import { html } from "npm:htl";
import { type AnswerRow, answerRows } from "./answer-rows.js";
import type { Complete } from "./complete-query.js";
import { formats } from "./format.js";
import { queryEditor } from "./query-editor.js";

export interface GraphqlCellOptions {
  /** What stands in the text area first. */
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Whether it is asked when the page is opened; true by default. */
  readonly runs?: boolean;
}

/** The answer's `data`; null before the first answer and after an error. */
export type GraphqlCell = HTMLFormElement & { readonly value: unknown };

interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string }[];
}

export function graphqlCell({ query, variables, runs = true }: GraphqlCellOptions): GraphqlCell {
  const format = formats(document.documentElement.lang.startsWith("zh") ? "zh" : "en");
  const { say } = format;
  const endpoint = endpointOfPage();
  const status = html`<span class="status" role="status"></span>`;
  const answer = html`<div class="answer"></div>`;
  let value: unknown = null;
  const noServer = say(
    "这个页面没有服务器：此处的查询要在“demograph serve”或“demograph notebook preview”打开的页面上运行。",
    "This page has no server: its questions are answered where it is opened by " +
      "“demograph serve” or “demograph notebook preview”.",
  );
  const tell = (text: string) => {
    status.textContent = text;
  };
  const run = async () => {
    if (endpoint === null) return tell(noServer);
    tell(say("正在查询……", "Asking …"));
    const begun = performance.now();
    const given = await ask(endpoint, editor.text(), variables);
    if (!given) return tell(noServer);
    const { data, errors } = given;
    const rows = data && !errors ? answerRows(data) : null;
    answer.replaceChildren(...shown(given, rows, say));
    const seconds = ((performance.now() - begun) / 1000).toFixed(2);
    const size = rows ? say(`${rows.length}行，`, `${rows.length} rows, `) : "";
    tell(
      errors
        ? errors.map(({ message }) => message).join(" ")
        : say(`${size}用时${seconds}秒`, `${size}${seconds} s`),
    );
    status.classList.toggle("failed", errors !== undefined);
    value = errors ? null : (data ?? null);
    form.dispatchEvent(new Event("input", { bubbles: true }));
  };
  let completion: Promise<Complete | null> | null = null;
  const complete = () =>
    (completion ??= endpoint === null ? Promise.resolve(null) : loadComplete(endpoint, tell));
  const editor = queryEditor({ query, format, complete, run: () => void run() });
  const form = html`<form class="graphql-cell">${editor.element}
    <div class="bar"><button type="submit">${say("运行", "Run")}</button>
    <span class="keys">${say("Ctrl+Enter 运行，Ctrl+空格 提示", "Ctrl+Enter runs, Ctrl+Space completes")}</span>
    ${status}</div>${answer}</form>` as GraphqlCell;
  form.onsubmit = (event) => {
    event.preventDefault();
    void run();
  };
  Object.defineProperty(form, "value", { get: () => value });
  if (runs || endpoint === null) void run();
  return form;
}

/** Where questions are sent; null on a page that was built for no server. */
function endpointOfPage(): string | null {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="demograph-server"]');
  return meta ? `${meta.content}/graphql` : null;
}

/** Null when there is nobody to answer: the pages were copied to a static host. */
async function ask(
  endpoint: string,
  query: string,
  variables: GraphqlCellOptions["variables"] = {},
): Promise<Answer | null> {
  try {
    const response = await fetch(endpoint, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify({ query, variables }),
    });
    const isJson = /\bjson\b/.test(response.headers.get("content-type") ?? "");
    return isJson ? ((await response.json()) as Answer) : null;
  } catch {
    return null;
  }
}

/** Half a megabyte of GraphQL is loaded when somebody begins to write, not with the page. */
async function loadComplete(
  endpoint: string,
  tell: (text: string) => void,
): Promise<Complete | null> {
  try {
    const { loadCompletion } = await import("./complete-query.js");
    return await loadCompletion(endpoint);
  } catch (error) {
    tell(error instanceof Error ? error.message : String(error));
    return null;
  }
}

function shown(
  given: Answer,
  rows: readonly AnswerRow[] | null,
  say: (zh: string, en: string) => string,
): HTMLElement[] {
  const text = JSON.stringify(given, null, 2);
  const json = html`<details class="json"><summary>JSON</summary>
    <pre tabindex="0">${text}</pre></details>` as HTMLDetailsElement;
  json.open = rows === null;
  if (!rows)
    return given.errors
      ? [json]
      : [html`<p>${say("这个答案不是一张表。", "This answer is not one table.")}</p>`, json];
  if (rows.length === 0) return [html`<p>${say("没有行。", "No rows.")}</p>`, json];
  const columns = Object.keys(rows[0]!);
  // As the server gave them: 2012 stays 2012, and no digit is lost.
  const plain = (cell: unknown) => String(cell);
  const as = Object.fromEntries(columns.map((name) => [name, plain]));
  return [Inputs.table(rows, { columns, format: as, select: false, layout: "auto" }), json];
}

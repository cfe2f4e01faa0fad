/**
 * Puts two buttons under every table of a notebook, `Inputs.table` and what `sql` cells show: all its
 * rows, in the order in which they stand, as CSV and as Parquet. Framework's head loads this on
 * notebooks only.
 */
import { quoted } from "./csv-text.js";
import { save } from "./data-table.js";

/** Rows with the names of their columns, as `Inputs.table` gives them. */
export type TableRows = readonly Readonly<Record<string, unknown>>[] & {
  readonly columns: readonly string[];
};

type TableForm = HTMLFormElement & { value: TableRows };

const bars = new Map<TableForm, HTMLElement>();

new MutationObserver(update).observe(document.documentElement, { childList: true, subtree: true });
update();

function update(): void {
  for (const [form, bar] of bars) {
    if (form.isConnected) continue;
    bar.remove();
    bars.delete(form);
  }
  // A chart with a text of its own is a picture; its parts are nothing to be read one by one.
  for (const chart of document.querySelectorAll('main svg[class^="plot"][aria-label]')) {
    if (chart.getAttribute("role") === "img") continue;
    chart.setAttribute("role", "img");
    for (const part of chart.querySelectorAll("g[aria-label]")) part.removeAttribute("aria-label");
  }
  for (const table of document.querySelectorAll('main form[class*="inputs-"] > table')) {
    const form = table.parentElement as TableForm;
    // A table of radio buttons tells only the row that is chosen.
    if (bars.has(form) || form.querySelector("input[type=radio]")) continue;
    const bar = barOf(form);
    bars.set(form, bar);
    form.after(bar);
    openToKeys(form);
  }
}

/** Scrolled and sorted without a pointer. */
function openToKeys(form: TableForm): void {
  form.tabIndex = 0;
  for (const head of form.querySelectorAll<HTMLElement>("thead th[title]")) {
    head.tabIndex = 0;
    head.onkeydown = (event) => {
      if (event.key === "Enter") head.click();
    };
  }
}

function barOf(form: TableForm): HTMLElement {
  const bar = document.createElement("div");
  bar.className = "downloads";
  const isChinese = document.documentElement.lang.startsWith("zh");
  const count = allRows(form).length;
  bar.append(isChinese ? `共${count}行，下载：` : `${count} rows. Download:`);
  for (const [ending, label, bytesOf] of [
    ["csv", "CSV", csvBytes],
    ["parquet", "Parquet", parquetBytes],
  ] as const) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.onclick = async () => save(await bytesOf(allRows(form)), fileName(form, ending));
    bar.append(button);
  }
  return bar;
}

/** All rows as they are sorted, whatever is chosen among them, which stays chosen. */
function allRows(form: TableForm): TableRows {
  const before = form.value;
  form.value = Object.assign([], { columns: [] });
  const all = form.value;
  if (before.length < all.length) form.value = before;
  return all;
}

/** `births-2.4b3f632ec737db39.csv`: the notebook, which of its tables, the snapshot. */
function fileName(form: TableForm, ending: string): string {
  const notebook = decodeURI(location.pathname).match(/([^/]+?)(?:\.html)?$/)?.[1] ?? "notebook";
  const tables = [...document.querySelectorAll("main .downloads")];
  const at = tables.indexOf(bars.get(form)!) + 1;
  const snapshot = document.querySelector<HTMLMetaElement>('meta[name="demograph-snapshot"]');
  return [`${notebook}-${at}`, snapshot?.content, ending].filter(Boolean).join(".");
}

function csvBytes(rows: TableRows): Blob {
  const { columns } = rows;
  const lines = [columns, ...rows.map((row) => columns.map((name) => textOf(row[name])))];
  const text = lines.map((cells) => cells.map(quoted).join(",")).join("\r\n");
  return new Blob(["\ufeff", text, "\r\n"], { type: "text/csv;charset=utf-8" });
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

async function parquetBytes(rows: TableRows): Promise<Blob> {
  const [{ Table, tableToIPC, vectorFromArray, Utf8 }, parquet] = await Promise.all([
    import("npm:apache-arrow"),
    import("npm:parquet-wasm"),
  ]);
  await parquet.default({
    module_or_path: import.meta.resolve("npm:parquet-wasm/esm/parquet_wasm_bg.wasm"),
  });
  const column = (name: string) => {
    const values = rows.map((row) => row[name] ?? null);
    const isText = values.every((value) => value === null || !isPlain(value));
    return isText
      ? vectorFromArray(
          values.map((value) => (value === null ? null : textOf(value))),
          new Utf8(),
        )
      : vectorFromArray(values as number[]);
  };
  const table = new Table(Object.fromEntries(rows.columns.map((name) => [name, column(name)])));
  const written = parquet.writeParquet(
    parquet.Table.fromIPCStream(tableToIPC(table, "stream")),
    new parquet.WriterPropertiesBuilder().setCompression(parquet.Compression.ZSTD).build(),
  );
  return new Blob([new Uint8Array(written)], { type: "application/vnd.apache.parquet" });
}

/** What Parquet has a type of its own for; everything else is text. */
function isPlain(value: unknown): boolean {
  return ["number", "bigint", "boolean"].includes(typeof value) || value instanceof Date;
}

/**
 * Framework's configuration for analysts' notebooks; the environment says which (notebook-settings.ts).
 * Other data loaders than questions are refused: they would run whatever lies in the data folder, and
 * could read what is withheld.
 */
import { fileURLToPath } from "node:url";
import { languageOf } from "./notebook-folders.ts";
import { previewHeader } from "./notebook-header.ts";
import { notebookSettings } from "./notebook-settings.ts";

const { root, out, snapshotId, server } = notebookSettings();
const answerFile = fileURLToPath(new URL("answer-file.ts", import.meta.url));
// Framework would run a file of any of these; all but questions are refused by name.
const loaders = [
  ...[".graphql", ".js", ".ts", ".py", ".r", ".R", ".rs"],
  ...[".go", ".java", ".jl", ".php", ".sh", ".exe"],
];
const answer = [process.execPath, "--import", import.meta.resolve("tsx"), answerFile];
const isPreview = process.argv.includes("preview");

/** Before the first paint: the theme chosen earlier, and the font; see ../observablehq.config.ts. */
const early = `document.fonts?.load('1em "Source Sans 3"');
try{const t=localStorage.getItem("theme");if(t)document.documentElement.dataset.theme=t}catch{}`;

export default {
  root,
  output: out,
  title: "Demograph",
  style: "theme/notebook.css",
  globalStylesheets: [],
  sidebar: false,
  toc: false,
  pager: false,
  pages: [],
  interpreters: Object.fromEntries(loaders.map((ending) => [ending, answer])),
  // No extension can be had without the network; `.parquet()` decodes Parquet without one.
  duckdb: { extensions: { json: null, parquet: null } },
  head: ({ title }: { title: string | null }) => {
    const tag = languageOf(title ?? "") === "zh" ? "zh-CN" : "en";
    const answers =
      server === null
        ? ""
        : `<meta name="demograph-server" content="${server.replaceAll('"', "%22")}">`;
    return `<link rel="icon" href="data:,"><meta name="demograph-snapshot" content="${snapshotId}">
${answers}<script>document.documentElement.lang="${tag}";${early}</script>
<script type="module" src="/components/table-downloads.js"></script>`;
  },
  header: isPreview ? ({ path }: { path: string }) => previewHeader(path) : "",
  footer: "",
};

/** `demograph notebook`: an analyst's own pages, from a worked sample to publication. */
import { relative } from "node:path";
import { CannotWriteNotebook, newNotebook } from "#notebooks/analyst-notebooks/new-notebook.ts";
import { listNotebooks, notebookFolder } from "#notebooks/analyst-notebooks/notebook-folders.ts";
import { previewNotebooks } from "#notebooks/analyst-notebooks/preview-notebooks.ts";
import { didYouMean, InputError } from "#warehouse/input-error.ts";
import { type CommandInput, defineCommand, textOption } from "../define-command.ts";

const actions: Readonly<Record<string, (input: CommandInput) => Promise<number>>> = {
  new: write,
  preview,
  list: async ({ dataFolder }) => {
    for (const { name, title } of listNotebooks(dataFolder)) console.log(`${name}  ${title}`);
    return 0;
  },
};

export default defineCommand({
  summary: "write a notebook for an analysis of your own, show it while you write, list all",
  usage: "notebook new NAME [--lang zh|en] | notebook preview [--port N] | notebook list",
  words: [1, 2],
  options: { lang: { type: "string" }, port: { type: "string" } },
  async run(input) {
    const [action = ""] = input.words;
    const known = Object.keys(actions);
    const act = actions[action];
    if (act) return act(input);
    const hint = didYouMean(action, known) || ` Known: ${known.join(", ")}.`;
    throw new InputError(`"demograph notebook" does not understand "${action}".${hint}`);
  },
});

async function write(input: CommandInput): Promise<number> {
  const { words, dataFolder } = input;
  const name = words[1];
  if (!name) throw new InputError('Name the notebook: "demograph notebook new births-by-town".');
  const lang = textOption(input, "lang") ?? "zh";
  if (lang !== "zh" && lang !== "en")
    throw new InputError(`Unknown language "${lang}". Give "zh" or "en".`);
  const files = await newNotebook(dataFolder, name, lang).catch((error: unknown) => {
    throw error instanceof CannotWriteNotebook ? new InputError(error.message) : error;
  });
  for (const file of files) console.log(`Wrote ${relative("", file)}`);
  console.log(`Show it while you change it: demograph notebook preview`);
  console.log(`Publish it with the pages:   demograph pages   (then /notebooks/${name}.html)`);
  return 0;
}

async function preview(input: CommandInput): Promise<number> {
  const { dataFolder } = input;
  const text = textOption(input, "port") ?? "3000";
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new InputError(`The port is "${text}"; give a whole number from 0 to 65535.`);
  if (listNotebooks(dataFolder).length === 0)
    throw new InputError(
      `There is no notebook in "${notebookFolder(dataFolder)}". Run "demograph notebook new NAME" first.`,
    );
  const stopped = new Promise<void>((done) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => done());
  });
  const { url, close } = await previewNotebooks(dataFolder, port);
  for (const { name, title } of listNotebooks(dataFolder))
    console.log(`${url}/notebooks/${name}  ${title}`);
  console.log("Every change of a file is shown at once. Stop it with Ctrl+C.");
  await stopped;
  await close();
  return 0;
}

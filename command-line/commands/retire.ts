/** `demograph retire`: ends snapshots that are kept no longer. */
import { InputError } from "#warehouse/input-error.ts";
import { type CommandInput, defineCommand, textOption } from "../define-command.ts";
import { type Retention, retireSnapshots } from "../retire-snapshots.ts";

export default defineCommand({
  summary: "end snapshots for ever: those named, or all but the newest N; the current one stays",
  usage: "retire SNAPSHOT… | --keep N [--yes]",
  words: [0, 9999],
  options: { keep: { type: "string" }, yes: { type: "boolean" } },
  async run(input) {
    const remove = input.options.yes === true;
    const retired = await retireSnapshots(input.dataFolder, retentionOf(input), { remove });
    for (const { id, publishedAt, bytes } of retired) {
      console.log(`  ${id}  published ${publishedAt}  ${(bytes / 1e6).toFixed(1)} MB`);
    }
    console.log(sentence(retired.length, remove));
    return 0;
  },
});

function sentence(count: number, removed: boolean): string {
  const what = count === 1 ? "1 snapshot" : `${count} snapshots`;
  if (count === 0) return "There is no snapshot to retire.";
  if (removed) return `${what} retired. Permalinks that name them have no answer any more.`;
  return (
    `${what} would be removed for ever, and permalinks that name them have no answer then. ` +
    'Nothing was removed: say "--yes" to do it.'
  );
}

/** @throws InputError for no choice, both choices, or a number that is none */
function retentionOf(input: CommandInput): Retention {
  const keep = textOption(input, "keep");
  if ((keep === undefined) === (input.words.length === 0)) {
    throw new InputError(
      'Name the snapshots to end, or how many newest ones stay with "--keep N".',
    );
  }
  if (keep === undefined) return { ids: input.words };
  if (/^[1-9]\d{0,5}$/.test(keep)) return { keep: Number(keep) };
  throw new InputError(`"--keep ${keep}" is no number of snapshots; give a whole number from 1.`);
}

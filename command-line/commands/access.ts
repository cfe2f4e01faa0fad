/** `demograph access`: API keys for those who see more than everybody, and the audit log's check. */
import { apiKeysFile, makeApiKey, readApiKeys, writeApiKeys } from "#graphql/access/api-keys.ts";
import { verifyAudit } from "#graphql/access/verify-audit.ts";
import { roleFrom } from "#graphql/access/visitor.ts";
import { readCurrent } from "#warehouse/engine/snapshot-files.ts";
import { didYouMean, InputError } from "#warehouse/input-error.ts";
import { type Role, roleKey } from "#warehouse/role.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { type CommandInput, defineCommand, textOption } from "../define-command.ts";

export default defineCommand({
  summary:
    "make an API key and show it once; list keys; revoke one by its id; verify the audit log. A " +
    "running server knows at once",
  usage:
    "access key --role analyst --area CODE [--area CODE] | --role steward [--days 365] " +
    "[--note TEXT] | keys | revoke ID | verify",
  words: [1, 2],
  options: {
    role: { type: "string" },
    area: { type: "string", multiple: true },
    days: { type: "string" },
    note: { type: "string" },
  },
  async run(input) {
    const [action, id] = input.words;
    const actions: Readonly<Record<string, () => number | Promise<number>>> = {
      key: () => addKey(input),
      keys: () => listKeys(input),
      revoke: () => revokeKey(input, id),
      verify: () => verify(input),
    };
    const run = actions[action!];
    if (run && (id === undefined || action === "revoke")) return run();
    const wrong = run ? id! : action!;
    const hint = didYouMean(wrong, Object.keys(actions));
    throw new InputError(`Unknown word "${wrong}".${hint} Use key, keys, revoke ID or verify.`);
  },
});

async function addKey(input: CommandInput): Promise<number> {
  const role = roleFrom(textOption(input, "role"), input.options.area);
  if (typeof role === "string") throw new InputError(`No key was made. ${role}`);
  const file = apiKeysFile(input.dataFolder);
  const keys = readApiKeys(file);
  const [key, kept] = makeApiKey(role, expiryOf(input), textOption(input, "note"));
  writeApiKeys(file, [...keys, kept]);
  console.log(key);
  console.error(
    `Key ${kept.id} (${roleKey(role)}) is good until ${kept.expires}. It is shown this once: only ` +
      'its hash is kept. Send it as "Authorization: Bearer <key>".',
  );
  for (const code of await unknownAreas(input.dataFolder, role)) {
    console.error(
      `Mind: the current snapshot has no area "${code}"; the key sees nothing more of it.`,
    );
  }
  return 0;
}

/** The role's areas that the current snapshot does not know; none when nothing is published yet. */
async function unknownAreas(dataFolder: string, role: Role): Promise<readonly string[]> {
  if (role.kind !== "analyst" || readCurrent(dataFolder) === null) return [];
  const warehouse = await Warehouse.open(dataFolder);
  try {
    const areas = await (await warehouse.snapshot()).areasByCode(role.areas);
    return role.areas.filter((_, index) => areas[index] === undefined);
  } finally {
    await warehouse.close();
  }
}

function listKeys({ dataFolder }: CommandInput): number {
  const keys = readApiKeys(apiKeysFile(dataFolder));
  for (const { id, role, expires, note } of keys) {
    console.log(`${id} ${roleKey(role)}, until ${expires}${note ? `, ${note}` : ""}`);
  }
  console.log(`${keys.length} keys.`);
  return 0;
}

function revokeKey({ dataFolder }: CommandInput, id: string | undefined): number {
  const file = apiKeysFile(dataFolder);
  const keys = readApiKeys(file);
  if (!keys.some((key) => key.id === id)) {
    const known = keys.map((key) => key.id);
    const hint = didYouMean(id ?? "", known);
    throw new InputError(`No key "${id ?? ""}".${hint} "demograph access keys" lists them.`);
  }
  const left = keys.filter((key) => key.id !== id);
  writeApiKeys(file, left);
  console.log(`Key ${id} is revoked; ${left.length} keys are left.`);
  return 0;
}

function verify({ dataFolder }: CommandInput): number {
  const { lines, mistakes } = verifyAudit(dataFolder);
  for (const mistake of mistakes) console.log(mistake);
  console.log(`${lines} lines of the audit log read, ${mistakes.length} mistakes found.`);
  return mistakes.length === 0 ? 0 : 1;
}

/** The most days that a key is good for: one that is good for ever is never taken back. */
const mostDays = 3650;

function expiryOf(input: CommandInput): string {
  const text = textOption(input, "days") ?? "365";
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1 || days > mostDays) {
    throw new InputError(`--days is "${text}"; give a whole number from 1 to ${mostDays}.`);
  }
  return new Date(Date.now() + days * 86_400_000).toISOString();
}

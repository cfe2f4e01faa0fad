/**
 * API keys: long random texts for programs that have no login of their own. Only a hash is kept,
 * so whoever reads the file cannot ask with it. A hash without salt and stretching is enough for
 * 256 random bits, which nobody guesses.
 */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse, stringify } from "yaml";
import { InputError } from "#warehouse/input-error.ts";
import type { Role } from "#warehouse/role.ts";
import { Settings } from "./settings.ts";
import { roleFrom, tokenRefused, type Visitor } from "./visitor.ts";

export interface ApiKey {
  /** Stands in the key in the open, and in the audit log. */
  readonly id: string;
  /** SHA-256 of the whole key, hex. */
  readonly hash: string;
  readonly role: Role;
  /** ISO 8601. */
  readonly expires: string;
  /** What the key is for, in the operator's words. */
  readonly note?: string;
}

/** Where `demograph access key` keeps the hashes. */
export const apiKeysFile = (dataFolder: string) => join(dataFolder, "api-keys.yaml");

const keyForm = /^dgk_([0-9a-f]{8})_[\w-]{43}$/;

/** Whether a token looks like a key of ours; everything else is tried as a JSON web token. */
export function isApiKey(token: string): boolean {
  return token.startsWith("dgk_");
}

/** A new key and what is kept of it. The key cannot be shown a second time. */
export function makeApiKey(role: Role, expires: string, note?: string): [string, ApiKey] {
  const id = randomBytes(4).toString("hex");
  const key = `dgk_${id}_${randomBytes(32).toString("base64url")}`;
  return [key, { id, hash: hashOf(key), role, expires, ...(note ? { note } : {}) }];
}

/**
 * Who holds this key.
 * @param now milliseconds since 1970
 * @throws HttpRefusal 401 for a key that is not known or has expired
 */
export function visitorOfKey(key: string, keys: readonly ApiKey[], now: number): Visitor {
  const id = keyForm.exec(key)?.[1];
  const known = keys.find((one) => one.id === id);
  // An unknown id costs a comparison, too, so that time does not tell which ids there are.
  const right = timingSafeEqual(
    Buffer.from(hashOf(key), "hex"),
    Buffer.from(known?.hash ?? hashOf(""), "hex"),
  );
  if (!known || !right) throw tokenRefused("This API key is not known here.");
  if (Date.parse(known.expires) <= now) throw tokenRefused("This API key has expired.");
  return { role: known.role, name: `key:${known.id}` };
}

/** The keys of a settings file. @throws InputError naming the key that cannot be read */
export function parseApiKeys(where: string, value: unknown): ApiKey[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new InputError(`${where}: "keys" must be a list of keys.`);
  const keys = value.map((one, index) => parseApiKey(`${where}, key ${index + 1}`, one));
  const twice = keys.find(({ id }, index) => keys.findIndex((one) => one.id === id) !== index);
  if (twice) throw new InputError(`${where}: the key "${twice.id}" stands there twice.`);
  return keys;
}

function parseApiKey(where: string, value: unknown): ApiKey {
  const settings = new Settings(where, value, ["id", "hash", "role", "areas", "expires", "note"]);
  const [id, hash, expires] = ["id", "hash", "expires"].map((name) => settings.text(name));
  const note = settings.has("note") ? settings.text("note") : undefined;
  const role = roleFrom(settings.text("role"), settings.texts("areas"));
  if (typeof role === "string") throw new InputError(`${where}: ${role}`);
  const advice = 'Make keys with "demograph access key".';
  if (!/^[0-9a-f]{8}$/.test(id!) || !/^[0-9a-f]{64}$/.test(hash!)) {
    throw new InputError(`${where}: "id" has 8 and "hash" 64 hexadecimal digits. ${advice}`);
  }
  if (Number.isNaN(Date.parse(expires!))) {
    throw new InputError(`${where}: "expires" must be like 2027-01-31, found "${expires}".`);
  }
  return { id: id!, hash: hash!, role, expires: expires!, ...(note ? { note } : {}) };
}

/** The keys of a data folder; none when there is no file. @throws InputError for a damaged file */
export function readApiKeys(file: string, text = readText(file)): ApiKey[] {
  if (text === undefined) return [];
  try {
    const settings = new Settings(`"${file}"`, parse(text), ["keys"]);
    return parseApiKeys(`"${file}"`, settings.value("keys"));
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`"${file}" is no YAML that can be read. Mend it or take it away.`);
  }
}

/** An id of digits alone, or one like 12e45678, is no number. */
const quoted = { defaultKeyType: "PLAIN", defaultStringType: "QUOTE_DOUBLE" } as const;

/** Replaces the keys of a data folder at once, readable by the owner only. */
export function writeApiKeys(file: string, keys: readonly ApiKey[]): void {
  const list = keys.map(({ role, ...key }) => ({
    ...key,
    role: role.kind,
    ...(role.kind === "analyst" ? { areas: [...role.areas] } : {}),
  }));
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, stringify({ keys: list }, quoted), {
    mode: 0o600,
  });
  chmodSync(temporary, 0o600);
  renameSync(temporary, file);
}

function readText(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

function hashOf(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

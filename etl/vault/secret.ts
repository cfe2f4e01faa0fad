/**
 * The secret behind record keys. It lives outside the data folder: who has only the data cannot try
 * identity numbers against the keys.
 */
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { InputError } from "#warehouse/input-error.ts";
import { writeFileDurably } from "./durable-file.ts";

/**
 * DEMOGRAPH_SECRET, or the content of the file DEMOGRAPH_SECRET_FILE, or 32 random bytes made once in
 * `$XDG_STATE_HOME/demograph/secret` (`~/.local/state`), mode 0600. Changing it makes
 * all later record keys unlike the earlier ones. Short or readable secrets are an `InputError`.
 */
export function readSecret(environment: NodeJS.ProcessEnv = process.env): Buffer {
  if (environment.DEMOGRAPH_SECRET) {
    return longEnough(environment.DEMOGRAPH_SECRET, "DEMOGRAPH_SECRET");
  }
  if (environment.DEMOGRAPH_SECRET_FILE) return fromFile(environment.DEMOGRAPH_SECRET_FILE);
  const state = environment.XDG_STATE_HOME || join(homedir(), ".local", "state");
  const folder = join(state, "demograph");
  const file = join(folder, "secret");
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileDurably(file, randomBytes(32).toString("hex"));
  }
  return fromFile(file);
}

function fromFile(file: string): Buffer {
  if (!existsSync(file)) {
    throw new InputError(`No secret in "${file}". Write at least 32 characters there, mode 0600.`);
  }
  if (process.platform !== "win32" && statSync(file).mode & 0o077) {
    throw new InputError(`The secret "${file}" is open to others. Run "chmod 600 ${file}".`);
  }
  return longEnough(readFileSync(file, "utf8").trim(), file);
}

function longEnough(secret: string, where: string): Buffer {
  if (secret.length < 32) {
    throw new InputError(
      `The secret in ${where} is too short: ${secret.length} characters. Give at least 32.`,
    );
  }
  return Buffer.from(secret, "utf8");
}

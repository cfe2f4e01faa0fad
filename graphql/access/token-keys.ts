/**
 * Where the keys come from that tokens are checked with: a key set in a file, a key set at an
 * address of the issuer, or a secret that lies outside every committed file.
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
} from "jose";
import { InputError } from "#warehouse/input-error.ts";
import { HttpRefusal } from "../server/http-refusal.ts";
import { FreshFile } from "./fresh-file.ts";

/** The keys of a file with a JWK set; read again when it changes. @throws InputError at once */
export function keySetOfFile(path: string): JWTVerifyGetKey {
  const file = new FreshFile(path, (text) => createLocalJWKSet(parseKeySet(path, text)));
  file.read();
  return (header, token) => file.read()(header, token);
}

/**
 * The keys at an https address, fetched when the first token comes and kept for ten minutes. Plain
 * http is for this machine only, since whoever can change the keys can sign any token.
 * @throws InputError for another address
 */
export function keySetOfAddress(address: string): JWTVerifyGetKey {
  const url = new URL(address);
  const near = url.protocol === "http:" && ["127.0.0.1", "localhost"].includes(url.hostname);
  if (url.protocol !== "https:" && !near) {
    throw new InputError(`The keys' address "${address}" must begin with https://.`);
  }
  const remote = createRemoteJWKSet(url);
  return async (header, token) => {
    try {
      return await remote(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey) throw error;
      if (error instanceof errors.JWKSMultipleMatchingKeys) throw error;
      throw new HttpRefusal(
        503,
        "ACCESS_UNAVAILABLE",
        "The keys of the token's issuer cannot be had now. Ask again in a minute.",
        { "Retry-After": "60" },
      );
    }
  };
}

/** The least length of a secret: as many bytes as the digest of HS256. */
const leastSecretBytes = 32;

/** A secret from a file that others cannot read. @throws InputError */
export function secretOfFile(path: string): Uint8Array {
  if (!existsSync(path)) throw new InputError(`No file "${path}" with the secret of the tokens.`);
  if ((statSync(path).mode & 0o007) !== 0) {
    throw new InputError(`Everybody can read the secret in "${path}". Run "chmod 600 ${path}".`);
  }
  return secretOf(readFileSync(path, "utf8"), `The secret in "${path}"`);
}

/** A secret from an environment variable. @throws InputError */
export function secretOfEnvironment(name: string): Uint8Array {
  const text = process.env[name];
  if (!text) throw new InputError(`The environment variable "${name}" holds no secret.`);
  return secretOf(text, `The secret in the environment variable "${name}"`);
}

function secretOf(text: string, what: string): Uint8Array {
  const bytes = new TextEncoder().encode(text.trim());
  if (bytes.length >= leastSecretBytes) return bytes;
  throw new InputError(
    `${what} has "${bytes.length}" bytes; it needs ${leastSecretBytes}. ` +
      'Make one with "openssl rand -base64 48".',
  );
}

function parseKeySet(path: string, text: string | undefined): JSONWebKeySet {
  if (text === undefined) throw new InputError(`No file "${path}" with the keys of the issuer.`);
  const { keys } = parsedJson(path, text);
  if (!Array.isArray(keys) || keys.length === 0) {
    throw new InputError(`"${path}" is no JWK set: expected {"keys": [ … ]} with public keys.`);
  }
  for (const key of keys) {
    if (typeof key !== "object" || key === null || !("d" in key || "k" in key)) continue;
    throw new InputError(`"${path}" holds a private or secret key. Give the public keys only.`);
  }
  return { keys };
}

function parsedJson(path: string, text: string): { keys?: unknown } {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    throw new InputError(`"${path}" is no JSON. Expected a JWK set of public keys.`);
  }
}

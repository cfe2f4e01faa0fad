/** `access.yaml`: which tokens are accepted, and who else is let in. docs/access.md explains it. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { JWTVerifyGetKey } from "jose";
import { parse } from "yaml";
import { InputError } from "#warehouse/input-error.ts";
import { type ApiKey, parseApiKeys } from "./api-keys.ts";
import { Settings } from "./settings.ts";
import { keySetOfAddress, keySetOfFile, secretOfEnvironment, secretOfFile } from "./token-keys.ts";
import { publicKeyAlgorithms, secretAlgorithms, type TokenRules } from "./verify-token.ts";

export interface AccessConfiguration {
  /** Null when JSON web tokens are not accepted. */
  readonly tokens: TokenRules | null;
  readonly keys: readonly ApiKey[];
  /** Web sites whose pages may ask, as their browsers name them: `https://example.org`. */
  readonly origins: readonly string[];
  /** Whether what everybody asks is written to the audit log, too. */
  readonly auditPublic: boolean;
  /** Whether other machines may read `/metrics`. */
  readonly openMetrics: boolean;
}

/** What holds without a file: nobody has a role, no other site may ask. */
export const noAccess: AccessConfiguration = {
  tokens: null,
  keys: [],
  origins: [],
  auditPublic: false,
  openMetrics: false,
};

/** Where the configuration lies when no other place is named. */
export const accessFile = (dataFolder: string) => join(dataFolder, "access.yaml");

/**
 * Reads the configuration; paths in it are taken from the folder that it lies in.
 * @throws InputError for everything that is not understood: nothing is guessed here
 */
export function readAccessConfiguration(file: string): AccessConfiguration {
  if (!existsSync(file)) throw new InputError(`No access configuration "${file}".`);
  const known = ["tokens", "keys", "origins", "auditPublic", "openMetrics"];
  const settings = new Settings(`"${file}"`, parsedYaml(file), known);
  const tokens = settings.has("tokens") ? settings.value("tokens") : undefined;
  return {
    tokens: tokens === undefined ? null : tokenRules(file, tokens),
    keys: parseApiKeys(`"${file}"`, settings.value("keys")),
    origins: settings.texts("origins").map((origin) => checkedOrigin(file, origin)),
    auditPublic: settings.flag("auditPublic"),
    openMetrics: settings.flag("openMetrics"),
  };
}

const tokenWords = [
  ...["issuer", "audience", "algorithms", "keys", "secret"],
  ...["clockToleranceSeconds", "roleClaim", "areasClaim"],
];

function tokenRules(file: string, value: unknown): TokenRules {
  const where = `"${file}", tokens`;
  const settings = new Settings(where, value, tokenWords);
  if (settings.has("keys") === settings.has("secret")) {
    throw new InputError(`${where}: give either "keys" (a JWK set) or "secret", one of the two.`);
  }
  const name = (word: string, otherwise: string) =>
    settings.has(word) ? settings.text(word) : otherwise;
  const withSecret = settings.has("secret");
  return {
    issuer: settings.text("issuer"),
    audience: settings.text("audience"),
    algorithms: checkedAlgorithms(where, settings.texts("algorithms"), withSecret),
    keyOf: withSecret
      ? secretOf(file, where, settings.value("secret"))
      : keySet(file, settings.text("keys")),
    clockToleranceSeconds: settings.number("clockToleranceSeconds", 5, 300),
    roleClaim: name("roleClaim", "demograph_role"),
    areasClaim: name("areasClaim", "demograph_areas"),
  };
}

function checkedAlgorithms(where: string, names: string[], withSecret: boolean): string[] {
  const [allowed, kind] = withSecret
    ? [secretAlgorithms, "a secret"]
    : [publicKeyAlgorithms, "a JWK set"];
  if (names.length === 0) {
    throw new InputError(`${where}: "algorithms" must name at least one, like ${allowed[0]}.`);
  }
  // Were both kinds allowed at once, a token could be signed with the public key as the secret.
  const wrong = names.find((name) => !allowed.includes(name));
  if (wrong === undefined) return names;
  throw new InputError(
    `${where}: the algorithm "${wrong}" does not go with ${kind}. Use ${allowed.join(", ")}.`,
  );
}

function keySet(file: string, place: string): JWTVerifyGetKey {
  if (/^[a-z]+:\/\//i.test(place)) return keySetOfAddress(place);
  return keySetOfFile(resolve(dirname(file), place));
}

function secretOf(file: string, where: string, value: unknown): JWTVerifyGetKey {
  if (typeof value !== "object") {
    throw new InputError(
      `${where}: a secret never stands in this file. ` +
        'Write "secret: { file: PATH }" or "secret: { environment: NAME }".',
    );
  }
  const settings = new Settings(`${where}, secret`, value, ["file", "environment"]);
  if (settings.has("file") === settings.has("environment")) {
    throw new InputError(`${where}, secret: give either "file" or "environment".`);
  }
  const secret = settings.has("file")
    ? secretOfFile(resolve(dirname(file), settings.text("file")))
    : secretOfEnvironment(settings.text("environment"));
  return () => secret;
}

function checkedOrigin(file: string, origin: string): string {
  if (URL.canParse(origin) && new URL(origin).origin === origin) return origin;
  throw new InputError(
    `"${file}", "origins": found "${origin}", expected an origin like "https://example.org", ` +
      "without a path and without a star.",
  );
}

function parsedYaml(file: string): unknown {
  try {
    return parse(readFileSync(file, "utf8"));
  } catch (error) {
    // The parser's sentence quotes the line, in which a secret may stand by mistake.
    const line = (error as { linePos?: { line: number }[] }).linePos?.[0]?.line;
    throw new InputError(`"${file}"${line ? ` line ${line}` : ""} is no YAML that can be read.`);
  }
}

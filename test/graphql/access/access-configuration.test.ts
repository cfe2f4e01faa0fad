import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readAccessConfiguration } from "#graphql/access/access-configuration.ts";
import { audience, issuer, issuerKey, newFolder, writeAccess } from "./signed.ts";

const key = await issuerKey("ES256", "k1");
const folder = newFolder();
writeFileSync(join(folder, "keys.json"), JSON.stringify({ keys: [key.jwk] }));
writeFileSync(join(folder, "none.json"), '{ "keys": [] }');
const secretKey = { kty: "oct", k: "c2VjcmV0", kid: "k2" };
writeFileSync(join(folder, "private.json"), JSON.stringify({ keys: [key.jwk, secretKey] }));
writeFileSync(join(folder, "open"), "x".repeat(40), { mode: 0o644 });
writeFileSync(join(folder, "short"), "x".repeat(31), { mode: 0o600 });

const tokens = { issuer, audience, algorithms: ["ES256"], keys: "keys.json" };
const withSecret = { issuer, audience, algorithms: ["HS256"] };

const read = (settings: unknown) => readAccessConfiguration(writeAccess(folder, settings));

test("says which tokens, origins and logs there are", () => {
  expect(read({ tokens, origins: ["https://app.example.org"], auditPublic: true })).toEqual({
    tokens: {
      ...{ issuer, audience, algorithms: ["ES256"], keyOf: expect.any(Function) },
      ...{ clockToleranceSeconds: 5, roleClaim: "demograph_role", areasClaim: "demograph_areas" },
    },
    keys: [],
    origins: ["https://app.example.org"],
    auditPublic: true,
    openMetrics: false,
  });
});

test("that says nothing lets nobody in", () => {
  const nobody = { tokens: null, keys: [], origins: [], auditPublic: false, openMetrics: false };
  expect(read({})).toEqual(nobody);
});

test.each([
  ["an unknown word", { tokns: tokens }, 'unknown word "tokns". Did you mean "tokens"?'],
  ["no issuer", { tokens: { ...tokens, issuer: undefined } }, '"issuer": found nothing'],
  ["no audience", { tokens: { ...tokens, audience: "" } }, '"audience": found a string'],
  ["no algorithm", { tokens: { ...tokens, algorithms: [] } }, "must name at least one, like RS256"],
  [
    "no signature",
    { tokens: { ...tokens, algorithms: ["none"] } },
    'the algorithm "none" does not go with a JWK set.',
  ],
  [
    "a secret's algorithm with public keys",
    { tokens: { ...tokens, algorithms: ["ES256", "HS256"] } },
    'the algorithm "HS256" does not go with a JWK set.',
  ],
  [
    "a public key's algorithm with a secret",
    { tokens: { ...withSecret, algorithms: ["RS256"], secret: { file: "short" } } },
    'the algorithm "RS256" does not go with a secret.',
  ],
  ["neither keys nor secret", { tokens: withSecret }, 'give either "keys" (a JWK set) or "secret"'],
  [
    "both keys and secret",
    { tokens: { ...tokens, secret: { file: "short" } } },
    'give either "keys" (a JWK set) or "secret"',
  ],
  [
    "a secret in the file itself",
    { tokens: { ...withSecret, secret: "x".repeat(40) } },
    "a secret never stands in this file.",
  ],
  [
    "a secret that is too short",
    { tokens: { ...withSecret, secret: { file: "short" } } },
    'has "31" bytes; it needs 32.',
  ],
  [
    "a secret that everybody can read",
    { tokens: { ...withSecret, secret: { file: "open" } } },
    "Everybody can read the secret in",
  ],
  [
    "a secret in no variable",
    { tokens: { ...withSecret, secret: { environment: "DEMOGRAPH_TEST_NO_SECRET" } } },
    'The environment variable "DEMOGRAPH_TEST_NO_SECRET" holds no secret.',
  ],
  [
    "keys that are not there",
    { tokens: { ...tokens, keys: "gone.json" } },
    "with the keys of the issuer",
  ],
  ["an empty set of keys", { tokens: { ...tokens, keys: "none.json" } }, "is no JWK set"],
  [
    "a private key in the set",
    { tokens: { ...tokens, keys: "private.json" } },
    "holds a private or secret key",
  ],
  [
    "keys over plain http",
    { tokens: { ...tokens, keys: "http://login.example.org/keys" } },
    "must begin with https://",
  ],
  ["every origin", { origins: ["*"] }, 'found "*", expected an origin'],
  ["an origin with a path", { origins: ["https://a.example.org/"] }, "without a path"],
  [
    "clocks an hour apart",
    { tokens: { ...tokens, clockToleranceSeconds: 3600 } },
    "expected a whole number from 0 to 300",
  ],
])("with %s is refused in words", (_, settings, sentence) => {
  expect(() => read(settings)).toThrow(sentence);
});

test("a secret in the wrong place is never repeated", () => {
  const secret = "a secret of the tests, long enough to be one";
  for (const settings of [
    { tokens: { ...withSecret, secret } },
    { tokens: { ...withSecret, secret: { file: { inline: secret } } } },
    { tokens: secret },
    secret,
  ]) {
    expect(() => read(settings)).toThrow(expect.not.stringContaining(secret));
  }
  writeFileSync(join(folder, "access.yaml"), `tokens: { secret: "${secret}`);
  expect(() => readAccessConfiguration(join(folder, "access.yaml"))).toThrow(
    /^".*" line \d+ is no YAML that can be read\.$/,
  );
});

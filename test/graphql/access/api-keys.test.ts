import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Access } from "#graphql/access/access.ts";
import {
  apiKeysFile,
  makeApiKey,
  readApiKeys,
  visitorOfKey,
  writeApiKeys,
} from "#graphql/access/api-keys.ts";
import { stewardRole } from "#warehouse/role.ts";
import { newFolder } from "./signed.ts";

const analyst = { kind: "analyst", areas: ["990521"] } as const;
const expires = "2030-01-01T00:00:00.000Z";
const before = Date.parse("2029-12-31T23:59:59Z");

test("a key names its role and its id, and nothing of the key is kept", () => {
  const file = apiKeysFile(newFolder());
  const [key, kept] = makeApiKey(analyst, expires, "卫健局");
  writeApiKeys(file, [kept]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readApiKeys(file)).toEqual([kept]);
  expect(visitorOfKey(key, readApiKeys(file), before)).toEqual({
    role: analyst,
    name: `key:${kept.id}`,
  });
  const secret = key.split("_").slice(2).join("_");
  expect(secret.length).toBe(43);
  expect(readFileSync(file, "utf8")).not.toContain(secret);
});

test("a key is refused from the moment at which it expires", () => {
  const [key, kept] = makeApiKey(stewardRole, expires);
  expect(() => visitorOfKey(key, [kept], Date.parse(expires))).toThrow("This API key has expired.");
});

test("a key with a wrong secret, an unknown id or another's secret is not known", () => {
  const [key, kept] = makeApiKey(stewardRole, expires);
  const [other, otherKept] = makeApiKey(analyst, expires);
  const keys = [kept, otherKept];
  const swapped = `${key.slice(0, 13)}${other.slice(13)}`;
  const changed = `${key.slice(0, -1)}${key.endsWith("A") ? "B" : "A"}`;
  for (const wrong of [swapped, changed, key.slice(0, -1), `${key}A`, "dgk_", "dgk_00000000_"]) {
    expect(() => visitorOfKey(wrong, keys, before)).toThrow("This API key is not known here.");
  }
  expect(() => visitorOfKey(key, [otherKept], before)).toThrow("This API key is not known here.");
});

test("a key that is made or revoked while the server runs counts at once", async () => {
  const dataFolder = newFolder();
  const access = new Access({ dataFolder });
  const [key, kept] = makeApiKey(stewardRole, "2999-01-01");
  await expect(access.identify(`Bearer ${key}`)).rejects.toMatchObject({ status: 401 });
  expect(access.hasRoles).toBe(false);
  writeApiKeys(apiKeysFile(dataFolder), [kept]);
  expect(await access.identify(`Bearer ${key}`)).toEqual({
    role: stewardRole,
    name: `key:${kept.id}`,
  });
  expect(access.hasRoles).toBe(true);
  writeApiKeys(apiKeysFile(dataFolder), []);
  await expect(access.identify(`Bearer ${key}`)).rejects.toMatchObject({ status: 401 });
});

const key = `{ id: "00000000", hash: "${"0".repeat(64)}", role: steward, expires: "2030-01-01" }`;

test.each([
  ["keys: 7", '"keys" must be a list of keys.'],
  ["kys: []", 'unknown word "kys". Did you mean "keys"?'],
  [`keys: [${key}, ${key}]`, 'the key "00000000" stands there twice.'],
  [`keys: [${key.replace("steward", "admin")}]`, "Its role must be public, analyst or steward."],
  [`keys: [${key.replace("steward", "analyst")}]`, "An analyst needs at least one area."],
  [`keys: [${key.replace("2030-01-01", "soon")}]`, '"expires" must be like 2027-01-31'],
  [`keys: [${key.replace('"00000000"', "12")}]`, '"id": found a number, expected a text.'],
  [`keys: [${key.replace("00000000", "zz")}]`, 'Make keys with "demograph access key".'],
  ["keys: [", "is no YAML that can be read."],
])("a file of keys with %s is refused in words", (text, sentence) => {
  const file = join(newFolder(), "api-keys.yaml");
  writeFileSync(file, text);
  expect(() => readApiKeys(file)).toThrow(sentence);
});

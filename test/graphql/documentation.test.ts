/** docs/access.md and docs/operations.md say what the program does. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import serveCommand from "#command-line/commands/serve.ts";
import { readAccessConfiguration } from "#graphql/access/access-configuration.ts";
import { roleFrom } from "#graphql/access/visitor.ts";
import { defaultLimits } from "#graphql/server/server-limits.ts";
import { issuerKey, newFolder } from "./access/signed.ts";

const textOf = (name: string) =>
  readFileSync(new URL(`../../docs/${name}`, import.meta.url), "utf8");

/** The code blocks of a language. */
function blocks(text: string, language: string): string[] {
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)]
    .filter((match) => match[1] === language)
    .map((match) => match[2]!);
}

describe("docs/access.md", () => {
  const text = textOf("access.md");

  test.each(blocks(text, "yaml"))("access.yaml is read: %j", async (yaml) => {
    const folder = newFolder();
    const { jwk } = await issuerKey("ES256", "k1");
    writeFileSync(join(folder, "keys.json"), JSON.stringify({ keys: [jwk] }));
    writeFileSync(join(folder, "token-secret"), "s".repeat(32), { mode: 0o600 });
    writeFileSync(join(folder, "access.yaml"), yaml);
    const { tokens, origins } = readAccessConfiguration(join(folder, "access.yaml"));
    expect(tokens?.audience ?? origins[0]).toMatch(/^demograph$|^https:/);
  });

  test("the claims make a role", () => {
    const [claims] = blocks(text, "json").map((json) => JSON.parse(json));
    expect(roleFrom(claims.demograph_role, claims.demograph_areas)).toEqual({
      kind: "analyst",
      areas: ["990521101", "990521102"],
    });
  });
});

describe("docs/operations.md", () => {
  const text = textOf("operations.md");

  test("lists every limit with its usual value", () => {
    const { query, patience, ...rest } = defaultLimits;
    const named = (prefix: string, values: object) =>
      Object.entries(values).map(([name, value]) => [`${prefix}${name}`, value]);
    const expected = [
      ...named("query.", query),
      ...named("patience.", patience),
      ...named("", rest),
    ];
    const rows = [...text.matchAll(/^\| `([\w.]+)` +\| (\d+) +\|/gm)];
    expect(Object.fromEntries(rows.map(([, name, value]) => [name, Number(value)]))).toEqual(
      Object.fromEntries(expected),
    );
  });

  test("lists every option of the command", () => {
    for (const option of Object.keys(serveCommand.options)) expect(text).toContain(`--${option}`);
  });
});

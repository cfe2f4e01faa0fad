/** The numbers that docs/graphql.md and docs/error-codes.md tell clients are those of the server. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { defaultFirst, mostFirst } from "#graphql/connection.ts";
import { defaultLimits } from "#graphql/server/server-limits.ts";
import { guide } from "./worked-queries.ts";

const { query, mostSeconds, mostBodyBytes } = defaultLimits;
const errorPage = readFileSync(new URL("../../../docs/error-codes.md", import.meta.url), "utf8");
const inOneLine = (text: string) => text.replaceAll(/\s+/g, " ");

test("the guide's limits are the usual ones", () => {
  const [, limits] = /^## Limits\n([\s\S]*?)^## /m.exec(guide)!;
  const text = inOneLine(limits!);
  expect(text).toContain(
    `at most ${query.tokens} tokens, ${query.depth} levels of fields, ${query.aliases} aliases and ` +
      `${query.fields} fields`,
  );
  expect([query.cost, text.includes("at most a million fields")]).toEqual([1_000_000, true]);
  expect(text).toContain(`a page ${mostFirst} rows`);
  expect(text).toContain(`may take ${mostSeconds} seconds, a body ${mostBodyBytes / 1000} kB`);
});

test("the guide's pages are as large as they are", () => {
  expect(inOneLine(guide)).toContain(
    `\`first\` (${defaultFirst} unless you say so, ${mostFirst} at most)`,
  );
});

test("the codes' limits are the usual ones", () => {
  expect(errorPage).toContain(`has more than ${query.tokens} tokens`);
  expect(errorPage).toContain(`a body of more than ${mostBodyBytes / 1000} kB`);
});

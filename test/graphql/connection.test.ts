import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Connection,
  compareTexts,
  connectionOf,
  type OrderedKind,
  pageOf,
} from "#graphql/connection.ts";
import { InputError } from "#warehouse/input-error.ts";

const words: OrderedKind<string> = {
  name: "word",
  keyOf: (word) => [word],
  compare: ([a], [b]) => compareTexts(a!, b!),
};
const other: OrderedKind<string> = { ...words, name: "other" };

/** Every page of `first` words, one list for each page as snapshots come and go. */
function walk(first: number, lists: readonly (readonly string[])[]): string[] {
  const seen: string[] = [];
  let after: string | null = null;
  for (let page = 0; ; page++) {
    const list = lists[Math.min(page, lists.length - 1)]!;
    const found: Connection<string> = connectionOf(list, words, pageOf({ first, after }, words));
    seen.push(...found.edges.map((edge) => edge.node));
    if (!found.pageInfo.hasNextPage) return seen;
    after = found.pageInfo.endCursor;
  }
}

describe("a connection", () => {
  test("holds 100 rows when nothing is said", () => {
    expect(pageOf({}, words)).toEqual({ after: null, limit: 100 });
  });

  test("refuses a page of more than 1000 rows and says how to go on", () => {
    expect(() => pageOf({ first: 2147483647 }, words)).toThrow(
      new InputError(
        'A page holds at most 1000 rows, asked for "2147483647". ' +
          'Ask for "first: 1000" and go on with "after: <endCursor>".',
      ),
    );
  });

  test("refuses a negative page", () => {
    expect(() => pageOf({ first: -1 }, words)).toThrow('"first" must be 0 to 1000, found "-1".');
  });

  test.each(["nonsense", "cm93IC0x", "W10", "WzFd", ""])(
    "refuses or ignores the cursor %j",
    (after) => {
      if (after === "") expect(pageOf({ after }, words).after).toBe(null);
      else
        expect(() => pageOf({ after }, words)).toThrow("must be a cursor from an earlier answer");
    },
  );

  test("refuses the cursor of another kind of list", () => {
    const { endCursor } = connectionOf(["a"], other, pageOf({}, other)).pageInfo;
    expect(() => pageOf({ after: endCursor }, words)).toThrow(
      'which is the cursor of a list of "other".',
    );
  });

  test("of no rows tells the total", () => {
    expect(connectionOf(["a", "b"], words, pageOf({ first: 0 }, words))).toEqual({
      edges: [],
      pageInfo: { hasNextPage: true, hasPreviousPage: false, startCursor: null, endCursor: null },
      totalCount: 2,
    });
  });

  const sortedWords = fc
    .uniqueArray(fc.string({ minLength: 1, maxLength: 3, unit: "grapheme" }), { maxLength: 40 })
    .map((list) => [...list].sort(compareTexts));

  test("followed from page to page gives every row once, with the cursors of one big page", () => {
    fc.assert(
      fc.property(sortedWords, fc.integer({ min: 1, max: 20 }), (list, first) => {
        expect(walk(first, [list])).toEqual(list);
      }),
    );
  });

  test("repeats and loses nothing that stays, whatever comes and goes between two pages", () => {
    fc.assert(
      fc.property(sortedWords, sortedWords, fc.integer({ min: 1, max: 5 }), (old, fresh, first) => {
        const seen = walk(first, [old, fresh]);
        expect(new Set(seen).size).toBe(seen.length);
        const both = old.filter((word) => fresh.includes(word));
        // What fits on the first page ends the walk before the new list is seen.
        if (old.length > first) expect(seen).toEqual(expect.arrayContaining(both));
      }),
    );
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Connection, connectionOf, pageWindow } from "#graphql/connection.ts";
import { InputError } from "#warehouse/input-error.ts";

describe("a connection", () => {
  test("holds 100 rows when nothing is said", () => {
    expect(pageWindow({})).toEqual({ offset: 0, limit: 100 });
  });

  test("refuses a page of more than 1000 rows and says how to go on", () => {
    expect(() => pageWindow({ first: 2147483647 })).toThrow(
      new InputError(
        'A page holds at most 1000 rows, asked for "2147483647". ' +
          'Ask for "first: 1000" and go on with "after: <endCursor>".',
      ),
    );
  });

  test("refuses a negative page", () => {
    expect(() => pageWindow({ first: -1 })).toThrow('"first" must be 0 to 1000, found "-1".');
  });

  test.each(["nonsense", "cm93IC0x", ""])("refuses or ignores the cursor %j", (after) => {
    if (after === "") expect(pageWindow({ after }).offset).toBe(0);
    else expect(() => pageWindow({ after })).toThrow("must be a cursor from an earlier answer");
  });

  test("of no rows tells the total", () => {
    expect(connectionOf(["a", "b"], pageWindow({ first: 0 }))).toEqual({
      edges: [],
      pageInfo: { hasNextPage: true, hasPreviousPage: false, startCursor: null, endCursor: null },
      totalCount: 2,
    });
  });

  test("followed from page to page gives every row once, with the cursors of one big page", () => {
    fc.assert(
      fc.property(fc.nat(60), fc.integer({ min: 1, max: 20 }), (length, first) => {
        const list = Array.from({ length }, (_, index) => index);
        const edges: Connection<number>["edges"] = [];
        let after: string | null = null;
        for (let more = true; more; ) {
          const page: Connection<number> = connectionOf(list, pageWindow({ first, after }));
          edges.push(...page.edges);
          more = page.pageInfo.hasNextPage;
          after = page.pageInfo.endCursor;
        }
        expect(edges).toEqual(connectionOf(list, pageWindow({ first: 1000 })).edges);
        expect(edges.map((edge) => edge.node)).toEqual(list);
      }),
    );
  });
});

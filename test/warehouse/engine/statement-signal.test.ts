import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Duckdb } from "#warehouse/engine/duckdb.ts";
import { withSignal } from "#warehouse/engine/statement-signal.ts";

/** Hours of work for a database, if nobody stops it. */
const endless =
  "select count(*) as n from range(10000000) a, range(10000000) b where hash(a.range, b.range) = 0";

let database: Duckdb;

beforeAll(async () => {
  database = await Duckdb.open(":memory:", { connections: 1, threads: 1 });
});

afterAll(() => database.close());

describe("a statement below a signal", () => {
  test("ends with the signal's reason while it runs, and its connection goes on", async () => {
    const controller = new AbortController();
    const running = withSignal(controller.signal, () => database.rows(endless));
    setTimeout(() => controller.abort(new Error("It took too long.")), 50);
    await expect(running).rejects.toThrow("It took too long.");
    expect(database.busy).toBe(false);
    expect(await database.rows("select 1 as one")).toEqual([{ one: 1 }]);
  });

  test("ends while it waits for a connection, and leaves its place in the queue", async () => {
    const [first, second] = [new AbortController(), new AbortController()];
    const running = withSignal(first.signal, () => database.rows(endless));
    const waiting = withSignal(second.signal, () => database.rows("select 2 as two"));
    const last = database.rows("select 3 as three");
    second.abort(new Error("The client went away."));
    await expect(waiting).rejects.toThrow("The client went away.");
    first.abort(new Error("It took too long."));
    await expect(running).rejects.toThrow("It took too long.");
    expect(await last).toEqual([{ three: 3 }]);
  });

  test("does not begin once the signal is aborted", async () => {
    const before = database.statements;
    const asked = withSignal(AbortSignal.abort(new Error("Too late.")), () => database.rows("x"));
    await expect(asked).rejects.toThrow("Too late.");
    expect(database.statements).toBe(before);
  });

  test("is stopped through promises and timers in between", async () => {
    const controller = new AbortController();
    const running = withSignal(controller.signal, async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return Promise.all([database.rows(endless)]);
    });
    setTimeout(() => controller.abort(new Error("It took too long.")), 50);
    await expect(running).rejects.toThrow("It took too long.");
  });

  test("keeps its own error when nobody took it back", async () => {
    const { signal } = new AbortController();
    await expect(withSignal(signal, () => database.rows("selct"))).rejects.toThrow("syntax");
  });

  test("may be one of many below the same signal, without a warning", async () => {
    const warnings: unknown[] = [];
    const note = (warning: Error) => warnings.push(warning.name);
    process.on("warning", note);
    const { signal } = new AbortController();
    const all = () => Array.from({ length: 30 }, (_, n) => database.rows(`select ${n} as n`));
    expect(await withSignal(signal, () => Promise.all(all()))).toHaveLength(30);
    await new Promise((resolve) => setImmediate(resolve));
    process.off("warning", note);
    expect(warnings).toEqual([]);
  });

  test("is left alone when the signal is taken away", async () => {
    const shared = () => withSignal(undefined, () => database.rows("select 4 as four"));
    const asked = withSignal(AbortSignal.abort(), shared);
    expect(await asked).toEqual([{ four: 4 }]);
  });
});

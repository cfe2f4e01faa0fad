import { expect, test } from "vitest";
import { withSignal } from "#warehouse/engine/statement-signal.ts";
import { inTurns } from "#warehouse/in-turns.ts";

/** Counts to a number of milliseconds of work, one a step. */
function* work(milliseconds: number): Generator<void, number> {
  for (let step = 0; step < milliseconds; step++) {
    const end = performance.now() + 1;
    while (performance.now() < end);
    yield;
  }
  return milliseconds;
}

test("others have their turns while a long computation runs, and its result is the same", async () => {
  let others = 0;
  let ended = false;
  const other = () => {
    others++;
    if (!ended) setImmediate(other);
  };
  setImmediate(other);
  expect(await inTurns(work(100))).toBe(100);
  ended = true;
  expect(others).toBeGreaterThanOrEqual(8);
});

test("computations run one after the other, and a failed one lets the next begin", async () => {
  const order: string[] = [];
  function* noted(name: string, fails = false): Generator<void, string> {
    yield* work(15);
    order.push(name);
    if (fails) throw new Error(name);
    return name;
  }
  const results = await Promise.allSettled([
    inTurns(noted("first")),
    inTurns(noted("second", true)),
    inTurns(noted("third")),
  ]);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(order).toEqual(["first", "second", "third"]);
});

test("a computation ends when its question is taken back", async () => {
  const controller = new AbortController();
  function* endless(): Generator<void, never> {
    for (;;) {
      controller.abort(new Error("taken back"));
      yield;
    }
  }
  const asked = withSignal(controller.signal, () => inTurns(endless()));
  await expect(asked).rejects.toThrow("taken back");
});

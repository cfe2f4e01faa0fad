import { expect, test } from "vitest";
import { asOneRequest, gather } from "#warehouse/gather.ts";

/** Doubles numbers, and keeps what each call was asked. */
function doubling() {
  const calls: (readonly number[])[] = [];
  const of = {};
  const double = (asked: number, name = "double") =>
    gather(of, name, asked, async (all) => {
      calls.push(all);
      return all.map((one) => one * 2);
    });
  return { calls, double };
}

test("what one request asks in one tick is answered by one call, in the order asked", async () => {
  const { calls, double } = doubling();
  const inside = async (asked: number) => double(asked);
  const answers = await asOneRequest(() => Promise.all([double(3), inside(1), double(2)]));
  expect([answers, calls]).toEqual([[6, 2, 4], [[3, 1, 2]]]);
});

test("what is asked later, or under another name, is another call", async () => {
  const { calls, double } = doubling();
  await asOneRequest(async () => {
    await Promise.all([double(1), double(2, "again")]);
    await double(3);
  });
  expect(calls).toEqual([[1], [2], [3]]);
});

test("two requests are never answered together", async () => {
  const { calls, double } = doubling();
  await Promise.all([asOneRequest(() => double(1)), asOneRequest(() => double(2))]);
  expect(calls).toEqual([[1], [2]]);
});

test("outside a request everything is asked alone", async () => {
  const { calls, double } = doubling();
  expect(await Promise.all([double(1), double(2)])).toEqual([2, 4]);
  expect(calls).toEqual([[1], [2]]);
});

test("a failure is told to all whose question was in the call", async () => {
  const of = {};
  const fail = () =>
    gather(of, "fail", 0, async (): Promise<number[]> => {
      throw new Error("The file is gone.");
    });
  const ended = await asOneRequest(() => Promise.allSettled([fail(), fail()]));
  expect(ended.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
});

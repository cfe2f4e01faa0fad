import { expect, test } from "vitest";
import { checkHeadlines } from "#notebooks/loaders/check-headlines.ts";
import type { HomePayload } from "#notebooks/pages/components/page-payloads.ts";
import type { Point } from "#notebooks/pages/components/payload.ts";

/** A home page with one measure whose years have these states. */
function home(id: string, states: readonly Point["state"][]): HomePayload {
  const points = states.map((state, at) => ({
    state,
    value: state === "SHOWN" ? 9 : null,
    period: String(2010 + at),
  }));
  return {
    snapshot: { id: "5ab8" },
    root: { zh: "小溪县", en: "Xiaoxi County" },
    headlines: [
      { measure: { id, title: { zh: "出生率", en: "Crude birth rate" } }, series: { points } },
    ],
  } as unknown as HomePayload;
}

test("a first number that is withheld in the newest year stops the build with a sentence", () => {
  expect(() => checkHeadlines(home("crudeBirthRate", ["SHOWN", "WITHHELD"]))).toThrow(
    '"Crude birth rate" of "Xiaoxi County" is withheld for 2011 in snapshot "5ab8", but it is the ' +
      "first number of the home page. Look at the disclosure settings, then publish and build again.",
  );
});

test("a number that was withheld before, or is not reported now, stops nothing", () => {
  expect(() => checkHeadlines(home("crudeBirthRate", ["WITHHELD", "SHOWN"]))).not.toThrow();
  expect(() => checkHeadlines(home("crudeBirthRate", ["SHOWN", "NOT_REPORTED"]))).not.toThrow();
});

test("a measure that is no headline may be withheld", () => {
  expect(() => checkHeadlines(home("complicationRate", ["SHOWN", "WITHHELD"]))).not.toThrow();
});

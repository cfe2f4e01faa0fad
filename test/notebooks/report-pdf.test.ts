/** The leaders' report on paper: what makes it the same, and text that can be searched. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ReportPayload } from "#notebooks/pages/components/report-payload.ts";
import { findChromium } from "#notebooks/print/find-chromium.ts";
import { freezePdf } from "#notebooks/print/freeze-pdf.ts";
import type { BrowserProgram } from "#notebooks/print/packaged-chromium.ts";
import { printPayload } from "#notebooks/print/print-report.ts";
import { bareChromium } from "../chromium.ts";
import { birthRate, entry, page, point, ranking, series } from "./payload-fixtures.ts";

const payload: ReportPayload = {
  ...page,
  snapshot: { ...page.snapshot, asOf: "2013-01-01", publishedAt: "2013-02-03T04:05:06Z" },
  period: "2012",
  headlines: [
    { measure: birthRate, series: series([point("2011", 9), point("2012", 10)]), yearOnYear: null },
  ],
  scorecards: [],
  rankings: [
    {
      measure: birthRate,
      ranking: ranking([entry("2", point("2012", 9)), entry("3", point("2012", 8))]),
    },
  ],
  quality: { sources: [], births: null, balance: [], breaches: [], rules: [], figures: [] },
  values: [
    {
      measure: birthRate,
      point: point("2012", null, { state: "WITHHELD", zh: "不公布", en: "withheld" }),
    },
  ],
  targets: [],
  extracts: [],
};

test("a PDF has the moment of publication and parts numbered from 1", () => {
  const made = (second: string, part: string) =>
    Buffer.from(`/CreationDate (D:202611230916${second}+00'00')\n/ID (node000002${part})`);
  const frozen = freezePdf(made("10", "07"), "2013-02-03T04:05:06Z");
  expect(frozen.toString()).toBe("/CreationDate (D:20130203040506+00'00')\n/ID (node00000001)");
  expect(freezePdf(made("55", "08"), "2013-02-03T04:05:06Z")).toEqual(frozen);
});

test("a browser that is named and not there is told", async () => {
  await expect(findChromium({ CHROMIUM_PATH: "/nowhere/chromium" })).rejects.toThrow(
    'CHROMIUM_PATH names "/nowhere/chromium", which is not there.',
  );
});

/** The characters that the PDF's fonts give back when text is copied or searched. */
function searchable(pdf: Buffer): Set<string> {
  const found = new Set<string>();
  const text = pdf.toString("latin1");
  for (const { 1: bytes = "" } of text.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)) {
    let map: string;
    try {
      map = inflateSync(Buffer.from(bytes, "latin1")).toString("latin1");
    } catch {
      continue;
    }
    if (!map.includes("begincmap")) continue;
    for (const [, from, to, first] of map.matchAll(/<(\w+)> <(\w+)> <(\w{4})>/g))
      for (let at = 0; at <= Number.parseInt(to!, 16) - Number.parseInt(from!, 16); at++)
        found.add(String.fromCharCode(Number.parseInt(first!, 16) + at));
    for (const [, code] of map.matchAll(/^<\w+> <(\w{4})>$/gm))
      found.add(String.fromCharCode(Number.parseInt(code!, 16)));
  }
  // Some system fonts give a radical (⼩) for the character that it looks like (小); readers fold both.
  return new Set([...found].map((character) => character.normalize("NFKC")));
}

test("two prints are the same bytes, on A4, with Chinese text that can be searched", async () => {
  const one = await printPayload(payload, { lang: "zh" });
  const other = await printPayload(payload, { lang: "zh" });
  expect(one.pdf.equals(other.pdf)).toBe(true);
  expect(one.title).toBe("小溪县2012年度报告");
  expect(one.pdf.toString("latin1")).toMatch(/\/MediaBox \[0 0 59[45]\.?\d* 84[12]\.?\d*\]/);
  const known = searchable(one.pdf);
  for (const character of "小溪县出生率不公布") expect([...known]).toContain(character);
}, 120_000);

describe("on a server without a Chinese font", () => {
  let browser: BrowserProgram;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "demograph-fonts-"));
    browser = await bareChromium(folder);
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  test("the report has the same text, and the same bytes each time", async () => {
    const one = await printPayload(payload, { lang: "zh", browser });
    const other = await printPayload(payload, { lang: "zh", browser });
    expect(one.pdf.equals(other.pdf)).toBe(true);
    expect(one.pdf.toString("latin1")).toMatch(/\/FontName \/[A-Z]+\+NotoSansSC/);
    const known = searchable(one.pdf);
    for (const character of "小溪县出生率不公布") expect([...known]).toContain(character);
  }, 120_000);
});

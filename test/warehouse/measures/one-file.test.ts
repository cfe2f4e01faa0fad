/**
 * Adding a measure touches one file: a new one is dropped into a copy of the project, which then tells
 * it on the command line, answers it through GraphQL, prints it in the schema and has pages for it.
 */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { county, type SmallCounty, smallCounty } from "../../small-county.ts";

const project = fileURLToPath(new URL("../../../", import.meta.url));
const parts = ["bin", "command-line", "etl", "graphql", "notebooks", "warehouse", "package.json"];

/** The whole of what a person writes who wants to know how many mothers are under 25. */
const newMeasure = `/** Births to mothers under 25 among those whose mother's age is known. */
import { births, defineMeasure, shareOfKnown } from "../define-measure.ts";

export default defineMeasure({
  section: "D",
  title: { zh: "二十五岁以下产妇比重", en: "Share of mothers under 25" },
  description: {
    zh: "母亲年龄不满二十五岁的活产占年龄已知活产的比重。",
    en: "Live births to mothers under 25 per 100 with a known age of the mother.",
  },
  unit: { zh: "%", en: "%" },
  formula: { zh: "25岁以下产妇活产 ÷ 活产 × 100", en: "births to mothers under 25 / births × 100" },
  multiplier: 100,
  decimals: 2,
  direction: "neutral",
  sensitivity: "ordinary",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: {
    young: births({ maternal_age_band_key: [10, 15, 20] }),
    known: births({ maternal_age_band_key: [10, 15, 20, 25, 30, 35, 40, 45, 50] }),
    unknown: births({ maternal_age_band_key: [-1] }),
  },
  reportedBy: ["fact_births"],
  breakdowns: ["birthOrder", "source"],
  evaluate: shareOfKnown("young", "known", "unknown", "age_unknown_excluded"),
  caveats: [],
  references: [],
  example: { sums: { young: 30, known: 100, unknown: 0 }, value: 30 },
});
`;

let copy: string;
let small: SmallCounty;

beforeAll(async () => {
  small = await smallCounty();
  copy = mkdtempSync(join(tmpdir(), "demograph-one-file-"));
  // Neither what Framework keeps between builds nor anybody's data is part of the project.
  const ours = (path: string) => !/^(\.observablehq|dist|data\.db)$/.test(basename(path));
  for (const part of parts.filter((name) => existsSync(join(project, name)))) {
    cpSync(join(project, part), join(copy, part), { recursive: true, filter: ours });
  }
  symlinkSync(join(project, "node_modules"), join(copy, "node_modules"));
  writeFileSync(join(copy, "warehouse/measures/young-mothers-share.ts"), newMeasure);
}, 120_000);
afterAll(() => {
  rmSync(copy, { recursive: true, force: true });
  small.remove();
});

/** Runs Node in the copy, on the small county's data. */
function node(...words: string[]): string {
  const env = { ...process.env, DEMOGRAPH_DATA: small.dataFolder };
  return execFileSync(process.execPath, words, { cwd: copy, env, encoding: "utf8" });
}

test("the command line lists the new measure and tells it in full", () => {
  expect(node("bin/demograph.js", "measures")).toMatch(
    /^youngMothersShare +Share of mothers under 25 · 二十五岁以下产妇比重 \(%\)$/m,
  );
  expect(node("bin/demograph.js", "measures", "youngMothersShare")).toContain("Wilson score");
}, 60_000);

test("GraphQL answers it by its own field", () => {
  const query = `{ area(code: "${county}") {
    youngMothersShare(period: "2010") { value numerator denominator intervalMethod flags }
    youngMothersShareBy(period: "2010", by: [BIRTH_ORDER]) { categories { code } numerator } } }`;
  const { data } = JSON.parse(node("bin/demograph.js", "ask", query, "--role", "steward"));
  const { youngMothersShare, youngMothersShareBy } = data.area;
  // 2010: 3 + 2 + 4 + 4 + 6 + 4 of 40 births, 2 of them of unknown age.
  expect(youngMothersShare).toMatchObject({
    numerator: 23,
    denominator: 40,
    intervalMethod: "wilson",
    flags: ["age_unknown_excluded"],
  });
  expect(youngMothersShareBy).toContainEqual({ categories: [{ code: "1" }], numerator: 19 });
}, 60_000);

test("the schema and the list of pages have it", () => {
  const script = `
    const { readMeasures } = await import("./warehouse/read-measures.ts");
    const { schemaOf } = await import("./graphql/schema.ts");
    const { printedSchema } = await import("./graphql/write-schema.ts");
    const { loadPages } = await import("./notebooks/prepare-site.ts");
    const schema = printedSchema(schemaOf(await readMeasures()));
    const { pages } = await loadPages(process.env.DEMOGRAPH_DATA, "${small.manifest.id}");
    console.log(JSON.stringify({ schema, paths: pages.map(({ path }) => path) }));`;
  const told = node("--import", "tsx", "--input-type=module", "--eval", script);
  const { schema, paths } = JSON.parse(told.trim().split("\n").at(-1)!);
  expect(schema).toMatch(/^ {2}youngMothersShare\(/m);
  expect(paths).toEqual(
    expect.arrayContaining(
      ["zh", "en"].flatMap((lang) => [
        `/${lang}/trends/young-mothers-share`,
        `/${lang}/rankings/young-mothers-share`,
      ]),
    ),
  );
}, 120_000);

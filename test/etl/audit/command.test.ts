/** `demograph audit` as people meet it: exit codes, text, CSV and JSON. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test, vi } from "vitest";
import { demograph } from "#command-line/demograph.ts";
import { temporaryFolder, writeFiles } from "../load-fixture.ts";

const documents = fileURLToPath(new URL("../../../etl/audit/documents/", import.meta.url));

afterEach(() => vi.restoreAllMocks());

/** Runs the command in this process; its exit code and what it writes. */
async function run(...words: string[]): Promise<{ code: number; out: string; error: string }> {
  const written = { out: "", error: "" };
  vi.spyOn(console, "log").mockImplementation((text) => {
    written.out += `${text}\n`;
  });
  vi.spyOn(console, "error").mockImplementation((text) => {
    written.error += `${text}\n`;
  });
  return { code: await demograph(["audit", ...words]), ...written };
}

const rates = (rate: string) => `document,area,period,quantity,printed,unit
公报,甲村,2010,births,12,
公报,甲村,2010,population,1000,
公报,甲村,2010,crudeBirthRate,${rate},‰
`;

test("a document with faults ends with 1 and tells the worst first", async () => {
  const { code, out } = await run(`${documents}001.yaml`);
  expect(code).toBe(1);
  expect(out.split("\n").slice(0, 17)).toEqual([
    "1 document, 30 figures, 19 statements judged: 3 do not hold.",
    "",
    "  inconsistent               2",
    "  text corruption            1",
    "  not computable             1",
    "  consistent                 3",
    "  derived                    8",
    "  exact                      4",
    "",
    "Findings, worst first",
    "  inconsistent: funding, year B 乙年人均投入, printed 5.24 yuan",
    "      001, a county of 470 000 (001.yaml:113)",
    "      乙年人均投入 = 乙年投入 ÷ 总人口",
    "      1 568 000 ÷ 470 000 = 3.34",
    "      5.24 needs 2 462 800 yuan (funding in year B, 894 800 more than printed) or " +
      "299 237 people (population, 170 763 fewer than printed).",
    "  inconsistent: medical specialists 医学专业比重, printed 3.05%",
    "      001, a county of 470 000 (001.yaml:127)",
  ]);
});

test("a table whose figures agree ends with 0, one that does not with 1", async () => {
  const folder = temporaryFolder();
  const [good, bad] = writeFiles(folder, { "good.csv": rates("12.0"), "bad.csv": rates("21.0") });
  const first = await run(good!);
  expect([first.code, first.out]).toEqual([
    0,
    `1 document, 3 figures, 1 statement judged: nothing is inconsistent.

  exact                      1

Relations in tables
  出生率 = 出生人数 ÷ 总人口 × 1000 [‰]
    1 exact
`,
  ]);
  const second = await run(bad!);
  expect(second.code).toBe(1);
  expect(second.out).toContain(
    `出生率 = 出生人数 ÷ 总人口 × 1000 [‰]: 1 does not follow, 1 by more than 5
  公报, 甲村, 2010 (bad.csv:4): printed 21.0 ‰, 12 ÷ 1000 × 1000 = 12.0; perhaps two digits changed places: 12.0`,
  );
});

test("the CSV holds every statement and no cell that a spreadsheet would run", async () => {
  const folder = temporaryFolder();
  const [path] = writeFiles(folder, {
    "figures.csv": rates("21.0").replaceAll("甲村", '"=cmd()"'),
  });
  const csv = join(folder, "findings.csv");
  expect((await run(path!, "--csv", csv)).code).toBe(1);
  const [header, row, end] = readFileSync(csv, "utf8").split("\r\n");
  expect(header).toMatch(/^\ufeffverdict,document,area,period,item,figure,quantity,printed,unit,/);
  expect(row).toBe(
    "inconsistent,公报,'=cmd(),2010,出生率,crudeBirthRate,crudeBirthRate,21.0,‰,12,12,12,9," +
      "出生率 = 出生人数 ÷ 总人口 × 1000,12 ÷ 1000 × 1000 = 12.0," +
      "21.0 needs 21 births (9 more than printed) or 571 population (429 fewer than printed).," +
      "two digits changed places: 12.0,figures.csv,4",
  );
  expect(end).toBe("");
});

test("JSON says what would have to be true in numbers", async () => {
  const { code, out } = await run(`${documents}002.yaml`, "--format", "json");
  expect(code).toBe(1);
  const { findings } = JSON.parse(out);
  const rate = findings.find(({ item }: { item: string }) => item === "certificate rate");
  expect(rate).toMatchObject({
    verdict: "denominator_missing",
    solution: { figure: "couples", rounded: { low: 3221, high: 3223 } },
  });
});

test.each([
  [[], '"demograph audit" takes at least 1 argument'],
  [["nowhere.csv"], 'No file or folder "nowhere.csv". Check the path.'],
  [["nowhere.yaml"], 'No document "nowhere.yaml". Give the path of a YAML file.'],
  [[`${documents}001.yaml`, "--format", "xml"], 'Unknown format "xml". Known: text, json.'],
])("wrong use ends with 2: %s", async (words, sentence) => {
  const { code, error } = await run(...words);
  expect([code, error]).toEqual([2, expect.stringContaining(sentence)]);
});

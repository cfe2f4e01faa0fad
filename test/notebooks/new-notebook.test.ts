import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { demograph } from "#command-line/demograph.ts";
import { answerFile } from "#notebooks/analyst-notebooks/answer-file.ts";
import { languageOf, listNotebooks } from "#notebooks/analyst-notebooks/notebook-folders.ts";
import { county, type SmallCounty, smallCounty } from "../small-county.ts";

let place: SmallCounty;
let folder: string;

beforeAll(async () => {
  place = await smallCounty();
  folder = join(place.dataFolder, "notebooks");
});

afterAll(() => place?.remove());

/** What the command says on both streams, and its exit code. */
async function run(...words: string[]): Promise<{ code: number; said: string }> {
  const said: string[] = [];
  const hear = (text: string) => void said.push(text);
  const log = vi.spyOn(console, "log").mockImplementation(hear);
  const error = vi.spyOn(console, "error").mockImplementation(hear);
  try {
    const code = await demograph(["notebook", ...words, "--data", place.dataFolder]);
    return { code, said: said.join("\n") };
  } finally {
    for (const spy of [log, error]) spy.mockRestore();
  }
}

test("a new notebook asks about the areas and the year at hand, and says how to open it", async () => {
  const { code, said } = await run("new", "my-births", "--lang", "en");
  expect(code).toBe(0);
  expect(said).toContain("demograph notebook preview");
  expect(said).toContain("demograph pages");
  expect(readdirSync(folder)).toEqual(["my-births.md", "my-births.parquet.graphql"]);
  const text = readFileSync(join(folder, "my-births.md"), "utf8");
  expect(text).toContain('FileAttachment("my-births.parquet")');
  expect(text).toContain(`area(code: "${county}")`);
  expect(text).toContain('crudeBirthRate(period: "2011")');
  const question = readFileSync(join(folder, "my-births.parquet.graphql"), "utf8");
  expect(question).toContain(`within: "${county}"`);
  expect(question).toContain('from: "2011-01", to: "2011-12"');
});

test("the language is Chinese unless it is asked for otherwise", async () => {
  expect((await run("new", "births-zh")).code).toBe(0);
  expect(listNotebooks(place.dataFolder)).toMatchObject([
    { name: "births-zh", title: "各乡镇逐月出生数", lang: "zh" },
    { name: "my-births", title: "Births by town and month", lang: "en" },
  ]);
  expect((await run("list")).said).toBe(
    "births-zh  各乡镇逐月出生数\nmy-births  Births by town and month",
  );
});

test("a notebook that is there is never written over", async () => {
  const before = readFileSync(join(folder, "my-births.md"), "utf8");
  const { code, said } = await run("new", "my-births");
  expect(code).toBe(2);
  expect(said).toContain('There is a notebook "my-births" already');
  expect(readFileSync(join(folder, "my-births.md"), "utf8")).toBe(before);
});

test.each([
  [["new", "../secrets"], 'The name "../secrets" cannot be part of an address.'],
  [["new", "Births 2011"], 'The name "Births 2011" cannot be part of an address.'],
  [["new", "index"], 'The name "index" cannot be part of an address.'],
  [["new", "more", "--lang", "fr"], 'Unknown language "fr". Give "zh" or "en".'],
  [["new"], "Name the notebook"],
  [["neww", "x"], 'does not understand "neww". Did you mean "new"?'],
  [["preview", "--port", "x"], 'The port is "x"'],
])("%j is refused in words", async (words, sentence) => {
  const before = readdirSync(folder);
  const { code, said } = await run(...words);
  expect({ code, said }).toEqual({ code: 2, said: expect.stringContaining(sentence) });
  expect(readdirSync(folder)).toEqual(before);
});

test("a notebook's title, language and first words are read past front matter and code", () => {
  const other = mkdtempSync(join(tmpdir(), "demograph-notebooks-"));
  mkdirSync(join(other, "notebooks", "drafts"), { recursive: true });
  const write = (name: string, text: string) => writeFileSync(join(other, "notebooks", name), text);
  write(
    "code.md",
    "```sh\n# no title\n```\n\n# The title\n\n## Part\n\nWhat *it* is\n[about](x).\n",
  );
  write("stated.md", "---\ntitle: 出生\nsql:\n  a: ./a.csv\n---\n\n# Births\n");
  write("drafts/none.md", "Only words.\n");
  write("data.csv", "a\n1\n");
  expect(listNotebooks(other)).toEqual([
    { name: "code", title: "The title", about: "What it is about.", lang: "en" },
    { name: "drafts/none", title: "drafts/none.md", about: "Only words.", lang: "en" },
    { name: "stated", title: "出生", about: "", lang: "zh" },
  ]);
  expect(languageOf("2011 年")).toBe("zh");
  rmSync(other, { recursive: true });
});

test("a question's file is answered as everybody may read it: small counts are withheld", async () => {
  const file = join(folder, "my-births.json.graphql");
  writeFileSync(file, readFileSync(join(folder, "my-births.parquet.graphql")));
  const bytes = await answerFile(file, place.dataFolder, place.manifest.id);
  const rows = JSON.parse(bytes.toString()) as { births: number | null; state: string }[];
  expect(rows).toHaveLength(24);
  expect(rows.filter(({ state }) => state === "SHOWN")).toEqual([]);
  expect(rows.every(({ births }) => births === null)).toBe(true);
});

test("a question that is wrong, without an ending, or of another snapshot is named in words", async () => {
  const asked = (name: string, text: string, snapshotId = place.manifest.id) => {
    writeFileSync(join(folder, name), text);
    return answerFile(join(folder, name), place.dataFolder, snapshotId);
  };
  await expect(asked("a.csv.graphql", "{ measurs { id } }")).rejects.toThrow(
    /^a\.csv\.graphql: Cannot query field "measurs"/,
  );
  await expect(asked("b.graphql", "{ measures { id } }")).rejects.toThrow(
    '"b.graphql" does not say what file it makes. Name it "rows.csv.graphql"',
  );
  await expect(asked("p.csv.py", "print('a')")).rejects.toThrow(
    '"p.csv.py" is not run: a program could publish what is withheld. Ask for its data in "p.csv.graphql"',
  );
  await expect(asked("c.csv.graphql", "{ measures { id } }", "another")).rejects.toThrow(
    `c.csv.graphql: Asked for snapshot "another", found "${place.manifest.id}". Build again.`,
  );
  expect(existsSync(join(folder, "c.csv"))).toBe(false);
});

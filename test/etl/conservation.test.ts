/** Whatever cells a file holds, every row ends as accepted or rejected, and nothing else fails. */
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { loadFrom } from "#etl/load.ts";
import { readSources } from "#etl/read-sources.ts";
import { rejectsFile } from "#etl/vault/vault-file.ts";
import { parquetRows, smallAreas, temporaryFolder, vaultRows, writeFiles } from "./load-fixture.ts";

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.constantFrom(
    "",
    " ",
    "'",
    '"',
    "--",
    "\\",
    "%",
    "NULL",
    "ＮＵＬＬ",
    "　",
    "\u200b",
    "nan",
    "1e9",
  ),
);
const cell = (...usual: string[]) =>
  fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...usual) }, { weight: 1, arbitrary: text });
const row = fc.tuple(
  cell("990521101001", " 990521102001", "９９０５２１", "990521999"),
  cell("2011-09-04", "2011年9月", "20110230", "40790", "2011-09-04 10:00"),
  cell("男", "2", "f", "不详", "3"),
  cell("27", "15-19", "４０岁", "85+", "7"),
  cell("1", "1,000", "-1", "1.5", ""),
  cell("X1", "x2", "Ｘ３", "", "X4"),
);

test("rows read = accepted + rejected, each with its line and reason", async () => {
  const sources = await readSources();
  const patient = new Map([...sources].map(([id, source]) => [id, { ...source, rejectLimit: 1 }]));
  const folder = temporaryFolder();
  const [areas] = writeFiles(folder, { "areas.csv": smallAreas });
  const dataFolder = join(folder, "data");
  await loadFrom(patient, [areas!], { dataFolder, source: "areas" });
  const property = fc.asyncProperty(
    fc.array(row, { minLength: 1, maxLength: 30 }),
    async (rows) => {
      const lines = rows.map((cells) =>
        cells.map((value) => `"${value.replaceAll('"', '""')}"`).join(","),
      );
      const header = "村编码,出生日期,性别,母亲年龄,births_count,出生证编号";
      const [path] = writeFiles(folder, { "b.csv": `${header}\n${lines.join("\n")}\n` });
      const { files } = await loadFrom(patient, [path!], {
        dataFolder,
        source: "births-police",
        accept: true,
      });
      const [report] = files;
      if (report!.outcome === "refused") {
        expect(report!.refusal).toMatch(/^(None of|"b\.csv")/);
        return;
      }
      if (report!.outcome === "unchanged") return;
      const { read, records, accepted, rejected } = report!.rows!;
      expect([read, records]).toEqual([rows.length, rows.length]);
      expect(accepted + rejected).toBe(rows.length);
      const kept = await vaultRows(dataFolder, report!.manifest!);
      const rejects = await parquetRows(rejectsFile(dataFolder, report!.manifest!));
      const numbers = [...kept, ...rejects].map((one) => Number(one.row_number));
      expect(numbers.sort((a, b) => a - b)).toEqual(rows.map((_, i) => i + 1));
      for (const reject of rejects) {
        expect(reject.reason).toMatch(
          /^births-police: b\.csv row \d+[,:] .+\.( Did you mean .+\?)?$/s,
        );
      }
    },
  );
  await fc.assert(property, { numRuns: 25, seed: 7 });
});

/** A new extract against what was in force in its cells: changes, jumps, and what is held. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { load } from "#etl/load.ts";
import type { FileReport, LoadOptions } from "#etl/load-report.ts";
import { readManifests } from "#etl/vault/read-manifests.ts";
import { smallAreas, temporaryFolder, writeFiles } from "../load-fixture.ts";

/** Loads one extract of births after the other: per month and village how many. */
class Vault {
  readonly folder = temporaryFolder();
  readonly dataFolder = join(this.folder, "data");
  #count = 0;

  async load(
    births: Readonly<Record<string, number>>,
    options: Partial<LoadOptions> = {},
  ): Promise<FileReport> {
    if (this.#count === 0) {
      const [areas] = writeFiles(this.folder, { "areas.csv": smallAreas });
      await load([areas!], { dataFolder: this.dataFolder, source: "areas" });
    }
    const lines = Object.entries(births).flatMap(([cell, count]) => {
      const [village, month] = cell.split(" ");
      return Array<string>(count).fill(`990521${village},${month},女`);
    });
    this.#count++;
    const name = `births-${this.#count}.csv`;
    const [path] = writeFiles(this.folder, {
      [name]: `村编码,出生日期,性别\n${lines.join("\n")}\n`,
    });
    const { files } = await load([path!], {
      dataFolder: this.dataFolder,
      source: "births-police",
      covers: ["990521:2010"],
      ...options,
    });
    return files[0]!;
  }
}

test("a corrected extract tells what it changes, by the whole, the towns and months", async () => {
  const vault = new Vault();
  const first = await vault.load({ "101001 2010-01": 12, "102001 2010-02": 8 });
  const second = await vault.load({ "101001 2010-01": 14, "102001 2010-02": 8 });
  expect(first.revision).toBe(null);
  const county = { area: "990521", name: "青溪县", before: 20, after: 22 };
  expect(second).toMatchObject({
    outcome: "accepted",
    supersedes: [{ file: "births-1.csv", part: "whole" }],
    revision: {
      column: "births_count",
      rows: [20, 22],
      total: [20, 22],
      changes: [
        { ...county, first: 201001, months: 12 },
        { area: "990521101", name: "城关镇", first: 201001, months: 12, before: 12, after: 14 },
        { ...county, first: 201001, months: 1, before: 12, after: 14 },
      ],
    },
  });
});

test("only cells that both extracts cover are compared", async () => {
  const vault = new Vault();
  await vault.load({ "101001 2010-01": 30, "102001 2010-01": 30 }, { covers: ["990521:2010-01"] });
  const town = await vault.load(
    { "101001 2010-01": 31, "101001 2010-02": 99 },
    { covers: ["990521101:2010-01..2010-02"] },
  );
  expect(town).toMatchObject({ outcome: "accepted", revision: { rows: [30, 31] } });
});

describe("an extract is held", () => {
  test("when it has less than four fifths of the rows, and taken with --accept", async () => {
    const vault = new Vault();
    await vault.load({ "101001 2010-01": 20 });
    const before = readManifests(vault.dataFolder);
    const held = await vault.load({ "101001 2010-01": 15 });
    expect(held).toMatchObject({
      outcome: "held",
      manifest: null,
      refusal:
        "It would replace 20 rows by 15 (−25 %) and a births_count of 20 by 15 (−25 %); this source " +
        `allows −20 % to +50 %. If that is right: demograph load "${join(vault.folder, "births-2.csv")}" --accept`,
    });
    expect(readManifests(vault.dataFolder)).toEqual(before);
    const taken = await vault.load({ "101001 2010-01": 15 }, { accept: true });
    expect(taken.outcome).toBe("accepted");
  });

  test("when it has more than half as many again", async () => {
    const vault = new Vault();
    await vault.load({ "101001 2010-01": 20 });
    const more = await vault.load({ "101001 2010-01": 30 });
    const toomuch = await vault.load({ "101001 2010-01": 46 });
    expect([more.outcome, toomuch.outcome]).toEqual(["accepted", "held"]);
  });

  test("when it has none of the rows that were there, though it has others", async () => {
    const vault = new Vault();
    await vault.load({ "101001 2010-01": 20 }, { covers: ["990521:2010-01"] });
    const held = await vault.load({ "101001 2010-02": 20 });
    expect(held).toMatchObject({ outcome: "held", revision: { rows: [20, 0] } });
  });

  test("never at its first delivery, nor for counts below ten", async () => {
    const vault = new Vault();
    const first = await vault.load({ "101001 2010-01": 9 });
    const second = await vault.load({ "101001 2010-01": 1 });
    expect([first.outcome, second.outcome]).toEqual(["accepted", "accepted"]);
  });
});

test("a change that chance does not explain is told with both numbers", async () => {
  const vault = new Vault();
  await vault.load({ "101001 2010-01": 200, "102001 2010-02": 10 });
  const corrected = await vault.load({ "101001 2010-01": 170, "102001 2010-02": 50 });
  expect(corrected.findings).toEqual([
    {
      kind: "jump",
      severity: "warn",
      count: 2,
      sentence:
        "births_count changed by more than chance: 990521102 (北山镇) 2010: 10 → 50, and in 1 other " +
        "place. Ask the department what was corrected.",
    },
  ]);
  expect(corrected.manifest!.findings).toEqual(corrected.findings);
});

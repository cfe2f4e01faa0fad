/** A kill at any moment leaves the vault as before or as after, and the next load needs no repair. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { load } from "#etl/load.ts";
import { readManifests } from "#etl/vault/read-manifests.ts";
import { rejectsFile, vaultFile } from "#etl/vault/vault-file.ts";
import { parquetRows, smallAreas, temporaryFolder, writeFiles } from "../load-fixture.ts";

const script = `
import { load } from ${JSON.stringify(new URL("../../../etl/load.ts", import.meta.url).href)};
await load([process.argv[2]], {
  dataFolder: process.argv[3],
  progress: (event) => console.log(event.kind === "stage" ? event.stage : event.kind),
});
`;

test("kill -9 in the middle of a load", async () => {
  const folder = temporaryFolder();
  const births = (month: number) =>
    `村编码,出生日期,性别\n${`990521101001,2011-${String(month).padStart(2, "0")}-04,女\n`.repeat(20_000)}`;
  const files: Record<string, string> = { "in/areas.csv": smallAreas, "load.mts": script };
  files["in/areas.csv.mapping.yaml"] = "source: areas";
  for (let month = 1; month <= 9; month++) {
    files[`in/b${month}.csv`] = births(month);
    files[`in/b${month}.csv.mapping.yaml`] = "source: births-police";
  }
  writeFiles(folder, files);
  const dataFolder = join(folder, "data");
  let seen = 0;
  for (const [kill, delay] of [
    ["writing", 0],
    ["writing", 8],
    ["writing", 20],
    ["done", 2],
  ] as const) {
    await killedLoad(folder, dataFolder, kill, delay);
    const manifests = readManifests(dataFolder);
    expect(manifests.length).toBeGreaterThanOrEqual(seen);
    seen = manifests.length;
    for (const manifest of manifests) {
      const bytes = readFileSync(vaultFile(dataFolder, manifest));
      expect(createHash("sha256").update(bytes).digest("hex")).toBe(manifest.rowsHash);
      expect(await parquetRows(rejectsFile(dataFolder, manifest))).toEqual([]);
    }
  }
  expect(seen).toBeLessThan(10);
  const { files: reports } = await load([join(folder, "in")], { dataFolder });
  expect(new Set(reports.map(({ outcome }) => outcome))).toEqual(
    new Set(["unchanged", "accepted"]),
  );
  expect(readManifests(dataFolder).map(({ sequence }) => sequence)).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
  ]);
  const left = readdirSync(dataFolder, { recursive: true, encoding: "utf8" });
  expect(left.filter((name) => /staging|partial|lock/.test(name))).toEqual([]);
});

/** Starts a load and kills it `delay` ms after it says that a file has reached `stage`. */
async function killedLoad(folder: string, data: string, stage: string, delay: number) {
  const root = new URL("../../../", import.meta.url);
  const child = spawn(
    process.execPath,
    ["--import", "tsx", join(folder, "load.mts"), join(folder, "in"), data],
    { cwd: root, stdio: ["ignore", "pipe", "inherit"] },
  );
  child.stdout.on("data", (text) => {
    if (String(text).includes(stage)) setTimeout(() => child.kill("SIGKILL"), delay);
  });
  await new Promise((resolve) => child.on("exit", resolve));
}

/** Two data folders worth attacking, each published twice: before and after a revision. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import { writeDemoCounty } from "#etl/demo-county/write-demo-county.ts";
import { load } from "#etl/load.ts";
import { publish } from "#etl/publish/publish.ts";
import { sharedFolder } from "../shared-folder.ts";
import type { Target } from "./intrude.ts";

/** A target, where it lies, and how to be rid of it. */
export interface PreparedTarget extends Target {
  readonly dataFolder: string;
  remove(): void;
}

/** The demo county without its corrected returns, then with them. */
export async function demoCounty(): Promise<PreparedTarget> {
  const folder = mkdtempSync(join(tmpdir(), "demograph-intruder-demo-"));
  const [files, dataFolder] = [join(folder, "files"), join(folder, "data")];
  await writeDemoCounty(files);
  const events = readdirSync(files).filter((name) =>
    /^(areas|births|deaths|population)[^/]*\.(csv|xlsx|parquet|jsonl)$/.test(name),
  );
  const isLate = (name: string) => name.includes("-corrected");
  const paths = (names: string[]) => names.map((name) => join(files, name));
  const releases = await inTwoReleases(dataFolder, [
    () => load(paths(events.filter((name) => !isLate(name))), { dataFolder }),
    () => load(paths(events.filter(isLate)), { dataFolder }),
  ]);
  return {
    dataFolder,
    releases,
    measures: [
      { id: "crudeBirthRate", by: ["BIRTH_ORDER"] },
      { id: "crudeDeathRate", by: ["SEX"] },
      { id: "sexRatioAtBirth", by: ["BIRTH_ORDER"] },
    ],
    years: [2009, 2010, 2011],
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Santa Catarina's births, then the year 2015 again without every 97th of them. */
export async function santaCatarina(): Promise<PreparedTarget> {
  const dataFolder = mkdtempSync(join(tmpdir(), "demograph-intruder-sc-"));
  const extracts = fileURLToPath(new URL("data/brazil-sc-births", sharedFolder));
  const mapping = fileURLToPath(
    new URL("../../etl/mappings/examples/brazil-sc-births.yaml", import.meta.url),
  );
  const [year, later] = [join(dataFolder, "births_2015.csv.gz"), join(dataFolder, "later.yaml")];
  const releases = await inTwoReleases(dataFolder, [
    () => load([extracts], { dataFolder, mapping }),
    () => {
      const bytes = gunzipSync(readFileSync(join(extracts, "births_2015.csv.gz")));
      const lines = bytes.toString("latin1").split("\n");
      const kept = lines.filter((_, row) => row === 0 || row % 97 !== 0).join("\n");
      writeFileSync(year, gzipSync(Buffer.from(kept, "latin1")));
      writeFileSync(later, readFileSync(mapping, "utf8").replaceAll("2022-12", "2023-12"));
      return load([year], { dataFolder, mapping: later });
    },
  ]);
  return {
    dataFolder,
    releases,
    measures: [
      { id: "crudeBirthRate", by: [] },
      { id: "sexRatioAtBirth", by: [] },
    ],
    years: [2015, 2016],
    remove: () => rmSync(dataFolder, { recursive: true, force: true }),
  };
}

async function inTwoReleases(
  dataFolder: string,
  loads: readonly (() => ReturnType<typeof load>)[],
): Promise<string[]> {
  const releases: string[] = [];
  for (const loadNext of loads) {
    const { files } = await loadNext();
    const unread = files.filter(({ outcome }) => outcome === "refused");
    if (unread.length > 1) throw new Error(JSON.stringify(unread, null, 2));
    releases.push((await publish(dataFolder)).manifest.id);
  }
  return releases;
}

/**
 * Writes the extracts of a fictional county as its departments would send them, so that `npm start`
 * has something to load on a machine where nobody has data yet. Same bytes in every run.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Duckdb } from "#warehouse/engine/duckdb.ts";
import { type County, simulateCounty } from "./county.ts";
import { countyExtracts } from "./county-extracts.ts";
import { type Extract, plantedFaults, plantedFile, sidecarText } from "./extract.ts";
import { extractBytes } from "./extract-bytes.ts";
import { writeParquetFile } from "./parquet-file.ts";
import type { PlantedManifest } from "./planted-manifest.ts";
import { plantedSums } from "./planted-sums.ts";
import { plantedTotals } from "./planted-totals.ts";
import { silentVillages } from "./silent-villages.ts";
import { zipBytes } from "./zip-writer.ts";

/**
 * Writes every extract with its `<file>.mapping.yaml` and `planted-faults.json` into `folder`,
 * which is made if need be, and returns what was planted. Files of other names stay.
 */
export async function writeDemoCounty(folder: string): Promise<PlantedManifest> {
  mkdirSync(folder, { recursive: true });
  const county = simulateCounty();
  const extracts = [...countyExtracts(county)].sort(byReceipt);
  await writeFiles(folder, extracts);
  const manifest = plantedManifest(county, extracts);
  writeFileSync(join(folder, "planted-faults.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

async function writeFiles(folder: string, extracts: readonly Extract[]): Promise<void> {
  const archives = new Map<string, Record<string, Uint8Array>>();
  const database = await Duckdb.open(":memory:", { threads: 1 });
  try {
    for (const extract of extracts) {
      const [archive, member] = extract.file.split("/");
      const sidecar = sidecarText(extract.sidecar);
      if (member) {
        const files = archives.get(archive!) ?? {};
        files[member] = extractBytes(extract);
        files[`${member}.mapping.yaml`] = Buffer.from(sidecar);
        archives.set(archive!, files);
        continue;
      }
      const path = join(folder, extract.file);
      if (extract.layout.form === "parquet") await writeParquetFile(database, path, extract);
      else writeFileSync(path, extractBytes(extract));
      writeFileSync(`${path}.mapping.yaml`, sidecar);
    }
  } finally {
    database.close();
  }
  for (const [archive, files] of archives) writeFileSync(join(folder, archive), zipBytes(files));
}

function byReceipt(one: Extract, other: Extract): number {
  const key = ({ sidecar, file }: Extract) => sidecar.received + file;
  return key(one) < key(other) ? -1 : 1;
}

function plantedManifest(county: County, extracts: readonly Extract[]): PlantedManifest {
  return {
    county: county.areas.code,
    files: extracts.map(plantedFile),
    faults: extracts.flatMap(plantedFaults),
    silent: silentVillages,
    births: { byYear: county.births.byYear },
    identifiers: [...new Set(extracts.flatMap(sampledIdentifiers))],
    totals: plantedTotals(county, extracts),
    sums: plantedSums(extracts),
  };
}

/** Some of every kind of identifier from every file of persons, and those of two spoiled rows. */
function sampledIdentifiers({ header, rows, identifying = [] }: Extract): string[] {
  const columns = identifying.map((name) => header.indexOf(name));
  const right = rows.filter(({ fault }) => !fault).slice(50, 52);
  const spoiled = rows.filter(({ fault, cells }) => fault && cells.length === header.length);
  return [...right, ...spoiled.slice(0, 2)].flatMap(({ cells }) =>
    columns.flatMap((column) => cells[column] || []),
  );
}

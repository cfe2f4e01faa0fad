/** Extracts of a test's own, loaded and published for real: small files in, an open warehouse out. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { load } from "#etl/load.ts";
import { publish } from "#etl/publish/publish.ts";
import type { Snapshot } from "#warehouse/snapshot.ts";
import { Warehouse } from "#warehouse/warehouse.ts";

export interface SmallExtract {
  readonly file: string;
  readonly source: string;
  /** The day on which it was received, at eight in the morning. */
  readonly received: string;
  /** `AREA:FROM..TO`; none for sources without time. */
  readonly covers?: readonly string[];
  readonly except?: readonly string[];
  /** The header and the rows; blanks before a line are taken off. */
  readonly rows: string;
}

export interface PublishedFiles {
  readonly dataFolder: string;
  readonly warehouse: Warehouse;
  readonly snapshot: Snapshot;
  readonly remove: () => Promise<void>;
}

/** Loads and publishes the extracts in a temporary folder; a refusal or a reject is an error. */
export async function publishFiles(
  extracts: readonly SmallExtract[],
  /** The text of disclosure.yaml. */
  disclosure?: string,
): Promise<PublishedFiles> {
  const folder = mkdtempSync(join(tmpdir(), "demograph-published-"));
  const dataFolder = join(folder, "data");
  mkdirSync(join(folder, "extracts"));
  for (const extract of extracts) writeExtract(join(folder, "extracts"), extract);
  if (disclosure) {
    mkdirSync(dataFolder);
    writeFileSync(join(dataFolder, "disclosure.yaml"), disclosure);
  }
  const { files } = await load([join(folder, "extracts")], { dataFolder });
  for (const { file, refusal, rejects } of files) {
    if (refusal) throw new Error(`${file} was refused: ${refusal}`);
    if (rejects.length) throw new Error(`${file}: ${rejects[0]!.example}`);
  }
  await publish(dataFolder);
  const warehouse = await Warehouse.open(dataFolder);
  const remove = async () => {
    await warehouse.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { dataFolder, warehouse, snapshot: await warehouse.snapshot(), remove };
}

function writeExtract(folder: string, extract: SmallExtract): void {
  const path = join(folder, extract.file);
  writeFileSync(path, `${extract.rows.trim().replaceAll(/^\s+/gm, "")}\n`);
  const rectangles = (key: string, list: readonly string[] = []) =>
    list.length > 0 ? [`${key}:`, ...list.map(rectangle)] : [];
  const sidecar = [
    `source: ${extract.source}`,
    `received: ${extract.received}T08:00:00Z`,
    ...rectangles("covers", extract.covers),
    ...rectangles("except", extract.except),
  ];
  writeFileSync(`${path}.mapping.yaml`, `${sidecar.join("\n")}\n`);
}

function rectangle(text: string): string {
  const [area, range] = text.split(":");
  const [from, to] = range!.split("..");
  return `  - {area: "${area}", from: ${from}, to: ${to ?? from}}`;
}

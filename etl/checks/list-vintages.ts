/** What was known when: the main count of one area and period in every extract that told of it. */
import { Duckdb, textLiteral } from "#warehouse/engine/duckdb.ts";
import { InputError } from "#warehouse/input-error.ts";
import type { Source } from "../define-source.ts";
import type { ExtractManifest } from "../extract-manifest.ts";
import { inOrderOfReceipt, rowsOf } from "../publish/effective-extracts.ts";
import { findSource, readSources } from "../read-sources.ts";
import { ancestorsOf, createKnownAreas, nearestAreas } from "../staging/known-areas.ts";
import { readManifests } from "../vault/read-manifests.ts";
import { vaultFile } from "../vault/vault-file.ts";
import { mainCountOf } from "./main-count.ts";
import { addInside, cellsSql, coverageSql, createInside } from "./vintage-cells.ts";

export interface Vintage {
  readonly receivedAt: string;
  readonly file: string;
  readonly hash: string;
  /** What the extract itself says: the sum over the area and all below it; of mended rows theirs. */
  readonly value: number;
  /** What was in force once it had come: its own cells and what it left of earlier ones. */
  readonly known: number;
  /** The hash of the extract whose rows it mends. */
  readonly corrects: string | null;
}

export interface Vintages {
  /** The canonical column that is summed. */
  readonly column: string;
  /** In order of receipt. */
  readonly vintages: readonly Vintage[];
}

export interface VintageQuestion {
  readonly source: string;
  readonly area: string;
  /** Months as yyyymm, both inside. */
  readonly from: number;
  readonly to: number;
}

/**
 * The vintages of a source, only of extracts whose coverage touches the question. Rows count for the
 * month that they begin in.
 * @throws InputError for an unknown source or area, or a source that counts nothing by area and time
 */
export async function listVintages(
  dataFolder: string,
  question: VintageQuestion,
): Promise<Vintages> {
  const sources = await readSources();
  const source = findSource(sources, question.source);
  const column = mainCountOf(source, () => true);
  if (column === null || !source.time || !source.columns.area) {
    throw new InputError(`"${question.source}" counts nothing by area and time.`);
  }
  const manifests = readManifests(dataFolder);
  const database = await Duckdb.open(":memory:", { threads: 2, memoryLimit: "1GB" });
  try {
    const areas = manifests.filter((one) => sources.get(one.source)?.loads === "dim_area");
    await createKnownAreas(database, dataFolder, areas);
    await requireArea(database, question.area);
    const own = inOrderOfReceipt(manifests.filter((one) => one.source === question.source));
    await createInside(database, own);
    await addInside(database, [question.area]);
    const listing = new Listing(database, dataFolder, source, column, question, own);
    return { column, vintages: await listing.run() };
  } finally {
    database.close();
  }
}

class Listing {
  readonly #database: Duckdb;
  readonly #dataFolder: string;
  readonly #source: Source;
  readonly #column: string;
  readonly #question: VintageQuestion;
  readonly #own: readonly ExtractManifest[];

  constructor(
    database: Duckdb,
    dataFolder: string,
    source: Source,
    column: string,
    question: VintageQuestion,
    own: readonly ExtractManifest[],
  ) {
    this.#database = database;
    this.#dataFolder = dataFolder;
    this.#source = source;
    this.#column = column;
    this.#question = question;
    this.#own = own;
  }

  async run(): Promise<Vintage[]> {
    const vintages: Vintage[] = [];
    await this.#database.run(
      "CREATE TABLE known (area VARCHAR, place INTEGER, value DOUBLE, is_new BOOLEAN)",
    );
    for (const manifest of this.#own) {
      if (!(await this.#tells(manifest))) continue;
      await this.#take(manifest);
      const [sums] = await this.#database.rows<{ value: number; known: number }>(
        `SELECT coalesce(sum(value) FILTER (WHERE is_new), 0) AS value,
          coalesce(sum(value), 0) AS known FROM known`,
      );
      const { receivedAt, file, hash, corrects = null } = manifest;
      vintages.push({ receivedAt, file, hash, ...sums!, corrects });
    }
    return vintages;
  }

  /** Puts the extract's cells in the place of those that it covers; mended rows only add. */
  async #take(manifest: ExtractManifest): Promise<void> {
    const { area, from, to } = this.#question;
    const { coverage, corrects } = manifest;
    await this.#database.run("UPDATE known SET is_new = false");
    if (coverage && corrects === undefined) {
      await this.#database.run(`DELETE FROM known WHERE ${coverageSql(coverage)}`);
    }
    const rows = rowsOf({
      source: this.#source,
      rowsFiles: [vaultFile(this.#dataFolder, manifest)],
    });
    const gone = this.#between(manifest).flatMap((one) => one.coverage ?? []);
    await this.#database.run(
      `INSERT INTO known SELECT area, place, value, true
        FROM (${cellsSql(this.#source, this.#column, rows)})
        WHERE area IN (SELECT area FROM inside WHERE code = ${textLiteral(area)})
          AND "first" BETWEEN ${from} AND ${to}
          AND NOT (${gone.map(coverageSql).join(" OR ") || "false"})`,
    );
  }

  /** Of mended rows: the extracts that have taken over from the one that they belong to. */
  #between(manifest: ExtractManifest): readonly ExtractManifest[] {
    const base = this.#own.findIndex(({ hash }) => hash === manifest.corrects);
    if (base < 0) return [];
    const after = this.#own.slice(base + 1, this.#own.indexOf(manifest));
    return after.filter(({ corrects }) => corrects === undefined);
  }

  async #tells({ coverage }: ExtractManifest): Promise<boolean> {
    const { area, from, to } = this.#question;
    const codes = (coverage?.covers ?? [])
      .filter((one) => one.from <= to && one.to >= from)
      .map((one) => textLiteral(one.area));
    if (codes.length === 0) return false;
    const asked = textLiteral(area);
    const [row] = await this.#database.rows<{ n: number }>(
      `SELECT count(*) AS n FROM inside WHERE (code IN (${codes.join(", ")}) AND area = ${asked})
        OR (code = ${asked} AND area IN (${codes.join(", ")}))`,
    );
    return row!.n > 0;
  }
}

async function requireArea(database: Duckdb, code: string): Promise<void> {
  if ((await ancestorsOf(database, [code])).has(code)) return;
  const hints = await nearestAreas(database, [code]);
  throw new InputError(`Unknown area "${code}".${hints.get(code) ?? ""}`);
}

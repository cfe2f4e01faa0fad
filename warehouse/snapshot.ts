/** One immutable state of the warehouse, opened for reading: its areas, its sources, its database. */
import { LRUCache } from "lru-cache";
import { Borders } from "./borders.ts";
import type { Cube } from "./cube.ts";
import type { Duckdb } from "./engine/duckdb.ts";
import { identifier, textLiteral } from "./engine/duckdb.ts";
import type { SnapshotManifest } from "./engine/snapshot-files.ts";
import { gather } from "./gather.ts";
import { didYouMean, InputError } from "./input-error.ts";
import type { FactName } from "./star.ts";

export interface Area {
  readonly key: number;
  /** The last key of its subtree: key..lastKey is the area with everything below it. */
  readonly lastKey: number;
  readonly code: string;
  readonly nameZh: string | null;
  readonly nameEn: string | null;
  readonly level: string;
  readonly depth: number;
  readonly parentCode: string | null;
  readonly rootCode: string;
  readonly rootKey: number;
  readonly km2: number | null;
  /** YYYY-MM-DD */
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly leafCount: number;
  readonly defaultBaseKey: number;
  /** Where else in the tree it stood: an area moved to another parent has several places. */
  readonly formerPlaces: readonly Place[];
}

/** One place of an area in the tree: key..lastKey. */
export interface Place {
  readonly key: number;
  readonly lastKey: number;
  readonly leafCount: number;
}

/** A source in force: what it books and when it is due. */
export interface ReportingSource {
  readonly key: number;
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly fact: FactName;
  readonly finestDepth: number;
  readonly periodMonths: number;
  /** The months that one return speaks of; 0 where none is due at fixed times. */
  readonly returnMonths: number;
  /** The months in which it reports once, as a survey does; else its shortest period. */
  readonly waveMonths: number;
  readonly lateAfterDays: number;
  readonly time: "flow" | "stock" | "distinct";
  /** The columns of the fact that its returns hold; of another it says nothing, which is no zero. */
  readonly gives: ReadonlySet<string>;
  /** `<root_key>/<population_base_key>` for which this source is the one that counts. */
  readonly authority: ReadonlySet<string>;
}

export interface AreaFilter {
  readonly level?: string | null | undefined;
  /** Everything below this area, itself included. */
  readonly within?: string | null | undefined;
  readonly parents?: readonly string[] | undefined;
  /** A part of a name or the start of a code. */
  readonly search?: string | null | undefined;
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
  /** Only areas behind this code, which need not be there; the total counts all. */
  readonly after?: string | null | undefined;
}

const areaColumns = `a.area_key AS key, a.last_key AS "lastKey", a.code, a.name_zh AS "nameZh",
  a.name_en AS "nameEn", a.level, a.depth, p.code AS "parentCode", r.code AS "rootCode",
  a.root_key AS "rootKey", a.km2, a.valid_from::VARCHAR AS "validFrom",
  a.valid_to::VARCHAR AS "validTo", a.leaf_count AS "leafCount",
  a.default_base_key AS "defaultBaseKey"`;
/** A moved area is shown at its newest place only. */
const isCurrent = "a.area_key = a.current_key";
const areaTables = `dim_area a LEFT JOIN dim_area p ON p.area_key = a.parent_key
  JOIN dim_area r ON r.area_key = a.root_key`;

export class Snapshot {
  readonly id: string;
  readonly manifest: SnapshotManifest;
  /** The raw star, or the protected cube with the dimensions and whatever is open. */
  readonly database: Duckdb;
  /** The cube that counts of persons are read from; null where the raw star answers. */
  readonly cube: Cube | null;
  /** The areas, with all below them, that are read from the raw star all the same. */
  readonly raw: { readonly database: Duckdb; readonly areas: readonly Place[] } | null;
  readonly sources: readonly ReportingSource[];
  readonly borders: Borders;
  readonly #levels: readonly { id: string; depth: number }[];
  /** Areas looked up before, by code: a snapshot never changes. */
  readonly #known = new LRUCache<string, Area>({ max: 20_000 });

  /** Reads what every question needs; the database must be open for reading. */
  static async read(
    manifest: SnapshotManifest,
    database: Duckdb,
    cube: Cube | null = null,
  ): Promise<Snapshot> {
    const levels = await database.rows<{ id: string; depth: number }>(
      "SELECT level AS id, min(depth) AS depth FROM dim_area GROUP BY level ORDER BY depth, id",
    );
    const [sources, borders] = [await readSources(database), await Borders.read(database)];
    return new Snapshot(manifest, database, cube, null, sources, levels, borders);
  }

  /** Whether an area is read from the raw star for one who otherwise reads the cube. */
  readsRaw({ key }: Place): boolean {
    return this.raw?.areas.some((own) => own.key <= key && key <= own.lastKey) ?? false;
  }

  /** The same snapshot for one who may read the raw star of these areas. */
  withRaw(database: Duckdb, areas: readonly Place[]): Snapshot {
    const { manifest, database: own, cube, sources, borders } = this;
    return new Snapshot(manifest, own, cube, { database, areas }, sources, this.#levels, borders);
  }

  private constructor(
    manifest: SnapshotManifest,
    database: Duckdb,
    cube: Cube | null,
    raw: Snapshot["raw"],
    sources: readonly ReportingSource[],
    levels: readonly { id: string; depth: number }[],
    borders: Borders,
  ) {
    this.id = manifest.id;
    this.manifest = manifest;
    this.database = database;
    this.cube = cube;
    this.raw = raw;
    this.sources = sources;
    this.#levels = levels;
    this.borders = borders;
  }

  /** The levels of the hierarchy, from the top down. */
  async levels(): Promise<readonly { readonly id: string; readonly depth: number }[]> {
    return this.#levels;
  }

  /** The areas of the codes, in their order; undefined where there is none. */
  async areasByCode(codes: readonly string[]): Promise<(Area | undefined)[]> {
    if (codes.length === 0) return [];
    const unknown = [...new Set(codes)].filter((code) => !this.#known.has(code));
    const found = unknown.length ? await this.#areasOf(unknown) : [];
    const byCode = new Map(found.map((area) => [area.code, area]));
    return codes.map((code) => byCode.get(code) ?? this.#known.get(code));
  }

  /** The areas of the codes. @throws InputError for a code that is not there, with the nearest one. */
  async findAreas(codes: readonly string[]): Promise<Area[]> {
    const areas = await this.areasByCode(codes);
    const missing = areas.indexOf(undefined);
    if (missing !== -1) throw await this.#unknownArea(codes[missing]!);
    return areas as Area[];
  }

  /** Areas in code order, and how many there are without the limit. */
  async listAreas(filter: AreaFilter): Promise<{ areas: Area[]; total: number }> {
    const conditions = ["TRUE"];
    if (filter.level) {
      if (!this.#levels.some((level) => level.id === filter.level)) {
        const known = this.#levels.map((level) => level.id);
        const hint = didYouMean(filter.level, known) || ` Known: ${known.join(", ")}.`;
        throw new InputError(`Unknown level "${filter.level}".${hint}`);
      }
      conditions.push(`a.level = ${textLiteral(filter.level)}`);
    }
    if (filter.within) {
      const [within] = await this.findAreas([filter.within]);
      conditions.push(`a.area_key BETWEEN ${within!.key} AND ${within!.lastKey}`);
    }
    if (filter.parents) {
      conditions.push(`p.code IN (${filter.parents.map(textLiteral).join(", ") || "NULL"})`);
    }
    if (filter.search) {
      const text = textLiteral(filter.search.trim());
      conditions.push(
        `(contains(a.name_zh, ${text}) OR contains(lower(a.name_en), lower(${text})) OR starts_with(a.code, ${text}))`,
      );
    }
    const where = conditions.join(" AND ");
    const paged =
      filter.limit === undefined ? "" : ` LIMIT ${filter.limit} OFFSET ${filter.offset ?? 0}`;
    const behind = filter.after ? ` AND a.code > ${textLiteral(filter.after)}` : "";
    const areas =
      paged || behind ? await this.#areas(where + behind, paged) : await this.#allAreas(where);
    const whole = !filter.offset && !filter.after;
    const all = whole && (filter.limit === undefined || areas.length < filter.limit);
    return { areas, total: all ? areas.length : await this.#count(where) };
  }

  /** For each area the areas above it, from its parent to the top; one statement. */
  async ancestorsOf(areas: readonly Area[]): Promise<Area[][]> {
    if (areas.length === 0) return [];
    const keys = areas.map((area) => area.key).join(", ");
    const above = await this.#areas(
      `EXISTS (SELECT 1 FROM dim_area d WHERE d.area_key IN (${keys})
        AND d.area_key > a.area_key AND d.area_key <= a.last_key)`,
    );
    return areas.map((area) =>
      above
        .filter((other) => other.key < area.key && area.key <= other.lastKey)
        .sort((a, b) => b.depth - a.depth),
    );
  }

  /** The source that counts for a fact in an area and base (key 0 for facts without a base). */
  authoritativeSource(fact: FactName, area: Area, base: number): ReportingSource | undefined {
    return this.sources.find(
      (source) => source.fact === fact && source.authority.has(`${area.rootKey}/${base}`),
    );
  }

  #areasOf(codes: readonly string[]): Promise<readonly Area[]> {
    return gather(this, "areas", codes, async (all) => {
      const listed = [...new Set(all.flat())].map(textLiteral).join(", ");
      const found = await this.#areas(`a.code IN (${listed})`);
      return all.map(() => found);
    });
  }

  /** What is listed at the same time is one statement. */
  #allAreas(where: string): Promise<Area[]> {
    return gather(this, "listed areas", where, async (all) => {
      const conditions = [...new Set(all)];
      const found = await this.#areasOfEach(conditions);
      return all.map((one) => found[conditions.indexOf(one)]!);
    });
  }

  async #areas(where: string, paged = ""): Promise<Area[]> {
    const [areas] = await this.#areasOfEach([where], paged);
    return areas!;
  }

  /** The areas that each condition holds for. */
  async #areasOfEach(conditions: readonly string[], paged = ""): Promise<Area[][]> {
    const [any, held] = [" OR ", " IS TRUE, "].map((then) =>
      conditions.map((condition) => `(${condition})`).join(then),
    );
    const rows = await this.database.rows<Omit<Area, "formerPlaces"> & { held: boolean[] }>(
      `SELECT ${areaColumns}, [${held} IS TRUE] AS held FROM ${areaTables}
        WHERE ${isCurrent} AND (${any}) ORDER BY a.code${paged}`,
    );
    const found = rows.map(({ held, ...area }) => {
      const known = { ...area, formerPlaces: this.borders.formerPlaces(area.key) };
      this.#known.set(area.code, known);
      return { area: known, held };
    });
    return conditions.map((_, i) => found.flatMap(({ area, held }) => (held[i] ? [area] : [])));
  }

  async #count(where: string): Promise<number> {
    const [row] = await this.database.rows<{ total: number }>(
      `SELECT count(*) AS total FROM ${areaTables} WHERE ${isCurrent} AND (${where})`,
    );
    return row!.total;
  }

  async #unknownArea(code: string): Promise<InputError> {
    const near = await this.database.rows<{ code: string; name: string | null }>(
      `SELECT code, coalesce(name_zh, name_en) AS name FROM dim_area
       ORDER BY levenshtein(code, ${textLiteral(code.slice(0, 40))}), code LIMIT 1`,
    );
    const hint = near[0] ? didYouMean(code, [near[0].code]) : "";
    return new InputError(
      `Unknown area "${code}" in snapshot ${this.id}.${hint}${hint && near[0]!.name ? ` (${near[0]!.name})` : ""}`,
    );
  }
}

async function readSources(database: Duckdb): Promise<ReportingSource[]> {
  const rows = await database.rows<
    Omit<ReportingSource, "authority" | "gives"> & { gives: string }
  >(
    `SELECT source_key AS key, source AS id, name_zh AS "nameZh", name_en AS "nameEn", fact, finest_depth AS "finestDepth",
      period_months AS "periodMonths", return_months AS "returnMonths",
      wave_months AS "waveMonths",
      late_after_days AS "lateAfterDays",
      time, gives FROM dim_source ORDER BY source_key`,
  );
  const authority = await database.rows<{ source: number; scope: string }>(
    `SELECT DISTINCT source_key AS source, a.root_key || '/' || population_base_key AS scope
     FROM ${identifier("rollup_coverage_year")} c JOIN dim_area a USING (area_key)
     WHERE authoritative = 1`,
  );
  return rows.map((row) => ({
    ...row,
    gives: new Set(row.gives.split(" ")),
    authority: new Set(authority.filter((a) => a.source === row.key).map((a) => a.scope)),
  }));
}

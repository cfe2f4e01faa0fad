/** Builds dim_area: the accepted areas extracts, newest row per code, in depth-first order. */
import type { Duckdb } from "#warehouse/engine/duckdb.ts";
import { type AreaNode, type AreaRecord, areaNodes } from "./area-nodes.ts";
import { type AreaKeys, type EffectiveExtract, unionOfRows } from "./effective-extracts.ts";

/**
 * Creates dim_area in the database. Siblings stand in code order, so the same extracts give the same
 * keys. An area whose parent is unknown stands at the top.
 * @param cuts code → months in which the area gave a part of itself away and went on
 */
export async function buildAreas(
  database: Duckdb,
  extracts: readonly EffectiveExtract[],
  cuts: ReadonlyMap<string, readonly number[]>,
): Promise<AreaKeys> {
  const rows = `(${unionOfRows(extracts)})`;
  const nodes = areaNodes(await readRecords(database, rows), cuts);
  const tree = depthFirst(nodes.map(({ parent }) => parent));
  await database.run(
    `CREATE TEMP TABLE area_place (${placeColumns.map((name) => `${name} VARCHAR`).join(", ")})`,
  );
  await database.appendText("area_place", [
    nodes.map(({ code }) => code),
    nodes.map(({ from }) => String(from)),
    nodes.map(({ to }) => String(to)),
    ...tree.columns,
  ]);
  await database.run(`CREATE TABLE dim_area AS
    SELECT area_key::INTEGER AS area_key, last_key::INTEGER AS last_key,
      parent_key::INTEGER AS parent_key, root_key::INTEGER AS root_key, depth::INTEGER AS depth,
      leaf_count::INTEGER AS leaf_count, p.code, name_zh, name_en, level, km2::DOUBLE AS km2,
      first_valid AS valid_from, valid_to, 0::SMALLINT AS default_base_key,
      last_value(area_key::INTEGER) OVER (PARTITION BY p.code ORDER BY p.from_month::INTEGER
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS current_key,
      p.from_month::INTEGER AS from_month, p.to_month::INTEGER AS to_month,
      greatest(p.from_month::INTEGER, coalesce(year(first_valid) * 100 + month(first_valid), 0))::INTEGER
        AS exists_from,
      least(p.to_month::INTEGER,
        coalesce(year(valid_to - 1) * 100 + month(valid_to - 1), 999912))::INTEGER AS exists_to
    FROM area_place p JOIN (
      SELECT * EXCLUDE (extract_key), first_value(valid_from) OVER (
          PARTITION BY code ORDER BY extract_key, row_number) AS first_valid
      FROM ${rows}
      QUALIFY row_number() OVER (PARTITION BY code ORDER BY extract_key DESC, row_number DESC) = 1) a
      USING (code) ORDER BY p.area_key::INTEGER`);
  await database.run("DROP TABLE area_place");
  return keysByCode(nodes, tree);
}

const placeColumns = [
  ...["code", "from_month", "to_month", "area_key", "last_key", "parent_key", "root_key"],
  ...["depth", "leaf_count"],
];

async function readRecords(database: Duckdb, rows: string): Promise<AreaRecord[]> {
  const { code, parent, month } = (await database.columns(
    `SELECT code, parent, (year(valid_from) * 100 + month(valid_from))::INTEGER AS month
      FROM ${rows} ORDER BY extract_key, row_number`,
  )) as { code: string[]; parent: (string | null)[]; month: (number | null)[] };
  return code.map((text, i) => ({ code: text, parent: parent[i]!, from: month[i]! }));
}

function keysByCode(nodes: readonly AreaNode[], { place, last }: Tree): AreaKeys {
  const keys = new Map<string, [number, number][]>();
  for (const [i, { code }] of nodes.entries()) {
    const range: [number, number] = [place[i]!, last[i]!];
    const known = keys.get(code);
    if (known) known.push(range);
    else keys.set(code, [range]);
  }
  return keys;
}

interface Tree {
  readonly place: Int32Array;
  readonly last: Int32Array;
  /** area_key, last_key, parent_key, root_key, depth, leaf_count as text, in the order of the nodes. */
  readonly columns: readonly (readonly (string | null)[])[];
}

function depthFirst(parent: readonly number[]): Tree {
  const size = parent.length;
  const above = Int32Array.from(parent);
  const { first, next, tops } = siblings(above);
  const place = new Int32Array(size);
  const last = new Int32Array(size);
  const root = new Int32Array(size);
  const depth = new Int32Array(size);
  const leaves = new Int32Array(size);
  let position = 0;
  for (const top of tops) {
    let node = top;
    while (node !== -1) {
      const up = above[node]!;
      place[node] = position++;
      root[node] = up === -1 ? node : root[up]!;
      depth[node] = up === -1 ? 0 : depth[up]! + 1;
      if (first[node] !== -1) {
        node = first[node]!;
        continue;
      }
      leaves[node] = 1;
      // Climb until a sibling is left to visit; what is climbed past is complete.
      for (;;) {
        last[node] = position - 1;
        const parentNode = above[node]!;
        if (parentNode !== -1) leaves[parentNode]! += leaves[node]!;
        if (next[node] !== -1 && parentNode !== -1) {
          node = next[node]!;
          break;
        }
        node = parentNode;
        if (node === -1) break;
      }
    }
  }
  const text = (values: Int32Array) => Array.from(values, String);
  const keyOf = (nodes: Int32Array) =>
    Array.from(nodes, (n) => (n === -1 ? null : String(place[n])));
  return {
    place,
    last,
    columns: [text(place), text(last), keyOf(above), keyOf(root), text(depth), text(leaves)],
  };
}

/** First child and next sibling of every node, and the nodes at the top, all in index order. */
function siblings(above: Int32Array) {
  const first = new Int32Array(above.length).fill(-1);
  const next = new Int32Array(above.length).fill(-1);
  const tops: number[] = [];
  for (let node = above.length - 1; node >= 0; node--) {
    const up = above[node]!;
    if (up === -1) tops.push(node);
    else {
      next[node] = first[up]!;
      first[up] = node;
    }
  }
  return { first, next, tops: tops.reverse() };
}

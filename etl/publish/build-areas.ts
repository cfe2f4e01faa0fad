/** Builds dim_area: the accepted areas extracts, newest row per code, in depth-first order. */
import type { Duckdb } from "#warehouse/engine/duckdb.ts";
import { type EffectiveExtract, unionOfRows } from "./effective-extracts.ts";

/**
 * Creates dim_area in the database. Siblings stand in code order, so the same extracts give the same
 * keys. An area whose parent is unknown stands at the top.
 * @returns code → [area_key, last_key]
 */
export async function buildAreas(
  database: Duckdb,
  extracts: readonly EffectiveExtract[],
): Promise<Map<string, readonly [number, number]>> {
  const newest = `SELECT * EXCLUDE (extract_key) FROM (${unionOfRows(extracts)})
    QUALIFY row_number() OVER (PARTITION BY code ORDER BY extract_key DESC, row_number DESC) = 1`;
  const { code, parent } = (await database.columns(
    `SELECT code, parent FROM (${newest}) ORDER BY code`,
  )) as { code: string[]; parent: (string | null)[] };
  const tree = depthFirst(code, parent);
  await database.run(
    "CREATE TEMP TABLE area_place (code VARCHAR, area_key VARCHAR, last_key VARCHAR, parent_key VARCHAR, root_key VARCHAR, depth VARCHAR, leaf_count VARCHAR)",
  );
  await database.appendText("area_place", [code, ...tree.columns]);
  await database.run(`CREATE TABLE dim_area AS
    SELECT area_key::INTEGER AS area_key, last_key::INTEGER AS last_key,
      parent_key::INTEGER AS parent_key, root_key::INTEGER AS root_key, depth::INTEGER AS depth,
      leaf_count::INTEGER AS leaf_count, p.code, name_zh, name_en, level, km2::DOUBLE AS km2,
      valid_from, valid_to, 0::SMALLINT AS default_base_key
    FROM area_place p JOIN (${newest}) a USING (code) ORDER BY p.area_key::INTEGER`);
  await database.run("DROP TABLE area_place");
  return new Map(code.map((c, i) => [c, [tree.place[i]!, tree.last[i]!]]));
}

interface Tree {
  readonly place: Int32Array;
  readonly last: Int32Array;
  /** area_key, last_key, parent_key, root_key, depth, leaf_count as text, in the order of `code`. */
  readonly columns: readonly (readonly (string | null)[])[];
}

function depthFirst(code: readonly string[], parent: readonly (string | null)[]): Tree {
  const size = code.length;
  const index = new Map(code.map((c, i) => [c, i]));
  const above = Int32Array.from(parent, (p) => (p === null ? -1 : (index.get(p) ?? -1)));
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

/** A published file holds exactly what star.ts says: tables, columns, types, their order, the rows' order. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { Duckdb } from "#warehouse/engine/duckdb.ts";
import { snapshotFile } from "#warehouse/engine/snapshot-files.ts";
import {
  type FactName,
  rollupName,
  type StarTable,
  type StarTableName,
  star,
  starTable,
} from "#warehouse/star.ts";
import { type SmallCounty, smallCounty } from "../../small-county.ts";

let small: SmallCounty;
let database: Duckdb;

beforeAll(async () => {
  small = await smallCounty();
  database = await Duckdb.open(snapshotFile(small.dataFolder, small.manifest.id), {
    readOnly: true,
  });
});
afterAll(() => {
  database.close();
  small.remove();
});

const names = Object.keys(star) as StarTableName[];
const rolledUp = names.filter((name): name is FactName => starTable(name).rollup === true);

/** `name TYPE` of every column in order. */
async function columnsInFile(table: string): Promise<string[]> {
  const { text } = await database.columns(
    `SELECT column_name || ' ' || data_type AS text FROM duckdb_columns()
      WHERE table_name = '${table}' ORDER BY column_index`,
  );
  return text as string[];
}

const columnsInStar = ({ columns }: StarTable) =>
  Object.entries(columns).map(([name, { type }]) => `${name} ${type}`);

test("the file has the tables of star.ts and the rollups, and no other", async () => {
  const { name } = await database.columns("SELECT table_name AS name FROM duckdb_tables()");
  const rollups = rolledUp.flatMap((fact) => [rollupName(fact, "year"), rollupName(fact, "month")]);
  expect([...(name as string[])].sort()).toEqual([...names, ...rollups].sort());
});

test.each(names)("%s has the columns of star.ts: names, types and order", async (name) => {
  expect(await columnsInFile(name)).toEqual(columnsInStar(starTable(name)));
});

test.each(rolledUp)(
  "the rollups of %s have area, year or month, its other keys and its sums",
  async (fact) => {
    const columns = Object.entries(starTable(fact).columns).filter(
      ([name]) => name !== "area_key" && name !== "month_key",
    );
    const keys = columns.filter(([, column]) => column.additivity === "key");
    const sums = columns.filter(([, { additivity }]) => !["key", "attribute"].includes(additivity));
    const rest = [...keys, ...sums].map(([name, { type }]) => `${name} ${type}`);
    expect(await columnsInFile(rollupName(fact, "year"))).toEqual([
      "area_key INTEGER",
      "year INTEGER",
      ...rest,
    ]);
    expect(await columnsInFile(rollupName(fact, "month"))).toEqual([
      "area_key INTEGER",
      "month_key INTEGER",
      ...rest,
    ]);
  },
);

test.each(names)("the rows of %s lie in its storage order, one for each cell", async (name) => {
  const { columns, order } = starTable(name);
  const keys = Object.keys(columns).filter((column) => columns[column]!.additivity === "key");
  const [{ rows, cells, steps } = { rows: 0, cells: 0, steps: 0 }] = await database.rows<{
    rows: number;
    cells: number;
    steps: number;
  }>(
    `SELECT count(*) AS rows, count(DISTINCT (${keys.join(", ")})) AS cells,
      count(*) FILTER (WHERE (${order.join(", ")}, 0) < before) AS steps
    FROM (SELECT *, lag((${order.join(", ")}, 0)) OVER (ORDER BY rowid) AS before FROM ${name})`,
  );
  const isFact = name.startsWith("fact_");
  expect({ cells: isFact ? cells : rows, steps }).toEqual({ cells: rows, steps: 0 });
});

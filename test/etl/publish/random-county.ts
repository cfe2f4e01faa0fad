/**
 * Counties that no one would think of, for property tests: any tree, rows booked at any level, codes
 * that do not follow the tree, a correction over any rectangle. Each is loaded and published for real.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { load } from "#etl/load.ts";
import { publish } from "#etl/publish/publish.ts";
import type { Snapshot } from "#warehouse/snapshot.ts";
import { Warehouse } from "#warehouse/warehouse.ts";

/** Each takes about a second; `PROPERTY_RUNS=200 npx vitest run test/etl/publish` looks harder. */
export const propertyRuns = Number(process.env.PROPERTY_RUNS ?? 8);

/** Years 2010 to 2012; months count from 0 for 2010-01. */
export const monthsCovered = 36;

export interface BirthsRow {
  readonly area: number;
  readonly month: number;
  readonly sex: "male" | "female";
  readonly births: number;
}

export interface RandomCounty {
  /** The parent of area i + 1, always an earlier area; area 0 is the top. */
  readonly parents: readonly number[];
  /** The code of area i is `A` and this number: order of codes is not order of the tree. */
  readonly codes: readonly number[];
  readonly births: readonly BirthsRow[];
  /** Newer births for everything below an area in some months; its rows are inside. */
  readonly correction: {
    readonly area: number;
    readonly from: number;
    readonly to: number;
    readonly births: readonly BirthsRow[];
  };
  readonly funding: readonly {
    readonly area: number;
    readonly year: number;
    readonly yuan: number;
  }[];
  /** Head counts: `day` counts from 2010-01-01; a sex without a count on a day had nobody. */
  readonly stocks: readonly {
    readonly area: number;
    readonly day: number;
    readonly sex: "male" | "female";
    readonly persons: number;
  }[];
}

export const randomCounty: fc.Arbitrary<RandomCounty> = fc
  .array(fc.nat(), { minLength: 1, maxLength: 9 })
  .map((numbers) => numbers.map((number, i) => number % (i + 1)))
  .chain((parents) => {
    const area = fc.nat(parents.length);
    const sex = fc.constantFrom("male" as const, "female" as const);
    const month = fc.nat(monthsCovered - 1);
    const births = fc.array(fc.record({ area, month, sex, births: fc.nat(5) }), {
      minLength: 1,
      maxLength: 30,
    });
    return fc.record({
      parents: fc.constant(parents),
      codes: fc.uniqueArray(fc.nat(99), {
        minLength: parents.length + 1,
        maxLength: parents.length + 1,
      }),
      births,
      correction: fc
        .record({ area, ends: fc.tuple(month, month), births })
        .map(({ area, ends, births }) => {
          const [from, to] = [Math.min(...ends), Math.max(...ends)];
          const inside = births.filter((row) => isBelow(parents, row.area, area));
          return {
            area,
            from,
            to,
            births: inside.map((row) => ({ ...row, month: from + (row.month % (to - from + 1)) })),
          };
        }),
      funding: fc.uniqueArray(
        fc.record({ area, year: fc.integer({ min: 2010, max: 2012 }), yuan: fc.nat(9999) }),
        { minLength: 1, maxLength: 10, selector: (row) => `${row.area}/${row.year}` },
      ),
      stocks: fc.uniqueArray(fc.record({ area, day: fc.nat(1095), sex, persons: fc.nat(3000) }), {
        minLength: 1,
        maxLength: 15,
        selector: (row) => `${row.area}/${row.day}/${row.sex}`,
      }),
    });
  });

/** Whether an area is the other one or lies below it. */
export function isBelow(parents: readonly number[], area: number, above: number): boolean {
  if (area === above) return true;
  return area > 0 && isBelow(parents, parents[area - 1]!, above);
}

/** `2010-01` for month 0. */
export function monthText(month: number): string {
  return `${2010 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
}

/** `2010-01-01` for day 0. */
export function dayText(day: number): string {
  return new Date(Date.UTC(2010, 0, 1 + day)).toISOString().slice(0, 10);
}

/** Births as they count in the end: the correction's, and the others outside its rectangle. */
export function birthsInForce({ parents, births, correction }: RandomCounty): BirthsRow[] {
  if (correction.births.length === 0) return [...births];
  const replaced = ({ area, month }: BirthsRow) =>
    isBelow(parents, area, correction.area) && month >= correction.from && month <= correction.to;
  return [...births.filter((row) => !replaced(row)), ...correction.births];
}

export const areaCode = ({ codes }: RandomCounty, area: number) => `A${codes[area]}`;

/** Loads and publishes the county, runs `use` on its snapshot, and removes everything. */
export async function withPublished(
  random: RandomCounty,
  use: (snapshot: Snapshot) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "demograph-random-county-"));
  try {
    const dataFolder = join(folder, "data");
    const { files } = await load(writeExtracts(random, folder), { dataFolder, accept: true });
    // Chance makes counties whose upper areas repeat the sums below them: rightly refused.
    fc.pre(!files.some(({ refusal }) => refusal?.includes("drop")));
    const faults = files.filter((file) => file.refusal || file.rejects.length);
    if (faults.length) throw new Error(JSON.stringify(faults, null, 2));
    await publish(dataFolder);
    const warehouse = await Warehouse.open(dataFolder);
    try {
      await use(await warehouse.snapshot());
    } finally {
      await warehouse.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeExtracts(random: RandomCounty, folder: string): string[] {
  const code = (area: number) => areaCode(random, area);
  const births = (rows: readonly BirthsRow[]) => [
    "area,month,sex,births",
    ...rows.map((row) => [code(row.area), monthText(row.month), row.sex, row.births].join()),
  ];
  const write = (name: string, source: string, rows: string[], covers?: string) => {
    const path = join(folder, `${name}.csv`);
    writeFileSync(path, `${rows.join("\n")}\n`);
    const day = name === "correction" ? "02" : "01";
    const sidecar = [`source: ${source}`, `received: 2014-01-${day}T08:00:00Z`];
    if (covers) sidecar.push("covers:", `  - ${covers}`);
    writeFileSync(`${path}.mapping.yaml`, `${sidecar.join("\n")}\n`);
    return path;
  };
  const all = `{area: ${code(0)}, from: 2010-01, to: 2012-12}`;
  const parents = [null, ...random.parents];
  const { correction } = random;
  const paths = [
    write("areas", "areas", [
      "code,level,parent",
      ...parents.map((parent, i) => `${code(i)},any,${parent === null ? "" : code(parent)}`),
    ]),
    write("births", "births-family-planning", births(random.births), all),
    write(
      "funding",
      "funding",
      [
        "area,year,支出",
        ...random.funding.map((row) => [code(row.area), row.year, row.yuan].join()),
      ],
      all,
    ),
    write(
      "stocks",
      "population-register",
      [
        "area,date,sex,age,population",
        ...random.stocks.map((row) =>
          [code(row.area), dayText(row.day), row.sex, "20-24", row.persons].join(),
        ),
      ],
      all,
    ),
  ];
  if (correction.births.length === 0) return paths;
  const from = monthText(correction.from);
  const covers = `{area: ${code(correction.area)}, from: ${from}, to: ${monthText(correction.to)}}`;
  const rows = births(correction.births);
  return [...paths, write("correction", "births-family-planning", rows, covers)];
}

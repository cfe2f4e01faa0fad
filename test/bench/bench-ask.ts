/** Asking: one question over HTTP, never asked and asked before, against its SQL in DuckDB alone. */
import { join } from "node:path";
import { writeDemoCounty } from "#etl/demo-county/write-demo-county.ts";
import { load } from "#etl/load.ts";
import { publish } from "#etl/publish/publish.ts";
import { Duckdb } from "#warehouse/engine/duckdb.ts";
import { snapshotFile } from "#warehouse/engine/snapshot-files.ts";
import { type Question, queryEstimates } from "#warehouse/query-estimates.ts";
import { requestsOf } from "#warehouse/questions/plan-requests.ts";
import { resolveQuestions } from "#warehouse/questions/resolve-question.ts";
import { statementsOf } from "#warehouse/questions/sum-components.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { figure, printTable, ratio } from "./print-table.ts";
import { type ServedWarehouse, startServer } from "./served-warehouse.ts";
import { type Pace, pace } from "./stopwatch.ts";

const fiveMeasures = [
  "crudeBirthRate",
  "crudeDeathRate",
  "sexRatioAtBirth",
  "totalFertilityRate",
  "fundingPerCapita",
];

const query = `query Bench($measures: [ID!]!, $codes: [ID!]!, $periods: [Period!]!, $confidence: Float) {
  estimates(measures: $measures, areas: {codes: $codes}, periods: {list: $periods},
    confidence: $confidence, first: 1000) {
    edges { node { measure { id } area { code } period state value lower upper } }
  }
}`;

interface Asked {
  readonly name: string;
  readonly question: Question;
}

/** Loads the demo county into `folder`, measures every question and prints the table. */
export async function benchAsk(folder: string): Promise<void> {
  const dataFolder = join(folder, "asked");
  await writeDemoCounty(join(folder, "asked-extracts"));
  await load([join(folder, "asked-extracts")], { dataFolder });
  await publish(dataFolder);
  const warehouse = await Warehouse.open(dataFolder);
  const rows: string[][] = [];
  for (const asked of await questions(warehouse)) {
    rows.push(...(await measure(dataFolder, warehouse, asked)));
  }
  await warehouse.close();
  printTable(
    "Asking the demo county over HTTP, against the statements of the question in DuckDB alone",
    ["question", "first ms", "p50 ms, 1", "per s, 1", "per s, 8", "CPU ms", "per s to DuckDB's"],
    rows,
  );
  console.log(
    "1 and 8 are connections; CPU is the server's per request with 8. DuckDB: the same file, one\n" +
      "thread a statement, a pool of 4 connections, all statements of a question one after another.\n" +
      "Over HTTP the names are looked up, reporting is judged and intervals are computed as well.\n" +
      "A new question differs in its confidence: the same SQL, and no answer kept from before.",
  );
}

async function questions(warehouse: Warehouse): Promise<Asked[]> {
  const snapshot = await warehouse.snapshot();
  const codes = async (level: string) =>
    (await snapshot.listAreas({ level })).areas.map((area) => area.code);
  const root = snapshot.manifest.roots[0]!;
  const years = [...Array(8).keys()].map((i) => String(2005 + i));
  const [towns, villages] = [await codes("township"), await codes("village")];
  return [
    {
      name: `birth rate of the county by year (${years.length})`,
      question: { measures: ["crudeBirthRate"], areas: [root], periods: years },
    },
    {
      name: `five measures of ${towns.length} towns`,
      question: { measures: fiveMeasures, areas: towns, periods: ["2011"] },
    },
    {
      name: `birth rate of ${villages.length} villages`,
      question: { measures: ["crudeBirthRate"], areas: villages, periods: ["2011"] },
    },
    {
      name: "births of the county by month (96), from the fact",
      question: {
        measures: ["crudeBirthRate"],
        areas: [root],
        periods: years.flatMap((year) =>
          [...Array(12).keys()].map((i) => `${year}-${String(i + 1).padStart(2, "0")}`),
        ),
      },
    },
  ];
}

async function measure(
  dataFolder: string,
  warehouse: Warehouse,
  { name, question }: Asked,
): Promise<string[][]> {
  const server = await startServer(dataFolder);
  try {
    await requireSameAnswer(server, warehouse, question);
    const first = await firstAnswer(dataFolder, question);
    let fresh = 0;
    const newQuestion = () => {
      fresh++;
      return server.ask(query, variables(question, 0.9 + fresh * 1e-6)).then(() => undefined);
    };
    const oldQuestion = () => server.ask(query, variables(question, 0.95)).then(() => undefined);
    const plain = await duckdbAlone(dataFolder, warehouse, question);
    const never = await withCpu(server, newQuestion);
    const before = await withCpu(server, oldQuestion);
    return [
      rowOf(name, Number.NaN, null, null, null),
      rowOf("  DuckDB, its SQL alone", Number.NaN, plain.one, plain.eight, null),
      rowOf("  over HTTP, never asked", first, never.one, never.eight, plain.eight, never.cpu),
      rowOf(
        "  over HTTP, asked before",
        Number.NaN,
        before.one,
        before.eight,
        plain.eight,
        before.cpu,
      ),
    ];
  } finally {
    await server.stop();
  }
}

const variables = ({ measures, areas: codes, periods }: Question, confidence: number) => ({
  measures,
  codes,
  periods,
  confidence,
});

/** What is timed must be right: the values over HTTP are those of the engine. */
async function requireSameAnswer(
  server: ServedWarehouse,
  warehouse: Warehouse,
  question: Question,
): Promise<void> {
  const snapshot = await warehouse.snapshot();
  const [expected] = await queryEstimates(snapshot, warehouse.measures, [question]);
  const { data } = JSON.parse(await server.ask(query, variables(question, 0.95)));
  const found = data.estimates.edges.map((edge: { node: { value: number } }) => edge.node.value);
  if (JSON.stringify(found) !== JSON.stringify(expected!.map(({ value }) => value))) {
    throw new Error("The answer over HTTP is not the engine's.");
  }
}

/** Milliseconds of the first answer of a server that has answered nothing yet. */
async function firstAnswer(dataFolder: string, question: Question): Promise<number> {
  const server = await startServer(dataFolder);
  const start = performance.now();
  await server.ask(query, variables(question, 0.95));
  const milliseconds = performance.now() - start;
  await server.stop();
  return milliseconds;
}

async function withCpu(server: ServedWarehouse, ask: () => Promise<void>) {
  await pace(1, ask, 20);
  const one = await pace(1, ask, 300);
  const before = await server.cpuSeconds();
  const eight = await pace(8, ask, 2000);
  const cpu = ((await server.cpuSeconds()) - before) / eight.requests;
  return { one, eight, cpu: cpu * 1000 };
}

async function duckdbAlone(dataFolder: string, warehouse: Warehouse, question: Question) {
  const snapshot = await warehouse.snapshot();
  const [resolved] = await resolveQuestions(snapshot, warehouse.measures, [question]);
  const statements = statementsOf(snapshot, requestsOf(snapshot, resolved!));
  const database = await Duckdb.open(snapshotFile(dataFolder, snapshot.id), {
    readOnly: true,
    threads: 1,
    connections: 4,
  });
  const ask = async () => {
    for (const statement of statements) await database.rows(statement);
  };
  await pace(1, ask, 20);
  const paces = { one: await pace(1, ask, 300), eight: await pace(8, ask, 2000) };
  database.close();
  return paces;
}

function rowOf(
  name: string,
  first: number,
  one: Pace | null,
  eight: Pace | null,
  compared: Pace | null,
  cpu = Number.NaN,
): string[] {
  return [
    name,
    Number.isNaN(first) ? "" : figure(first),
    one ? figure(one.p50) : "",
    one ? figure(one.perSecond) : "",
    eight ? figure(eight.perSecond) : "",
    Number.isNaN(cpu) ? "" : figure(cpu),
    eight && compared ? ratio(eight.perSecond / compared.perSecond) : eight ? "1 x" : "",
  ];
}

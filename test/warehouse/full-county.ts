/**
 * A county in which every source reports every village, with random counts: 3 towns, 6 villages, the
 * years 2010 and 2011, and one silence. Nothing is booked above the villages, so a parent is its
 * children alone.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SeededRandom, seededRandom } from "#etl/demo-county/seeded-random.ts";
import { load } from "#etl/load.ts";
import { publish } from "#etl/publish/publish.ts";

/** The top area. */
export const fullCounty = "980001";
const towns = { "980001101": 1, "980001102": 2, "980001103": 3 };
const villages = Object.entries(towns).flatMap(([town, count]) =>
  Array.from({ length: count }, (_, i) => `${town}00${i + 1}`),
);
const years = [2010, 2011];
const months = years.flatMap((year) =>
  Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, "0")}`),
);
const dates = ["2010-01-01", "2011-01-01", "2011-12-31"];
const quarters = years.flatMap((year) => [1, 2, 3, 4].map((quarter) => `${year}-Q${quarter}`));

/** A quarter in which one village reports neither deaths nor services. */
const silence = { village: "980001103002", from: "2011-10", to: "2011-12" };
const silentIn = ["deaths", "contraception-services"];

/** Loads and publishes the county; gives its data folder and the way to remove all of it. */
export async function publishFullCounty(
  seed: string,
  /** The text of disclosure.yaml. */
  disclosure?: string,
): Promise<{ readonly dataFolder: string; readonly remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), "demograph-full-county-"));
  const dataFolder = join(folder, "data");
  const paths = Object.entries(extracts(seededRandom(seed))).map(([source, lines]) => {
    const path = join(folder, `${source}.csv`);
    writeFileSync(path, `${lines.join("\n")}\n`);
    const covers = source === "areas" ? [] : [`covers: [${coverageOf(source)}]`];
    const { village, from, to } = silence;
    if (silentIn.includes(source)) {
      covers.push(`except: [{ area: "${village}", from: ${from}, to: ${to} }]`);
    }
    const sidecar = [`source: ${source}`, "received: 2012-01-05T08:00:00Z", ...covers];
    writeFileSync(`${path}.mapping.yaml`, `${sidecar.join("\n")}\n`);
    return path;
  });
  const { files } = await load(paths, { dataFolder });
  const faults = files.filter((file) => file.refusal || file.rejects.length);
  if (faults.length) throw new Error(JSON.stringify(faults, null, 2));
  if (disclosure) writeFileSync(join(dataFolder, "disclosure.yaml"), disclosure);
  await publish(dataFolder);
  return { dataFolder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Waves of surveys and audits are of one month a year. */
function coverageOf(source: string): string {
  const waves = { surveys: "10", "record-audits": "11" }[source];
  const covered = waves
    ? years.map((year) => [`${year}-${waves}`, `${year}-${waves}`])
    : [["2010-01", "2011-12"]];
  return covered
    .map(([from, to]) => `{ area: "${fullCounty}", from: ${from}, to: ${to} }`)
    .join(", ");
}

/** Of the sources that a village was silent in: rows of another place or time. */
const isReported = ([area, month]: Row) =>
  !(area === silence.village && `${month}` >= silence.from);

type Row = readonly (number | string)[];

function extracts(random: SeededRandom): Record<string, string[]> {
  const table = (header: string, rows: readonly Row[]) => [
    header,
    ...rows.map((row) => row.join()),
  ];
  const each = (places: readonly string[], times: readonly string[], row: () => readonly Row[]) =>
    places.flatMap((place) =>
      times.flatMap((time) => row().map((cells): Row => [place, time, ...cells])),
    );
  /** Counts of which each is at most the one before. */
  const falling = (most: number, count: number): number[] => {
    const counts = [random.below(most) + 1];
    while (counts.length < count) counts.push(random.below(counts.at(-1)! + 1));
    return counts;
  };
  const [due, done] = [(most: number) => falling(most, 2), (most: number) => falling(most, 3)];
  const birthRows = births(random);
  const bases = ["registered", "inMigrant", "outMigrant"];
  return {
    areas: table("code,level,parent", [
      [fullCounty, "county", ""],
      ...Object.keys(towns).map((town): Row => [town, "township", fullCounty]),
      ...villages.map((village): Row => [village, "village", village.slice(0, 9)]),
    ]),
    // Each source misses some births that the other has.
    "births-family-planning": table(
      birthHeader,
      birthRows.filter(() => random.chance(0.9)),
    ),
    "births-hospital": table(
      birthHeader,
      birthRows.filter(() => random.chance(0.8)),
    ),
    deaths: table(
      "area,month,sex,age,deaths_count",
      each(villages, months, () => [
        ["male", 70, random.below(3)],
        ["female", 80, random.below(3)],
      ]).filter(isReported),
    ),
    "population-register": table(
      "area,date,population_base,sex,age,population_count,married_women_count",
      each(villages, dates, () => population(random)),
    ),
    "women-register": table(
      "area,date,population_base,method,children,women_count,at_risk_count,eligible_couples_count," +
        "certificate_holders_count,on_file_count,certified_count,cards_count",
      each(villages, dates, () => bases.flatMap((base) => women(random, base))),
    ),
    "contraception-services": table(
      "area,month,population_base,service,services_count,free_services_count,complications_count," +
        "accidents_count,followups_due_count,followups_done_count,uptakes_due_count," +
        "uptakes_timely_count,long_acting_due_count,long_acting_done_count",
      each(villages, months, () =>
        ["iudInsertion", "inducedAbortion", "checkup"].flatMap((service) =>
          ["registered", "inMigrant"].map((base): Row => {
            const services = done(60);
            return [
              base,
              service,
              ...services,
              random.below(2),
              ...due(20),
              ...due(20),
              ...due(20),
            ];
          }),
        ),
      ).filter(isReported),
    ),
    "checkup-rounds": table(
      "area,period,listed_count,seen_count,pregnancies_count",
      each(villages, quarters, () => [done(200)]),
    ),
    "reproductive-health": table(
      "area,period,population_base,programme,target_count,served_count,men_served_count",
      each(villages, [...quarters, "2010", "2011"], () =>
        [
          ...[
            "basicService",
            "freeService",
            "preconception",
            "birthDefects",
            "tractInfections",
          ].map((programme) => ["registered", programme]),
          ...["freeService", "migrantService"].map((programme) => ["inMigrant", programme]),
        ].map((keys): Row => [...keys, ...done(90)]),
      ),
    ),
    migrants: table(
      "area,month,population_base,moved_in_count,moved_out_count,certificates_due_count," +
        "certificates_issued_count,notifications_due_count,notifications_done_count," +
        "queries_received_count,queries_answered_count,notices_sent_count,notices_confirmed_count," +
        "records_sent_count,records_admitted_count,women_records_sent_count," +
        "women_records_admitted_count",
      each(villages, months, () =>
        ["inMigrant", "outMigrant"].map((base): Row => {
          const papers = Array.from({ length: 4 }, () => due(30)).flat();
          // Women's records are a part of all, those admitted too.
          const [womenSent, womenAdmitted] = due(30) as [number, number];
          const [others, othersAdmitted] = due(30) as [number, number];
          const sent = [womenSent + others, womenAdmitted + othersAdmitted];
          const records = [...sent, womenSent, womenAdmitted];
          return [base, random.below(9), random.below(9), ...papers, ...records];
        }),
      ),
    ),
    entitlements: table(
      "area,period,entitlement,cases_due_count,cases_paid_count,due_yuan,paid_yuan",
      each(villages, ["2010", "2011"], () =>
        ["onlyChildReward", "ruralSupport"].map((kind): Row => [kind, ...due(50), ...due(9000)]),
      ),
    ),
    staff: table(
      "area,date,staff_fte,units_count,platform_units_count",
      each(villages, dates, () => [[1 + random.below(4) / 2, ...due(5)]]),
    ),
    "staff-pay": table(
      "area,period,staff_months_due_count,staff_months_paid_count",
      each(villages, quarters, () => [due(40)]),
    ),
    surveys: surveyRows(table, random),
    cases: table(
      "area,month,first_received_count,first_closed_count,due_count,closed_on_time_count,incidents_count",
      each(villages, months, () => [[...due(9), ...due(9), random.below(2)]]),
    ),
    "village-practices": table(
      "area,date,villages_count,informed_choice_count,self_governing_count",
      each(villages, dates, () => [[1, random.below(2), random.below(2)]]),
    ),
    "record-audits": table(
      "area,month,births_reported_count,births_verified_count,records_checked_count,records_correct_count",
      each(villages, ["2010-11", "2011-11"], () => [[...due(30), ...due(60)]]),
    ),
    "supply-points": table(
      "area,date,points_count,residential_km2",
      each(villages, dates, () => [[random.below(9), 1 + random.below(40) / 8]]),
    ),
    funding: table(
      "area,period,programme,budgeted_yuan,due_yuan,received_yuan,spent_yuan",
      each(villages, ["2010", "2011"], () =>
        ["general", "migrant"].map((kind): Row => {
          const yuan = () => 1000 + random.below(9000);
          return [kind, yuan(), yuan(), yuan(), yuan()];
        }),
      ),
    ),
    "price-index": table(
      "area,year,price_index",
      each(villages, ["2010", "2011"], () => [[100 + random.below(9)]]),
    ),
  };
}

const birthHeader =
  "certificate_number,area,month,population_base,sex,birth_order,maternal_age,policy_class,registered_on";

function births(random: SeededRandom): Row[] {
  const pick = (...members: readonly (number | string)[]) => random.pick(members);
  return villages.flatMap((village, at) =>
    months.flatMap((month, time) =>
      Array.from({ length: 2 + random.below(4) }, (_, i): Row => {
        const late = `${month.slice(0, 4) === "2010" ? 2011 : 2012}-01-03`;
        return [
          `N${at}-${time}-${i}`,
          village,
          month,
          pick("registered", "registered", "registered", "inMigrant", "outMigrant"),
          pick("male", "female", "male", "female", "unknown"),
          pick("1", "1", "2", "3+", "unknown"),
          pick(17, 22, 23, 26, 28, 31, 37, 42, 47, ""),
          pick("within", "within", "outside", "unknown"),
          pick(`${month}-28`, `${month}-28`, late),
        ];
      }),
    ),
  );
}

function population(random: SeededRandom): Row[] {
  const ages = [2, 15, 20, 25, 30, 35, 40, 45, 60];
  return ages.flatMap((age) =>
    ["male", "female"].map((sex): Row => {
      const persons = 30 + random.below(60);
      const married = sex === "female" && age >= 15 && age < 50 ? random.below(persons) : "";
      return ["registered", sex, age, persons, married];
    }),
  );
}

function women(random: SeededRandom, base: string): Row[] {
  return ["none", "iud", "femaleSterilisation", "condom", "unknown"].flatMap((method) =>
    ["1", "2"].map((children): Row => {
      const women = 5 + random.below(40);
      const atMost = (whole: number) => random.below(whole + 1);
      const eligible = atMost(women);
      // Whoever uses something is at risk, else there would be more users than women at risk.
      const papers = [women, eligible, atMost(eligible), atMost(women), atMost(women)];
      return [base, method, children, women, ...papers, atMost(women)];
    }),
  );
}

/** Each village is a cluster of one of two strata, on every topic. */
function surveyRows(
  table: (header: string, rows: readonly Row[]) => string[],
  random: SeededRandom,
): string[] {
  const topics = ["satisfaction", "policy", "rights", "womenCoverage", "suppliesReceived"];
  return table(
    "area,month,topic,stratum,cluster,yes_count,valid_count,nonresponse_count,population_count",
    villages.flatMap((village, at) =>
      years.flatMap((year) =>
        topics.map((topic): Row => {
          const valid = 30 + random.below(20);
          const yes = random.below(valid + 1);
          const stratum = at % 2 === 0 ? "near" : "far";
          const stands = 300 + random.below(500);
          return [
            village,
            `${year}-10`,
            topic,
            stratum,
            village,
            yes,
            valid,
            random.below(6),
            stands,
          ];
        }),
      ),
    ),
  );
}

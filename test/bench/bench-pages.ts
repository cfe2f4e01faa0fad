/** Pages: from a snapshot to a whole site, once more with nothing to do, and of five hundred areas. */
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeDemoCounty } from "#etl/demo-county/write-demo-county.ts";
import { load } from "#etl/load.ts";
import { publish } from "#etl/publish/publish.ts";
import { buildPages } from "#notebooks/build-pages.ts";
import { figure, printTable } from "./print-table.ts";
import { lap } from "./stopwatch.ts";

const townCount = 499;

/** Builds the sites of the demo county and of a county of many towns into `folder`. */
export async function benchPages(folder: string): Promise<void> {
  const rows: string[][] = [];
  for (const [name, write] of [
    ["demo county", writeDemoCounty],
    [`county of ${townCount} towns`, writeManyTowns],
  ] as const) {
    const dataFolder = join(folder, `pages-${rows.length}`);
    const extracts = `${dataFolder}-extracts`;
    await write(extracts);
    await load([extracts], { dataFolder });
    const { manifest } = await publish(dataFolder);
    const out = join(dataFolder, "pages");
    const build = () =>
      buildPages({ dataFolder, snapshotId: manifest.id, out, log: () => undefined });
    // The templates are the same for every snapshot; the first build makes them.
    if (rows.length === 0) await build();
    rmSync(out, { recursive: true, force: true });
    const whole = await lap(build);
    const again = await lap(build);
    const files = readdirSync(out, { recursive: true, encoding: "utf8" });
    const html = files.filter((file) => file.endsWith(".html"));
    const areas = html.filter((file) => /^zh.areas/.test(file)).length;
    const bytes = files.reduce((sum, file) => sum + statSync(join(out, file)).size, 0);
    rows.push([
      name,
      ...[html.length, areas, whole.lap.seconds, whole.lap.cpuSeconds].map(figure),
      ...[again.lap.seconds, bytes / 1e6].map(figure),
    ]);
  }
  printTable(
    "Pages of a snapshot, with the templates made before",
    ["site", "pages", "areas", "build s", "CPU s", "again s", "MB"],
    rows,
  );
  console.log("Every area has a page in each language; again: nothing has changed since.");
}

/** Two years of births, deaths and persons of a village in each of many towns. */
function writeManyTowns(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const towns = Array.from({ length: townCount }, (_, at) => `990001${101 + at}`);
  const write = (file: string, source: string, head: string, lines: readonly string[]) => {
    const path = join(folder, file);
    writeFileSync(path, `${[head, ...lines].join("\n")}\n`);
    const until = source === "population-register" ? "2012-01" : "2011-12";
    const covers =
      source === "areas" ? "" : `covers:\n  - {area: "990001", from: 2010-01, to: ${until}}\n`;
    const sidecar = `source: ${source}\nreceived: 2012-01-20T08:00:00Z\n${covers}`;
    writeFileSync(`${path}.mapping.yaml`, sidecar);
  };
  write("areas.csv", "areas", "code,name_zh,name_en,level,parent,km2", [
    "990001,大县,Large County,county,,9000",
    ...towns.flatMap((code, at) => [
      `${code},${at + 1}号镇,Town ${at + 1},township,990001,18`,
      `${code}001,${at + 1}号村,Village ${at + 1},village,${code},18`,
    ]),
  ]);
  const years = ["2010", "2011"];
  const monthly = (line: (code: string, month: string, at: number) => string[]) =>
    years.flatMap((year) =>
      towns.flatMap((town, at) =>
        line(`${town}001`, `${year}-${String((at % 12) + 1).padStart(2, "0")}`, at),
      ),
    );
  write(
    "births.csv",
    "births-family-planning",
    "村编码,出生年月,性别,孩次,母亲年龄,出生人数",
    monthly((code, month, at) => [
      `${code},${month},男,一孩,24,${40 + (at % 17)}`,
      `${code},${month},女,一孩,26,${38 + (at % 13)}`,
    ]),
  );
  write(
    "deaths.csv",
    "deaths",
    "area_code,month,sex,age,deaths",
    monthly((code, month, at) => [`${code},${month},男,70,${30 + (at % 11)}`]),
  );
  const dates = ["2010-01-01", "2011-01-01", "2012-01-01"];
  const ages = ["男,20-24,1200", "男,60-64,800", "女,20-24,1300", "女,25-29,900", "女,80-84,300"];
  write(
    "population.csv",
    "population-register",
    "area,date,population_base,sex,age,population",
    towns.flatMap((town) =>
      dates.flatMap((date) =>
        ages.map((line) => {
          const [sex, age, persons] = line.split(",");
          return [`${town}001`, date, "户籍", sex, age, persons].join(",");
        }),
      ),
    ),
  );
}

/**
 * `npm run intrude`: ten thousand sets of questions against the demo county, and against Santa Catarina
 * where `../shared` is there. `npm run intrude -- 500` asks fewer.
 */
import { Warehouse } from "#warehouse/warehouse.ts";
import { sharedIsThere } from "../shared-folder.ts";
import { intrude } from "./intrude.ts";
import { demoCounty, santaCatarina } from "./targets.ts";

const sets = Number(process.argv[2] ?? 10_000);
const targets = { "demo county": demoCounty, ...(sharedIsThere && { santaCatarina }) };
for (const [name, prepare] of Object.entries(targets)) {
  const target = await prepare();
  const warehouse = await Warehouse.open(target.dataFolder);
  const { found, small, told } = await intrude(warehouse, target, sets, "a year");
  console.log(`${name}: ${sets} sets, ${told} cells told, ${small} withheld counts of 1 to 9.`);
  console.log(found.length === 0 ? "None found." : `Found:\n${found.join("\n")}`);
  if (found.length > 0) process.exitCode = 1;
  await warehouse.close();
  target.remove();
}

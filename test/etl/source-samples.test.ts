/** Every source promises what its sample rows become; here they go through the real loader. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadFrom } from "#etl/load.ts";
import { readSources } from "#etl/read-sources.ts";
import { temporaryFolder, vaultRows, writeFiles } from "./load-fixture.ts";

const sampleAreas = `code,name_zh,level,parent
990521,青溪县,county,
990521101,城关镇,township,990521
990521101001,东门村,village,990521101
42,Santa Catarina,state,
420005,Abdon Batista,municipality,42
`;

const sources = await readSources();

describe("samples", () => {
  test.each([...sources.keys()])("the sample of %s gives exactly its accepted rows", async (id) => {
    const source = sources.get(id)!;
    const { rows, accepted, rejected = 0 } = source.sample;
    const folder = temporaryFolder();
    const dataFolder = join(folder, "data");
    const text = rows
      .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(","))
      .join("\n");
    const [areas, sample] = writeFiles(folder, { "areas.csv": sampleAreas, "sample.csv": text });
    // Half of a sample's rows are bad on purpose, more than an extract may have.
    const patient = new Map(
      [...sources].map(([key, value]) => [key, { ...value, rejectLimit: 1 }]),
    );
    if (id !== "areas") await loadFrom(patient, [areas!], { dataFolder, source: "areas" });
    const { files } = await loadFrom(patient, [sample!], { dataFolder, source: id });
    const [report] = files;
    expect(report!.refusal).toBe(null);
    expect(report!.rows).toMatchObject({
      read: rows.length - 1,
      accepted: accepted.length,
      rejected,
    });
    const found = await vaultRows(dataFolder, report!.manifest!);
    expect(found).toHaveLength(accepted.length);
    for (const [i, expected] of accepted.entries()) expect(found[i]).toMatchObject(expected);
  });
});

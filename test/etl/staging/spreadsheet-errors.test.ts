/** An error of a spreadsheet program is no text, whatever column it stands in. */
import { expect, test } from "vitest";
import { loadFiles, vaultRows } from "../load-fixture.ts";

test("an error in a column of text is rejected", async () => {
  const rows = Array.from({ length: 30 }, (_, i) => `99052199${i},小村${i},village,990521\n`).join(
    "",
  );
  const { reports, dataFolder } = await loadFiles(
    {
      "areas.csv": `code,name_zh,level,parent\n990521,青溪县,county,\n${rows}990522,#REF!,county,\n`,
    },
    { source: "areas" },
  );
  expect(reports[0]!.rejects.map(({ count, example }) => [count, example])).toEqual([
    [1, 'areas: areas.csv row 33, column "name_zh": found "#REF!", expected a text.'],
  ]);
  expect(await vaultRows(dataFolder, reports[0]!.manifest!)).toHaveLength(31);
});

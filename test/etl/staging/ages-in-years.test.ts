/** Ages are kept twice: as the five-year band that facts are booked to, and in whole years. */
import { expect, test } from "vitest";
import { loadFiles, vaultRows } from "../load-fixture.ts";

test("the vault keeps an age in whole years beside its band, and none for a band", async () => {
  const { reports, dataFolder } = await loadFiles(
    {
      "x.csv":
        "村编码,出生日期,性别,母亲年龄\n990521101001,2011-09,女,27\n" +
        "990521101001,2011-09,女,３０岁\n990521101001,2011-09,女,20-24\n990521101001,2011-09,女,\n",
    },
    { source: "births-family-planning" },
  );
  const rows = await vaultRows(dataFolder, reports[0]!.manifest!);
  expect(rows.map((row) => [row.maternal_age, row.maternal_age_years])).toEqual([
    [25, 27],
    [30, 30],
    [20, null],
    [null, null],
  ]);
});

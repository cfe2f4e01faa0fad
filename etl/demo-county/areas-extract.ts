/** The areas of the county as the civil affairs office lists them, and what changed in 2009. */
import { areaRows, type CountyAreas } from "./areas.ts";
import {
  mergedVillage,
  movedVillage,
  newBorders,
  renamedVillage,
  splitVillage,
} from "./borders.ts";
import { type Extract, makeExtract } from "./extract.ts";

/** The first list, the list of what is new in 2009, and what became what. */
export function areaExtracts(areas: CountyAreas): Extract<null>[] {
  const [header, ...rows] = areaRows(areas);
  const first = makeExtract({
    file: "areas.csv",
    header: header!,
    rows: rowsOf(rows),
    sidecar: { source: "areas", received: "2005-01-04T01:00:00Z" },
  });
  const second = makeExtract({
    file: "areas-2009.csv",
    header: ["区划代码", "名称", "英文名称", "级别", "上级代码", "面积", "设立日期", "撤销日期"],
    rows: rowsOf(changedAreas(areas)),
    sidecar: { source: "areas", received: "2009-01-06T01:00:00Z" },
    supersedes: "areas.csv",
    layout: { encoding: "gb18030", title: ["青溪县2009年行政区划调整一览表"] },
  });
  return [first, second, changesExtract()];
}

/** Two villages, the new one, the renamed one and the moved one with their townships. */
function changedAreas(areas: CountyAreas): string[][] {
  const village = (code: string) => areas.villages.find((one) => one.code === code)!;
  const row = (
    code: string,
    changed: {
      zh?: string;
      en?: string;
      km2?: number;
      from?: string;
      to?: string;
      parent?: string;
    },
  ) => {
    const known = village(code);
    return [
      code,
      changed.zh ?? known.zh,
      changed.en ?? known.en,
      "village",
      changed.parent ?? code.slice(0, 9),
      String(changed.km2 ?? known.km2),
      changed.from ?? "",
      changed.to ?? "",
    ];
  };
  const whole = village(splitVillage.code);
  const given = Math.round(whole.km2 * splitVillage.share * 100) / 100;
  const [merged, into] = [village(mergedVillage.code), village(mergedVillage.into)];
  const from = newBorders.day;
  return [
    row(mergedVillage.code, { to: from }),
    row(mergedVillage.into, { km2: hundredths(merged.km2 + into.km2) }),
    row(splitVillage.code, { km2: hundredths(whole.km2 - given) }),
    [
      splitVillage.to,
      splitVillage.zh,
      splitVillage.en,
      "village",
      splitVillage.to.slice(0, 9),
      String(given),
      from,
      "",
    ],
    row(renamedVillage.code, renamedVillage),
    row(movedVillage.code, { parent: movedVillage.to, from }),
  ];
}

function changesExtract(): Extract<null> {
  const { day } = newBorders;
  const kept = hundredths(1 - splitVillage.share);
  return makeExtract({
    file: "area-changes-2009.csv",
    header: ["变更日期", "变更类型", "原代码", "新代码", "人口比例"],
    rows: rowsOf([
      [day, "并入", mergedVillage.code, mergedVillage.into, ""],
      [day, "析置", splitVillage.code, splitVillage.code, String(kept)],
      [day, "析置", splitVillage.code, splitVillage.to, String(splitVillage.share)],
      [day, "划归", movedVillage.code, movedVillage.code, ""],
    ]),
    sidecar: { source: "area-changes", received: "2009-01-06T01:05:00Z" },
  });
}

function rowsOf(rows: readonly string[][]): { cells: string[]; origin: null }[] {
  return rows.map((cells) => ({ cells, origin: null }));
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

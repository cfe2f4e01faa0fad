/**
 * The changes of borders on 1 January 2009: one village merged into another, one gave a part away, one
 * got a new name, one went to another township. The history knows the 317 villages of 2005; here
 * their people are counted under the codes of the time.
 */
import type { CountyAreas, Village } from "./areas.ts";
import type { ReturnCell } from "./return-extract.ts";

/** The first day and month of the new borders. */
export const newBorders = { day: "2009-01-01", month: 200901 };
/** The first village became a part of the second. */
export const mergedVillage = { code: "990521104009", into: "990521104010" };
/** The village gave four of ten of its people to a new one. */
export const splitVillage = {
  code: "990521106003",
  to: "990521106029",
  zh: "新桥村",
  en: "Xinqiao Village",
  share: 0.4,
};
export const renamedVillage = { code: "990521105012", zh: "枫林新村", en: "Fenglinxin Village" };
/** From the township of its code to another, without another code. */
export const movedVillage = { code: "990521102027", to: "990521103" };

/** All areas whose villages cannot be followed without thought. */
export const redrawnCodes: readonly string[] = [
  mergedVillage.code,
  mergedVillage.into,
  splitVillage.code,
  movedVillage.code,
];

/** Where a person of a village of 2005 is counted in a month (yyyymm): the code and its name. */
export function placeAt(
  areas: CountyAreas,
  village: number,
  month: number,
  person: number,
): Pick<Village, "code" | "zh"> {
  const old = areas.villages[village]!;
  if (month < newBorders.month) return old;
  if (old.code === mergedVillage.code) {
    return areas.villages.find(({ code }) => code === mergedVillage.into)!;
  }
  if (old.code === renamedVillage.code) return renamedVillage;
  const isGiven = old.code === splitVillage.code && person % 10 < splitVillage.share * 10;
  return isGiven ? { code: splitVillage.to, zh: splitVillage.zh } : old;
}

/** The position of the township that a village of 2005 belongs to in a year. */
export function townshipAt(areas: CountyAreas, village: number, year: number): number {
  const { code, township } = areas.villages[village]!;
  if (code !== movedVillage.code || year * 100 + 12 < newBorders.month) return township;
  return areas.townships.findIndex((place) => place.code === movedVillage.to);
}

/**
 * Counts of the villages of 2005 under the codes of their year: those of the merged village are added
 * to the cell of the other with the same year and `key`, those of the new one are taken out.
 */
export function redrawn<Cell extends ReturnCell>(
  cells: readonly Cell[],
  key: (cell: Cell) => string,
): Cell[] {
  const into = new Map<string, number>();
  const drawn: Cell[] = [];
  const put = (cell: Cell) => {
    const name = cell.area === mergedVillage.into ? `${cell.year} ${key(cell)}` : null;
    const known = name === null ? undefined : into.get(name);
    if (known !== undefined) {
      drawn[known] = { ...cell, counts: added(drawn[known]!.counts, cell.counts) };
      return;
    }
    if (name !== null) into.set(name, drawn.length);
    drawn.push(cell);
  };
  for (const cell of cells) {
    if (cell.year * 100 + 12 < newBorders.month) put(cell);
    else if (cell.area === mergedVillage.code) put({ ...cell, area: mergedVillage.into });
    else if (cell.area === splitVillage.code) {
      const given = scaled(cell.counts);
      put({ ...cell, counts: added(cell.counts, given, -1) });
      put({ ...cell, area: splitVillage.to, counts: given });
    } else put(cell);
  }
  return drawn;
}

type Counts = ReturnCell["counts"];

/** Rounding down keeps every part below its whole on both sides. */
function scaled(counts: Counts): Counts {
  return mapped(counts, (value) => Math.floor(value * splitVillage.share));
}

function added(one: Counts, other: Counts, sign = 1): Counts {
  return Object.fromEntries(
    Object.entries(one).map(([name, value]) => [
      name,
      value === null ? (other[name] ?? null) : value + sign * (other[name] ?? 0),
    ]),
  );
}

function mapped(counts: Counts, change: (value: number) => number): Counts {
  return Object.fromEntries(
    Object.entries(counts).map(([name, value]) => [name, value === null ? null : change(value)]),
  );
}

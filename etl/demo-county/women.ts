/**
 * Married women of 15 to 49 by village, method and children at the end of each year. The mix moves
 * slowly from sterilisation to condoms and implants, and the share without a method rises.
 */
import type { County } from "./county.ts";
import { firstYear, lastYear } from "./life-tables.ts";
import { type ReturnCell, yearsOf } from "./return-extract.ts";
import { type SeededRandom, seededRandom } from "./seeded-random.ts";

export interface WomenCell extends ReturnCell {
  readonly base: "inMigrant" | "outMigrant" | "registered";
  readonly method: string;
  readonly children: "0" | "1" | "2" | "3+";
}

/** The first year in which migrants are counted apart. */
export const firstMigrantYear = 2010;
/** A village whose women's register has 40 women more than the population register, in 2011. */
export const overcountedVillage = { code: "990521111005", year: 2011, women: 40 };

type Mix = Readonly<Record<string, number>>;

/** Registered women of every village and year end, and from 2010 migrants. */
export function womenCells(county: County): WomenCell[] {
  const random = seededRandom("women");
  return yearsOf(firstYear, lastYear).flatMap((year) =>
    [...county.marriedByCode(year)].flatMap(([code, women]) => {
      const village = county.areas.villages.find((one) => one.code === code);
      const township = village
        ? county.areas.townships[village.township]!
        : county.areas.townships.find((one) => code.startsWith(one.code))!;
      const breach = overcountedVillage;
      const extra = code === breach.code && year === breach.year ? breach.women : 0;
      const place = { area: code, year, progress: year - firstYear };
      const rural = Math.min(1, Math.max(0, (township.homeBirths - 0.2) / 2));
      return [
        ...registeredCells(
          { ...place, rural, refusing: refusing(township.zh) },
          women + extra,
          random,
        ),
        ...(year < firstMigrantYear ? [] : migrantCells(place, women, township, random)),
      ];
    }),
  );
}

interface Place {
  readonly area: string;
  readonly year: number;
  readonly progress: number;
}

/** Townships where more women than elsewhere use nothing, as a share of all. */
function refusing(township: string): number {
  return { 清水街道: 0.075, 云台乡: 0.06, 城关镇: 0.03 }[township] ?? 0;
}

function registeredCells(
  place: Place & { readonly rural: number; readonly refusing: number },
  women: number,
  random: SeededRandom,
): WomenCell[] {
  const { rural } = place;
  const none = near(women * 0.055, random);
  const one = near(women * (0.53 - 0.16 * rural), random);
  const three = near(women * (0.025 + 0.035 * rural), random);
  const groups = [none, one, women - none - one - three, three];
  return groups.flatMap((count, group) => {
    const children = (["0", "1", "2", "3+"] as const)[group]!;
    const mix = mixes(place.progress, place.refusing)[group]!;
    return [...split(count, mix, random)].map(([method, users]) => {
      const eligible = children === "1" ? near(users * 0.38, random) : null;
      const held = 0.56 - 0.011 * place.progress;
      return womenCell(place, "registered", method, children, {
        women_count: users,
        at_risk_count: method === "none" ? near(users * 0.42, random) : users,
        eligible_couples_count: eligible,
        certificate_holders_count: eligible === null ? null : near(eligible * held, random),
      });
    });
  });
}

/** By children, the shares of users of each method; those left over use none. */
function mixes(t: number, refusing: number): readonly Mix[] {
  const willing = 1 - refusing;
  const scaled = (mix: Mix) =>
    Object.fromEntries(Object.entries(mix).map(([method, share]) => [method, share * willing]));
  const groups: Mix[] = [
    { condom: 0.08 + 0.006 * t, pill: 0.05, other: 0.01 },
    {
      iud: 0.775 - 0.0125 * t,
      condom: 0.07 + 0.009 * t,
      pill: 0.035,
      femaleSterilisation: 0.025,
      injectable: 0.01,
      implant: 0.005 + 0.002 * t,
      other: 0.01,
      unknown: 0.005,
    },
    {
      femaleSterilisation: 0.515 - 0.0145 * t,
      iud: 0.27 + 0.007 * t,
      maleSterilisation: 0.075 - 0.003 * t,
      condom: 0.03 + 0.006 * t,
      pill: 0.025,
      implant: 0.005 + 0.002 * t,
      injectable: 0.01,
      other: 0.01,
    },
    { femaleSterilisation: 0.72 - 0.01 * t, maleSterilisation: 0.12, iud: 0.06, condom: 0.02 },
  ];
  return groups.map(scaled);
}

/** Migrants are counted by method alone, women with one and with two children. */
function migrantCells(
  place: Place,
  women: number,
  { leaving, arriving }: { readonly leaving: number; readonly arriving: number },
  random: SeededRandom,
): WomenCell[] {
  const since = place.year - firstMigrantYear;
  const share = { outMigrant: 0.085 * leaving, inMigrant: 0.05 * arriving };
  return (["outMigrant", "inMigrant"] as const).flatMap((base) => {
    const all = near(women * share[base], random);
    const using = base === "outMigrant" ? 0.872 + 0.024 * since : 0.89 + 0.01 * since;
    const mix = { iud: 0.52, femaleSterilisation: 0.24, condom: 0.18, pill: 0.06 };
    const two = near(all * 0.4, random);
    return [all - two, two].flatMap((count, index) =>
      [...split(count, scale(mix, using), random)].map(([method, users]) =>
        womenCell(place, base, method, index === 0 ? "1" : "2", {
          women_count: users,
          ...(base === "outMigrant"
            ? { certified_count: near(users * (0.86 + 0.035 * since), random) }
            : {
                on_file_count: near(users * (0.931 + 0.018 * since), random),
                cards_count: near(users * (0.78 + 0.09 * since), random),
              }),
        }),
      ),
    );
  });
}

function scale(mix: Mix, factor: number): Mix {
  return Object.fromEntries(Object.entries(mix).map(([name, share]) => [name, share * factor]));
}

/** Whole women by method; `none` is what is left. Methods that nobody uses are left out. */
function split(count: number, mix: Mix, random: SeededRandom): Map<string, number> {
  const users = new Map<string, number>();
  let left = count;
  for (const [method, share] of Object.entries(mix)) {
    const part = Math.min(left, near(count * share, random));
    if (part > 0) users.set(method, part);
    left -= part;
  }
  if (left > 0) users.set("none", left);
  return users;
}

function womenCell(
  { area, year }: Place,
  base: WomenCell["base"],
  method: string,
  children: WomenCell["children"],
  counts: WomenCell["counts"],
): WomenCell {
  return { area, year, kind: `${base} ${method}`, base, method, children, counts };
}

/** One of the two whole numbers beside a value, so that sums come out right on average. */
function near(value: number, random: SeededRandom): number {
  return Math.floor(value + random.next());
}

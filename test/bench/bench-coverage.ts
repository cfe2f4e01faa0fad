/**
 * How often 95 % intervals hold the true value, by simulation at the sizes of a county, its
 * townships and its villages. Limits that are exact at small counts hold it more often than asked.
 */
import { differenceOfProportions } from "#warehouse/statistics/difference-of-proportions.ts";
import { differenceOfRates, naturalIncrease } from "#warehouse/statistics/difference-of-rates.ts";
import type { Interval } from "#warehouse/statistics/interval.ts";
import { RandomNumbers } from "#warehouse/statistics/random-numbers.ts";
import { rateInterval } from "#warehouse/statistics/rate-interval.ts";
import { sexRatio } from "#warehouse/statistics/sex-ratio.ts";
import { surveyProportion } from "#warehouse/statistics/survey-proportion.ts";
import { meanAgeAtChildbearing, totalFertility } from "#warehouse/statistics/total-fertility.ts";
import { wilson } from "#warehouse/statistics/wilson.ts";
import { binomial, poisson } from "./draw-counts.ts";
import { figure, printTable } from "./print-table.ts";

/** The standard error of a coverage of 95 % is then 0.15 points. */
const draws = 20_000;

interface Case {
  readonly name: string;
  /** The events that are expected of the smallest count in it. */
  readonly events: number;
  readonly truth: number;
  /** The interval of one draw; null where there is no figure. */
  readonly draw: () => Interval | null;
}

/** Persons of a county, one of its 14 townships and one of its 220 villages. */
const sizes = { county: 317_000, township: 22_600, village: 1440 } as const;
type Size = keyof typeof sizes;

/** Simulates every case and prints the table. */
export async function benchCoverage(): Promise<void> {
  const random = new RandomNumbers("coverage");
  printTable(
    `How often 95 % intervals hold the true value (${figure(draws)} draws, the same each time)`,
    ["case", "events", "held %", "too low %", "too high %", "93 to 97 %"],
    cases(random).map(rowOf),
  );
  console.log(
    "Too low: all of the interval lies below the true value. Counts of a village are few and whole:\n" +
      "limits that are not to fall short of 95 % there have to pass it.",
  );
}

function rowOf({ name, events, truth, draw }: Case): string[] {
  let [low, high, drawn] = [0, 0, 0];
  for (let i = 0; i < draws; i++) {
    const interval = draw();
    if (interval === null) continue;
    drawn++;
    if (interval.upper < truth) low++;
    if (interval.lower > truth) high++;
  }
  const per = (count: number) => (100 * count) / drawn;
  const held = 100 - per(low + high);
  const reading = held < 93 ? "below" : held > 97 ? "above" : "yes";
  const decimals = (value: number) => value.toFixed(2);
  return [name, figure(events), ...[held, per(low), per(high)].map(decimals), reading];
}

function cases(random: RandomNumbers): Case[] {
  const all = Object.keys(sizes) as Size[];
  const large = all.filter((size) => size !== "village");
  return [
    ...all.map((size) => rate(random, `birth rate, ${size}`, sizes[size], 0.0103)),
    ...all.map((size) => rate(random, `death rate, ${size}`, sizes[size], 0.0065)),
    ...all.map((size) => prevalence(random, size)),
    satisfaction(random, 10),
    ...large.map((size) => births(random, size)),
    ...large.flatMap((size) => fertility(random, size)),
    ...all.map((size) => change(random, size)),
    ...large.map((size) => increase(random, size)),
    ...all.map((size) => prevalences(random, size)),
  ];
}

function rate(random: RandomNumbers, name: string, exposure: number, truth: number): Case {
  const events = poisson(random, exposure * truth);
  const draw = () => rateInterval(events(), exposure);
  return { name, events: exposure * truth, truth, draw };
}

/** A fifth of the persons are married women of reproductive age, 87 % of whom use a method. */
function prevalence(random: RandomNumbers, size: Size): Case {
  const women = Math.round(sizes[size] / 5);
  const users = binomial(random, women, 0.87);
  const draw = () => wilson(users(), women);
  return { name: `prevalence, ${size}`, events: women * 0.13, truth: 0.87, draw };
}

/** Thirty clusters of `each` persons, whose satisfaction differs by cluster around 86 %. */
function satisfaction(random: RandomNumbers, each: number): Case {
  const shares = [0.7, 0.8, 0.85, 0.9, 0.95, 0.96];
  const truth = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  const answers = shares.map((share) => binomial(random, each, share));
  const cluster = () => answers[Math.floor(random.uniform() * answers.length)]!();
  const draw = () => {
    const clusters = Array.from({ length: 30 }, () => ({ yes: cluster(), answers: each }));
    return surveyProportion([{ kind: "clusters", clusters, population: 100_000 }]).interval;
  };
  return { name: "satisfaction, 30 clusters", events: 30 * each * (1 - truth), truth, draw };
}

function births(random: RandomNumbers, size: Size): Case {
  const all = Math.round(sizes[size] * 0.0103);
  const males = binomial(random, all, 108 / 208);
  const draw = () => {
    const male = males();
    return sexRatio(male, all - male);
  };
  return { name: `sex ratio at birth, ${size}`, events: all, truth: 108, draw };
}

/** Births per woman and year by five-year group from 15 up, and the share of women in each. */
const fertilityRates = [0.006, 0.08, 0.1, 0.045, 0.015, 0.004, 0.001];

function fertility(random: RandomNumbers, size: Size): Case[] {
  const women = Math.round((sizes[size] * 0.27) / fertilityRates.length);
  const counts = fertilityRates.map((rate) => poisson(random, women * rate));
  const drawn = () => counts.map((count, i) => ({ age: 15 + 5 * i, births: count(), women }));
  const total = fertilityRates.reduce((sum, rate) => sum + rate, 0);
  const ages = fertilityRates.reduce((sum, rate, i) => sum + rate * (17.5 + 5 * i), 0);
  const events = women * total;
  return [
    {
      name: `total fertility, ${size}`,
      events,
      truth: 5 * total,
      draw: () => totalFertility(drawn()).interval,
    },
    {
      name: `mean age at childbearing, ${size}`,
      events,
      truth: ages / total,
      draw: () => meanAgeAtChildbearing(drawn()).interval,
    },
  ];
}

function change(random: RandomNumbers, size: Size): Case {
  const exposure = sizes[size];
  const [before, after] = [0.0103, 0.0112].map((rate) => poisson(random, exposure * rate));
  return {
    name: `change of the birth rate, ${size}`,
    events: exposure * 0.0103,
    truth: 0.0112 - 0.0103,
    draw: () => differenceOfRates(after!(), exposure, before!(), exposure),
  };
}

function increase(random: RandomNumbers, size: Size): Case {
  const exposure = sizes[size];
  const [born, died] = [0.0103, 0.0065].map((rate) => poisson(random, exposure * rate));
  return {
    name: `natural increase, ${size}`,
    events: exposure * 0.0065,
    truth: 0.0103 - 0.0065,
    draw: () => naturalIncrease(born!(), died!(), exposure),
  };
}

function prevalences(random: RandomNumbers, size: Size): Case {
  const women = Math.round(sizes[size] / 5);
  const [one, other] = [0.9, 0.87].map((share) => binomial(random, women, share));
  return {
    name: `difference of prevalences, ${size}`,
    events: women * 0.1,
    truth: 0.9 - 0.87,
    draw: () => differenceOfProportions(one!(), women, other!(), women),
  };
}

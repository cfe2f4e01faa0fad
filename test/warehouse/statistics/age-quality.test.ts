/** Ages on round numbers, and the United Nations' score of ages and sexes. */
import { describe, expect, test } from "vitest";
import {
  bachi,
  modifiedWhipple,
  myers,
  readWhipple,
  spoorenberg,
  whipple,
} from "#warehouse/statistics/age-heaping.ts";
import { ageSexAccuracy } from "#warehouse/statistics/age-sex-accuracy.ts";
import { testGolden } from "../../golden.ts";

testGolden("age_heaping", {
  given: ["counts_from_age_0"],
  methods: {
    age_heaping: (row) => {
      const counts = row.numbers("counts_from_age_0");
      return {
        whipple_23_62: whipple(counts),
        myers_23_82_half: myers(counts),
        myers_10_89_half: myers(counts, 10, 80),
        bachi_23_77: bachi(counts),
        noumbissi_0_20_64: modifiedWhipple(counts, 0),
        spoorenberg_20_64: spoorenberg(counts),
      };
    },
  },
});

testGolden("age_sex_accuracy", {
  given: ["males", "females", "age_lower", "age_max"],
  methods: {
    un_age_sex_accuracy: (row) => {
      const found = ageSexAccuracy(row.numbers("males"), row.numbers("females"));
      return {
        age_ratio_score_m: found?.maleAgeScore,
        age_ratio_score_f: found?.femaleAgeScore,
        sex_ratio_score: found?.sexScore,
        un_joint_score: found?.joint,
      };
    },
  },
});

const even = Array<number>(100).fill(10);
const onlyEndingIn = (digit: number, step: number) =>
  even.map((count, age) => (age % step === digit ? count : 0));

describe("age heaping", () => {
  test("as many people at every age show no preference", () => {
    expect([whipple(even), modifiedWhipple(even, 7), spoorenberg(even)]).toEqual([100, 1, 0]);
    expect(myers(even)).toBeCloseTo(0, 12);
    expect(bachi(even)).toBeCloseTo(0, 12);
  });

  test("everybody on ages ending in 0 or 5 has Whipple's index 500, on 0 alone Myers's 90", () => {
    expect(whipple(onlyEndingIn(0, 5))).toBe(500);
    expect(myers(onlyEndingIn(0, 10))).toBeCloseTo(90, 12);
    expect(bachi(onlyEndingIn(0, 10))).toBeCloseTo(90, 12);
  });

  test("Whipple's index is read in five steps", () => {
    expect([104.9, 105, 110, 125, 175].map(readWhipple)).toEqual([
      "highly_accurate",
      "fairly_accurate",
      "approximate",
      "rough",
      "very_rough",
    ]);
  });

  test("Bachi's ranges lose a decade rather than pass the last age", () => {
    const late = even.map((count, age) => (age > 76 ? 1000 : count));
    expect(bachi(late, 23, 76)).toBeCloseTo(0, 12);
  });

  test("nobody of the ages has no index", () => {
    const none = Array<number>(100).fill(0);
    expect([whipple, myers, bachi, spoorenberg].map((index) => index(none))).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  test("counts that end before the ages asked for are an error", () => {
    expect(() => whipple(even.slice(0, 60))).toThrow('end at "59"; give ages 23 to 62.');
    expect(() => modifiedWhipple(even.slice(0, 66), 4)).toThrow("give ages 18 to 66.");
    expect(() => myers(even, 23, 55)).toThrow('span is "55"');
  });
});

describe("age and sex accuracy", () => {
  test("equal groups and sexes of a large population score 0", () => {
    const groups = Array<number>(5).fill(200_000);
    expect(ageSexAccuracy(groups, groups)).toEqual({
      maleAgeScore: 0,
      femaleAgeScore: 0,
      sexScore: 0,
      joint: 0,
      reading: "accurate",
    });
  });

  test("a missing girl in every other group makes the sex ratio jump", () => {
    const males = [100, 100, 100, 100, 50];
    const females = [100, 50, 100, 50, 50];
    const found = ageSexAccuracy(males, females);
    expect(found).toMatchObject({ maleAgeScore: 0, sexScore: 100, reading: "very_inaccurate" });
  });

  test("a group without females has no score", () => {
    expect(ageSexAccuracy([5, 5, 5, 5], [5, 0, 5, 5])).toBeNull();
    expect(() => ageSexAccuracy([5, 5, 5, 5], [5, 5, 5])).toThrow('"4" male and "3" female');
  });
});

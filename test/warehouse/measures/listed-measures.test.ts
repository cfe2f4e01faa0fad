/** The measures against the list of the specification, `measures.csv`, and against the star. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { findMeasure, measureId } from "#warehouse/read-measures.ts";
import { codeListOf, starTable } from "#warehouse/star.ts";
import { csvRows } from "../../golden.ts";
import { sharedFolder, sharedIsThere } from "../../shared-folder.ts";
import { measures } from "./evaluate-measure.ts";

/** Where the list's title is a remark on another row, or more than a title. */
const ownTitles: Readonly<Record<string, string>> = {
  policyComplianceRateInclLate:
    "Births in line with the policy of the time, late ones included (historic)",
  awarenessRate: "Knowledge and awareness",
  migrantPolicyComplianceRate: "Births of migrants in line with the policy of the time (historic)",
};

/**
 * Second denominators of the official statistics that METHODS.md 3.3 keeps apart, and the records of
 * women, which the migrants' card scores apart (line 8b).
 */
const variants = [
  "entitlementAmountRate",
  "pregnancyDetectionAmongExamined",
  "womenDataAdmissionRate",
];

/** What measures.csv calls a direction. */
const directions: Readonly<Record<string, string>> = {
  higher_better: "higherBetter",
  lower_better: "lowerBetter",
  in_band: "inBand",
  neutral: "neutral",
  historic: "historic",
};

describe.skipIf(!sharedIsThere)("the list of measures", () => {
  const listed = sharedIsThere
    ? csvRows(readFileSync(new URL("measures.csv", sharedFolder), "utf8"))
    : [];

  test("is the folder of measures, id by id, but for the variants", () => {
    const found = [...measures.keys()].filter((id) => !variants.includes(id)).sort();
    expect(listed.map(({ camel }) => camel).sort()).toEqual(found);
    expect(listed.map(({ id }) => measureId(id!.replaceAll("_", "-"))).sort()).toEqual(found);
    expect(found).toHaveLength(72);
  });

  test.each(listed.map((row) => [row.camel!, row] as const))(
    "describes %s as its file",
    (id, row) => {
      const { title, section, multiplier, direction } = findMeasure(measures, id);
      const plain = (text: string) => text.replaceAll("（", "(").replaceAll("）", ")");
      expect({
        zh: plain(title.zh),
        en: title.en,
        section,
        multiplier,
        direction,
      }).toEqual({
        zh: row.zh,
        en: ownTitles[id] ?? row.en!.replace(/ \(formula \d\)$/, ""),
        section: row.section![0],
        multiplier: Number(row.multiplier),
        direction: directions[row.direction!],
      });
    },
  );

  test.each(listed.map((row) => [row.camel!, row] as const))(
    "gives %s an interval or none",
    (id, row) => {
      const none = /^none|finite population|population: section 4.1/.test(row.ci!);
      expect(findMeasure(measures, id).intervalMethod === null).toBe(none);
    },
  );
});

test.each([...measures.keys()])("%s sums columns that the star has, by keys that it has", (id) => {
  const { components, breakdowns, onlyBy, sample } = measures.get(id)!;
  for (const { fact, column, where, breakdowns: splits } of Object.values(components)) {
    const known = starTable(fact).columns;
    const additivity = known[column]?.additivity;
    expect(["additive", "stock", "distinct"], `${fact}.${column}`).toContain(additivity);
    for (const [key, members] of Object.entries(where)) {
      expect(known[key]?.additivity, `${fact}.${key}`).toMatch(/key|attribute/);
      const list = key === "authoritative" ? undefined : codeListOf(key);
      if (list) {
        // 10 and 50 stand for under 15 and for 50 and over.
        expect(list.map((member) => member.key)).toEqual(expect.arrayContaining([...members]));
      }
    }
    for (const key of Object.values(splits)) expect(known, `${fact}.${key}`).toHaveProperty(key);
    for (const key of sample ? [sample.stratum, sample.cluster, sample.population] : []) {
      if (key !== null) expect(known, `${fact}.${key}`).toHaveProperty(key);
    }
  }
  const able = breakdowns.filter((breakdown) =>
    Object.values(components).some((component) => component.breakdowns[breakdown]),
  );
  expect(able).toEqual(breakdowns);
  if (onlyBy) expect(breakdowns).toContain(onlyBy);
});

test("what is of a sensitive class is marked sensitive", () => {
  const column = /certificate|certified|complications|accidents|first_|closed|incidents|pregnanc/;
  const classes = new Set(["policy_class_key", "method_key"]);
  const sensitive = [...measures.values()].filter(({ components }) =>
    Object.values(components).some(
      ({ column: name, where }) =>
        column.test(name) ||
        Object.keys(where).some((key) => classes.has(key) && key === "policy_class_key") ||
        where.service_key?.join() === "7",
    ),
  );
  expect(
    sensitive.filter(({ sensitivity }) => sensitivity !== "sensitive").map(({ id }) => id),
  ).toEqual([]);
  expect(sensitive.length).toBeGreaterThan(10);
});

test("an unknown measure names the nearest one", () => {
  expect(() => findMeasure(measures, "crudBirthrate")).toThrow(
    'Unknown measure "crudBirthrate". Did you mean "crudeBirthRate"?',
  );
});

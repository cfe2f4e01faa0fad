/** The sample documents give every verdict of METHODS.md 12.2, 12.3 and 12.4. */
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { audit } from "#etl/audit/audit.ts";
import { auditDocument } from "#etl/audit/audit-document.ts";
import { readDocument } from "#etl/audit/read-document.ts";

const folder = fileURLToPath(new URL("../../../etl/audit/documents/", import.meta.url));

/** Item, verdict, the relation in numbers, and the first sentence where there is one. */
function table(name: string): string[][] {
  return auditDocument(readDocument(`${folder}${name}`)).map(
    ({ item, verdict, working, sentences }) =>
      [item, verdict, working, sentences[0] ?? ""].filter((text) => text !== ""),
  );
}

test("document 002: the table of METHODS.md 12.2", () => {
  expect(table("002.yaml")).toEqual([
    [
      "birth rate",
      "truncated",
      "1083 ÷ 316 842 × 1000 = 3.42, cut off 3.41",
      "By rounding 3.41 would need 1079 to 1082 births or 317 131 to 318 061 persons (population).",
    ],
    [
      "birth categories",
      "inconsistent",
      "654 + 230 + 2 + 175 = 1061",
      "That is 22 fewer than the printed 1 083.",
    ],
    ["births within policy", "derived", "654 + 230 = 884"],
    ["births outside policy", "derived", "2 + 175 = 177"],
    [
      "compliance",
      "inconsistent",
      "884 ÷ 1083 × 100 = 81.63",
      "90.48 needs 980 births (births within policy, 96 more than printed, and digits cut off) " +
        "or 977 births (106 fewer than printed).",
    ],
    [
      "natural increase",
      "consistent",
      "(1083 − 死亡人数 (not printed)) ÷ 316 842 × 1000 = 0.23",
      "It implies 1009 to 1011 deaths.",
    ],
    ["death rate", "derived", "(1009 to 1011) ÷ 316 842 × 1000 = 3.18 to 3.19"],
    [
      "certificate rate",
      "denominator_missing",
      "356 ÷ 应领证夫妇 (not printed) × 100 = 11.05, cut off 11.04",
      "11.05 follows for 3221 to 3223 eligible couples, with digits cut off for 3219 to 3221; " +
        "the number is not printed.",
    ],
    [
      "procedures",
      "exact",
      "7 + 800 + 7 + 3 = 817",
      "The sum mixes the uptake of a method with abortions and removals.",
    ],
    [
      "long-acting rate",
      "denominator_missing",
      "(7 + 800) ÷ 应落实对象 (not printed) × 100 = 89.6, cut off 89.5",
      "89.6 follows for only 901 women due for a long-acting method, with digits cut off for 900; " +
        "the number is not printed.",
    ],
    ["women", "derived", "61 653 ÷ 316 842 × 100 = 19.46, cut off 19.45"],
    ["station", "consistent", "128 + 60 + 38 + 24 ≤ 1100"],
    ["six mobile services", "derived", "300 + 120 + 87 + 80 + 5 + 12 = 604"],
    [
      "mobile clinic",
      "inconsistent",
      '604 + "100 or more" = at least 704',
      "These are services, not persons: one person may be counted under several of them.",
    ],
    [
      "county against station, removals",
      "inconsistent",
      "60 ≤ 3",
      "The part is 57 more than the whole.",
    ],
    [
      "county against station, abortions",
      "inconsistent",
      "38 ≤ 7",
      "The part is 31 more than the whole.",
    ],
    [
      "sex ratio at birth",
      "not_computable",
      "出生男婴 (not printed) ÷ 出生女婴 (not printed) × 100",
      "No births by sex are printed, although the text claims that the ratio is under control.",
    ],
  ]);
});

test("document 002: the other readings of compliance are told", () => {
  const found = auditDocument(readDocument(`${folder}002.yaml`));
  const compliance = found.find(({ item }) => item === "compliance")!;
  expect(compliance.sentences[1]).toBe(
    "Other readings do not give it either: 884 ÷ (884 + 177) × 100 = 83.32; " +
      "(1083 − 177) ÷ 1083 × 100 = 83.66.",
  );
});

test("document 001: the table of METHODS.md 12.3", () => {
  expect(table("001.yaml")).toEqual([
    [
      "staff pay",
      "text_corruption",
      'The print "20230%" has "2023" where "10" was. It may read "100%". Nothing is computed with it.',
    ],
    ["funding per head, year A", "derived", "1 386 000 ÷ 470 000 = 2.949, cut off 2.948"],
    ["funding, year A", "exact", "1 386 000 ÷ 470 000 − 2.80 = 0.15, cut off 0.14"],
    [
      "funding, year B",
      "inconsistent",
      "1 568 000 ÷ 470 000 = 3.34",
      "5.24 needs 2 462 800 yuan (funding in year B, 894 800 more than printed) or " +
        "299 237 people (population, 170 763 fewer than printed).",
    ],
    ["funding, standard 8.1", "derived", "8.1 × 470 000 = 3 807 000"],
    ["standard against year B", "derived", "3 807 000 ÷ 1 568 000 = 2.4"],
    ["help funds", "exact", "95.5 + 146.5 = 242"],
    ["help per household", "derived", "242 × 10000 ÷ 1290 = 1876, cut off 1875"],
    ["cadre schooling before", "exact", "21 + 60 + 19 = 100"],
    ["cadre schooling after", "exact", "42 + 52 + 6 = 100"],
    [
      "medical specialists",
      "inconsistent",
      "医学专业村干部 (not printed) ÷ 317 × 100",
      "No whole number of cadres with a medical training gives 3.05%. Up to 400 the numbers of " +
        "villages that can give it are 131, 164, 197, 262, 295, 328, 361, 393, 394.",
    ],
    ["married women share", "derived", "97 000 ÷ 470 000 × 100 = 20.64, cut off 20.63"],
    [
      "births below the ceiling",
      "consistent",
      "出生人数 (not printed) ÷ 470 000 × 1000",
      "It implies at most 4465 births.",
    ],
    ["infants against births", "consistent", '"more than 3000" ≤ (0 to 4465)'],
    ["infants registered", "derived", '"more than 3000" ÷ 470 000 × 1000 = at least 6.38'],
    [
      "rates below 9.5 and 4",
      "not_computable",
      '"below 9.5" − "below 4"',
      "Two upper bounds say nothing about their difference.",
    ],
    [
      "self-governing villages",
      "consistent",
      "自治村 (not printed) ÷ 317 × 100 = 90, cut off 89",
      "It implies 284 to 286 self-governing villages.",
    ],
    ["mean age", "derived", "35.4 − 43.2 = −7.8"],
    ["women among the cadres", "derived", "100 − 23 = 77"],
  ]);
});

test("document 003: all points add up, and one print is broken over lines", () => {
  const rows = table("003.yaml");
  expect(rows[0]).toEqual([
    "community staff to residents",
    "text_corruption",
    'The print "1: / 3000 / (1)" is broken over lines. It may read "1:3000". Nothing is computed with it.',
  ]);
  expect(rows.slice(1).map(([, verdict]) => verdict)).toEqual(Array(15).fill("exact"));
  expect(rows[1]).toEqual(["all points", "exact", "25 + 17 + 24 + 16 + 18 = 100"]);
});

test("the documents ask for different things of three measures, and alike of timeliness", async () => {
  const files = readdirSync(folder).map((file) => `${folder}${file}`);
  const { findings } = await audit(files);
  const conflicts = findings.filter(({ verdict }) => verdict === "conflicting_target");
  expect(conflicts.map(({ item, working }) => [item, working])).toEqual([
    ["awarenessRate", ">= 90% (000); >= 90% (003, annex); >= 95% (004)"],
    ["migrantFeedbackRate", ">= 95% (003, text); >= 90% (003, annex)"],
    ["migrantReceiptRate", ">= 95% (003, text); >= 90% (003, annex)"],
  ]);
  expect(findings[0]).toMatchObject({ verdict: "inconsistent" });
  expect(findings.at(-1)).toMatchObject({ verdict: "exact" });
});

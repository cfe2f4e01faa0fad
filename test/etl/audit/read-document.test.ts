/** Documents of figures as people write them, and where their mistakes are. */
import { expect, test } from "vitest";
import { readDocumentText } from "#etl/audit/read-document.ts";
import { readRelation, writeExpression } from "#etl/audit/relation.ts";

const figures = `figures:
  births: { printed: "12", quantity: births }
  people: { printed: "1000" }
`;

test.each([
  ["relations: [rate = births / people]", 'no figure "rate". The figures: births, people.', 4],
  [
    "relations:\n  - births <= peple",
    'The document has no figure "peple". Did you mean "people"?',
    5,
  ],
  [
    "relations: [births + people = births]",
    'The left side of "births + people = births" must be one figure.',
    4,
  ],
  [
    "relations:\n  - { item: x, holds: births = people / }",
    '"births = people /" is no relation: expected a figure or a number at the end.',
    5,
  ],
  ["relations:\n  - births = (people", 'expected ")" at the end.', 5],
  ["relations:\n  - births people", 'expected =, <= or >= at "people".', 5],
  ["relations:\n  - births = people people", 'the end or an operation at "people".', 5],
  ["relations: [{ item: x }]", 'A relation needs "holds".', 4],
  ["targets: [{ measure: awarenessRate }]", '"asks" is missing here.', 4],
  ["figurs: {}", 'Unknown key "figurs". Did you mean "figures"?', 4],
])("%s is a mistake with its place", (text, sentence, line) => {
  const read = () => readDocumentText("report.yaml", `${figures}${text}`);
  expect(read).toThrow(sentence);
  expect(read).toThrow(`report.yaml line ${line}, column `);
});

test("a document without figures or targets is a mistake", () => {
  expect(() => readDocumentText("report.yaml", "title: nothing")).toThrow(
    'A document of figures has "figures" or "targets".',
  );
});

test("ids, labels and relations may be Chinese, and full-width signs are signs", () => {
  const text = `figures:
  出生: { printed: "12" }
  人口: { printed: "1000", label: { zh: 总人口, en: population } }
  出生率: { printed: "12.0‰" }
relations: [ 出生率 = 出生 ÷ 人口 × 1000 ]`;
  const document = readDocumentText("报告.yaml", text);
  expect(document.name).toBe("报告");
  expect(document.figures.get("人口")!.label).toEqual({ zh: "总人口", en: "population" });
  expect(document.relations[0]!.place).toEqual({ file: "报告.yaml", line: 5 });
});

test.each([
  ["x = a - (b + c) / d", "a − (b + c) ÷ d"],
  ["x = a - (b - c)", "a − (b − c)"],
  ["x = a / (b * c) * 100", "a ÷ (b × c) × 100"],
  ["x = (a + b) + c", "a + b + c"],
])("%s keeps the parentheses that it needs", (text, written) => {
  const relation = readRelation(text);
  if (relation.kind !== "equation") throw new Error("no equation");
  expect(writeExpression(relation.alternatives[0]!, (id) => id)).toBe(written);
});

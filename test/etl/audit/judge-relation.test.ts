/** Relations judged: rounding of inputs, what is not printed, and what would have to be true. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { auditDocument } from "#etl/audit/audit-document.ts";
import type { Finding } from "#etl/audit/finding.ts";
import { readDocumentText } from "#etl/audit/read-document.ts";

/** The finding about one relation between prints; a print of null is not printed. */
function judge(relation: string, prints: Record<string, string | null>): Finding {
  const figures = Object.entries(prints).map(
    ([id, printed]) => `  ${id}: ${printed === null ? "{}" : `{ printed: "${printed}" }`}`,
  );
  const text = ["figures:", ...figures, `relations: ["${relation}"]`].join("\n");
  return auditDocument(readDocumentText("x.yaml", text)).at(-1)!;
}

test("a difference of rounded rates may be off by their rounding", () => {
  const rates = { birth: "12.3‰", death: "6.1‰" };
  expect(judge("growth = birth - death", { ...rates, growth: "6.2‰" }).verdict).toBe("exact");
  expect(judge("growth = birth - death", { ...rates, growth: "6.3‰" }).verdict).toBe("consistent");
  expect(judge("growth = birth - death", { ...rates, growth: "6.4‰" }).verdict).toBe(
    "inconsistent",
  );
});

test("counts are what they say: a sum of counts is exact or wrong", () => {
  expect(judge("all = a + b", { all: "12", a: "5", b: "7" }).verdict).toBe("exact");
  expect(judge("all = a + b", { all: "13", a: "5", b: "7" })).toMatchObject({
    verdict: "inconsistent",
    difference: 1,
    sentences: ["That is 1 fewer than the printed 13."],
  });
});

test("a base that is not printed can still be impossible", () => {
  const finding = judge("share = part / whole * 100", { share: "99.9%", part: "3", whole: null });
  expect(finding.verdict).toBe("inconsistent");
});

test("a damaged input is not computed with", () => {
  const finding = judge("all = a + b", { all: "12", a: "5", b: "1O" });
  expect(finding.verdict).toBe("not_computable");
});

test("nothing is divided by nobody", () => {
  const finding = judge("share = part / whole * 100", { share: "5%", part: "0", whole: "0" });
  expect(finding.verdict).toBe("not_computable");
});

test("a relation that everybody knows is judged although the document does not declare it", () => {
  const text = `figures:
  n: { printed: "1000", quantity: population }
  b: { printed: "12", quantity: births }
  r: { printed: "13.0‰", quantity: crudeBirthRate }`;
  const [finding] = auditDocument(readDocumentText("x.yaml", text));
  expect(finding).toMatchObject({
    verdict: "inconsistent",
    relation: "出生率 = 出生人数 ÷ 总人口 × 1000",
    working: "12 ÷ 1000 × 1000 = 12.0",
  });
});

describe("what always holds", () => {
  const share = fc.record({
    whole: fc.integer({ min: 1, max: 5000 }),
    part: fc.nat({ max: 5000 }),
    decimals: fc.integer({ min: 1, max: 3 }),
  });

  test("a rate printed from its own parts is never inconsistent, with or without a part", () => {
    fc.assert(
      fc.property(share, ({ whole, part, decimals }) => {
        const value = (part / whole) * 1000;
        const cut = Math.floor(value * 10 ** decimals + 1e-9) / 10 ** decimals;
        for (const rate of [value.toFixed(decimals), cut.toFixed(decimals)]) {
          const prints = { rate: `${rate}‰`, part: `${part}`, whole: `${whole}` };
          const relation = "rate = part / whole * 1000";
          expect(judge(relation, prints).verdict).not.toBe("inconsistent");
          expect(judge(relation, { ...prints, part: null }).verdict).toBe("consistent");
          if (part === 0) continue;
          expect(judge(relation, { ...prints, whole: null }).verdict).toBe("denominator_missing");
        }
      }),
      { seed: 1 },
    );
  });

  test("with what it needs the print is no longer inconsistent", () => {
    const print = fc.integer({ min: 100, max: 99_999 }).map((digits) => (digits / 100).toFixed(2));
    fc.assert(
      fc.property(share, print, ({ whole, part }, rate) => {
        fc.pre(part > 0);
        const relation = "rate = part / whole * 1000";
        const prints = { rate: `${rate}‰`, part: `${part}`, whole: `${whole}` };
        const finding = judge(relation, prints);
        for (const need of finding.judgement!.needs) {
          if (need.range === null) continue;
          const mended = judge(relation, { ...prints, [need.figure]: String(need.range.low) });
          expect(mended.verdict).not.toBe("inconsistent");
        }
      }),
      { seed: 1 },
    );
  });
});

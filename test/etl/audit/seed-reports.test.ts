/** Every row of the golden file `seed_reports`, end to end: a document of figures, and its audit. */
import { auditDocument } from "#etl/audit/audit-document.ts";
import { readDocumentText } from "#etl/audit/read-document.ts";
import { type GoldenRow, testGolden } from "../../golden.ts";

/** The expressions of the file as relations; `parts` stands for the sum of the list of inputs. */
const relations: Readonly<Record<string, string>> = {
  "yuan/population": "printed = yuan / population",
  "population/villages": "printed = population / villages",
  "yuan/population-standard": "printed = yuan / population - standard",
  "rate*population/1000": "printed = rate * population / 1000",
  "mwra/population*100": "printed = mwra / population * 100",
  "points/area/1.2*100": "printed = points / area_km2 / 1.2 * 100",
  "county >= station": "county >= station",
  sum: "printed = PARTS",
  "sum(parts)-visits": "printed = PARTS - visits",
  "denominators n with round(807/n*100,1)=89.6": "printed = (PARTS) / n * 100",
  "exists integer k: round(k/317*100,2)=3.05": "printed = k / n * 100",
};

testGolden("seed_reports", {
  given: ["seed", "item", "inputs", "expression", "published", "decimals"],
  methods: {
    reproduce_report: (row) => {
      const [finding] = auditDocument(readDocumentText(`${row.text("case_id")}.yaml`, yamlOf(row)));
      const { verdict, judgement } = finding!;
      const { recomputed, rounded, truncated } = judgement!;
      return { status: verdict, computed: recomputed, rounded, truncated };
    },
  },
});

/** The row as a document of figures. */
function yamlOf(row: GoldenRow): string {
  const inputs = Object.entries(row.json("inputs") as Record<string, number | number[]>).filter(
    ([name]) => name !== "published_percent",
  );
  const lists = inputs.flatMap(([, value]) => (Array.isArray(value) ? value : []));
  const parts = lists.map((_, index) => `part${index}`);
  const unknown = row.text("expression").startsWith("denominators n") ? "n" : "k";
  const figures = [
    ...inputs.flatMap(([name, value]) => (Array.isArray(value) ? [] : [[name, `${value}`]])),
    ...lists.map((value, index) => [parts[index], `${value}`]),
  ];
  const published = row.text("published");
  const decimals = row.text("decimals");
  return [
    "figures:",
    published ? `  printed: { printed: "${published}" }` : `  printed: { decimals: ${decimals} }`,
    ...figures.map(([name, value]) => `  ${name}: { printed: "${value}" }`),
    ...(figures.some(([name]) => name === unknown) ? [] : [`  ${unknown}: {}`]),
    `relations: ["${relations[row.text("expression")]!.replace("PARTS", parts.join(" + "))}"]`,
  ].join("\n");
}

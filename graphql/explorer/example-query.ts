/** The query that the explorer opens with: one that has an answer in the warehouse at hand. */
import type { SnapshotManifest } from "#warehouse/engine/snapshot-files.ts";
import type { Measures } from "#warehouse/read-measures.ts";

const favourites = ["crudeBirthRate", "sexRatioAtBirth"];

/** A query over the top area and its last whole year, explained in Chinese and English. */
export function exampleQuery(manifest: SnapshotManifest, measures: Measures): string {
  const chosen = favourites.filter((id) => measures.has(id));
  const ids = chosen.length > 0 ? chosen : [...measures.keys()].slice(0, 2);
  const period = lastWholeYear(manifest);
  const fields = (indent: string) =>
    ids.map((id) => `${indent}${id}(period: "${period}") { ...Figure }`).join("\n");
  return `# 按名称查询指标。每个数值都带有置信区间、状态和出处。
# Ask for measures by name. Every number comes with its interval, its state and its origin.
# Ctrl-Enter 运行 run · Ctrl-Space 补全 complete · 左侧书本图标是说明 the book holds the docs

query Example {
  area(code: ${JSON.stringify(manifest.roots[0] ?? "")}) {
    name(lang: ZH)
    englishName: name(lang: EN)
${fields("    ")}
    children(first: 5) {
      totalCount
      edges {
        node {
          code
          name(lang: ZH)
${fields("          ")}
        }
      }
    }
  }
}

fragment Figure on Estimate {
  measure { title(lang: ZH) englishTitle: title(lang: EN) unit(lang: ZH) }
  display(lang: ZH)
  lower
  upper
  state
  flags
}
`;
}

function lastWholeYear({ firstMonth, lastMonth }: SnapshotManifest): string {
  if (firstMonth === null || lastMonth === null) return "2011";
  const [year, month] = [Math.floor(lastMonth / 100), lastMonth % 100];
  return String(Math.max(month === 12 ? year : year - 1, Math.floor(firstMonth / 100)));
}

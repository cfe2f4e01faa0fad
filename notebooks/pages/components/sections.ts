/** The sections that measures stand in, in the order of the pages (METHODS.md section 3). */
import type { Named } from "./payload.js";

const sections: readonly (Named & { readonly id: string })[] = [
  { id: "D", zh: "人口与生育", en: "Population and births" },
  { id: "F", zh: "避孕与服务", en: "Contraception and services" },
  { id: "Q", zh: "质量与知晓", en: "Quality and knowledge" },
  { id: "E", zh: "兑现、人员与经费", en: "Entitlements, staff and money" },
  { id: "G", zh: "信访与案件", en: "Casework" },
  { id: "I", zh: "信息与登记", en: "Information and registration" },
  { id: "X", zh: "流动人口", en: "Migrants" },
];

/** The place of a section; unknown ones come last. */
export function sectionOrder(id: string): number {
  const at = sections.findIndex((section) => section.id === id);
  return at < 0 ? sections.length : at;
}

/** The name of a section; an unknown one is called by its id. */
export function sectionName(id: string): Named {
  return sections.find((section) => section.id === id) ?? { zh: id, en: id };
}

/** Items grouped by their section, in the order of the sections; empty sections are left out. */
export function bySection<Item extends { readonly section: string }>(
  items: readonly Item[],
): { readonly id: string; readonly items: readonly Item[] }[] {
  const ids = [...new Set(items.map(({ section }) => section))];
  return ids
    .sort((one, other) => sectionOrder(one) - sectionOrder(other))
    .map((id) => ({ id, items: items.filter(({ section }) => section === id) }));
}

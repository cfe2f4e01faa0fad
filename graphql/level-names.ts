/** Names of the usual levels. Levels are data: one that is not listed here is shown by its id. */
import type { Bilingual } from "#warehouse/define-measure.ts";

const names: Readonly<Record<string, Bilingual>> = {
  world: { zh: "世界", en: "world" },
  region: { zh: "区域", en: "region" },
  country: { zh: "国家", en: "country" },
  nation: { zh: "全国", en: "nation" },
  state: { zh: "州", en: "state" },
  province: { zh: "省级", en: "province" },
  city: { zh: "地级", en: "city" },
  prefecture: { zh: "地级", en: "prefecture" },
  county: { zh: "县级", en: "county" },
  district: { zh: "区", en: "district" },
  municipality: { zh: "市镇", en: "municipality" },
  town: { zh: "乡级", en: "town" },
  township: { zh: "乡级", en: "township" },
  village: { zh: "村级", en: "village" },
};

/** The level's name in a language, or its id. */
export function levelName(id: string, lang: "zh" | "en"): string {
  return (Object.hasOwn(names, id) ? names[id]?.[lang] : undefined) ?? id;
}

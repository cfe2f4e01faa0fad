/** What a measure says of itself, in the language that is asked for. */
import type { Measure } from "#warehouse/define-measure.ts";
import type { Language } from "./area.ts";
import type { TypeResolvers } from "./resolvers.ts";

interface LanguageArguments {
  readonly lang: Language;
}

export const measureResolvers: TypeResolvers = {
  title: (measure: Measure, { lang }: LanguageArguments) => measure.title[lang],
  description: (measure: Measure, { lang }: LanguageArguments) => measure.description[lang],
  unit: (measure: Measure, { lang }: LanguageArguments) => measure.unit[lang],
  formula: (measure: Measure, { lang }: LanguageArguments) => measure.formula[lang],
  intervalMethod: (measure: Measure, { lang }: LanguageArguments) =>
    measure.intervalMethod?.[lang] ?? null,
  deprecated: ({ deprecated }: Measure) => deprecated ?? null,
  caveats: (measure: Measure, { lang }: LanguageArguments) =>
    measure.caveats.map((caveat) => caveat[lang]),
};

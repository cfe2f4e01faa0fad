/** Fact columns that no column of a source holds as such: they are made of single years of age. */
import type { FactName } from "#warehouse/star.ts";

interface DerivedColumn {
  /** The source's column without which there is nothing to derive. */
  readonly needs: string;
  /** An aggregate over the rows `r`; null where no single age is known. */
  readonly sql: string;
}

const belowOne = (age: string, count: string) =>
  `CASE WHEN count(r.${age}_years) > 0 THEN
    coalesce(sum(r.${count}) FILTER (WHERE r.${age}_years = 0), 0) END`;

const mothers = (weight: string): DerivedColumn => ({
  needs: "maternal_age",
  sql: `sum(r.births_count * ${weight}) FILTER (WHERE r.maternal_age_years IS NOT NULL)`,
});

/** Fact → column → how it is made. */
export const derivedColumns: Partial<Record<FactName, Record<string, DerivedColumn>>> = {
  fact_births: {
    mothers_of_known_age_count: mothers("1"),
    maternal_age_sum: mothers("r.maternal_age_years"),
    maternal_age_square_sum: mothers("r.maternal_age_years * r.maternal_age_years"),
  },
  fact_deaths: { infant_deaths_count: { needs: "age", sql: belowOne("age", "deaths_count") } },
  fact_population_stock: {
    infants_count: { needs: "age", sql: belowOne("age", "population_count") },
  },
};

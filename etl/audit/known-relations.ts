/**
 * The relations that hold between well-known quantities wherever they are printed for one area and
 * period (METHODS.md 3 and 6.1, R2 to R5, R9, R10). Numbers are in the units of the quantities.
 */
import { quantities } from "./quantities.ts";
import { type Relation, readRelation, writeExpression } from "./relation.ts";

const texts = [
  "population = malePopulation + femalePopulation",
  "sexRatio = malePopulation / femalePopulation × 100",
  "births = maleBirths + femaleBirths",
  "births = firstBirths + secondBirths + higherOrderBirths",
  "births = birthsWithinPolicy + birthsOutsidePolicy",
  "sexRatioAtBirth = maleBirths / femaleBirths × 100",
  "crudeBirthRate = births / population × 1000",
  "crudeDeathRate = deaths / population × 1000",
  "naturalIncrease = births - deaths",
  "naturalIncreaseRate = (births - deaths) / population × 1000",
  "naturalIncreaseRate = crudeBirthRate - crudeDeathRate",
  "policyComplianceRate = birthsWithinPolicy / births × 100",
  "womenOfReproductiveAgeShare = womenOfReproductiveAge / population × 100",
  "womenOfReproductiveAgeShare = (women15to19 + women20to24 + women25to29 + women30to34" +
    " + women35to39 + women40to44 + women45to49) / population × 100",
  "mwraShare = marriedWomen / population × 100",
  "contraceptivePrevalence = methodUsers / marriedWomen × 100",
  "oneChildCertificateRate = certificateHolders / eligibleCouples × 100",
  "sterilisationUsers = femaleSterilisationUsers + maleSterilisationUsers",
  "fundingPerCapita = fundingSpent / population",
  "methodUsers <= marriedWomen",
  "iudUsers + sterilisationUsers <= methodUsers",
  "iudUsers <= womenOfReproductiveAge",
  "femaleSterilisationUsers <= womenOfReproductiveAge",
  "marriedWomen <= womenOfReproductiveAge",
  "womenOfReproductiveAge <= femalePopulation",
  "womenOfReproductiveAge <= population",
  "certificateHolders <= eligibleCouples",
];

export interface KnownRelation {
  readonly id: string;
  readonly relation: Relation;
}

/** All of them; the figures that they name are the ids of quantities.ts. */
export const knownRelations: readonly KnownRelation[] = texts.map((text) => ({
  id: text,
  relation: readRelation(text),
}));

const titles = new Map(quantities.map(({ id, title }) => [id, title]));

/** The relation in the Chinese names of its figures: `出生率 = 出生人数 ÷ 总人口 × 1000`. */
export function writeRelation(
  relation: Relation,
  name: (figure: string) => string = (id) => titles.get(id)?.zh ?? id,
): string {
  if (relation.kind === "limit") {
    const { smaller, larger } = relation;
    return `${writeExpression(smaller, name)} ≤ ${writeExpression(larger, name)}`;
  }
  const right = relation.alternatives.map((one) => writeExpression(one, name));
  return `${name(relation.figure)} = ${right.join(" or ")}`;
}

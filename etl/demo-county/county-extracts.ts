/** All extracts of the demo county, whichever department sends them. */
import { areaBorders } from "./area-borders.ts";
import { areaExtracts } from "./areas-extract.ts";
import { assessmentReturn } from "./assessment.ts";
import { checkupCells, checkupReturns } from "./checkups.ts";
import type { County } from "./county.ts";
import type { Extract } from "./extract.ts";
import { fundingReturn } from "./funding.ts";
import { marriageReturns } from "./marriages.ts";
import { migrantReturns } from "./migrants.ts";
import { caseReturn, healthReturn, priceReturn } from "./office-returns.ts";
import { entitlementReturn, staffReturns } from "./people-returns.ts";
import { reportedFigures } from "./reported-figures.ts";
import { serviceReturns } from "./service-returns.ts";
import { serviceCells } from "./services.ts";
import { stationLogs } from "./station-logs.ts";
import { surveyWaves } from "./survey-waves.ts";
import { recordAudits, supplyPoints, villagePractices } from "./village-returns.ts";
import { womenCells } from "./women.ts";
import { womenRegister } from "./women-register.ts";

/** Every extract with its rows and faults, in no order. */
export function countyExtracts(county: County): Extract[] {
  const rounds = checkupCells(county);
  const services = serviceCells(county, rounds);
  return [
    ...areaExtracts(county.areas),
    areaBorders(county.areas),
    ...county.births.files,
    ...county.deaths,
    fundingReturn(county.areas, county.registered),
    county.register,
    ...womenRegister(womenCells(county)),
    ...serviceReturns(county, services),
    ...stationLogs(county, services),
    ...checkupReturns(rounds),
    ...marriageReturns(county),
    ...migrantReturns(county),
    entitlementReturn(county),
    ...staffReturns(county),
    villagePractices(county),
    recordAudits(county),
    supplyPoints(county),
    surveyWaves(county),
    caseReturn(county),
    healthReturn(county),
    priceReturn(county),
    assessmentReturn(county),
    reportedFigures(county),
  ];
}

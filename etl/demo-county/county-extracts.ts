/** All extracts of the demo county, whichever department sends them. */
import { areasExtract } from "./areas-extract.ts";
import type { County } from "./county.ts";
import type { Extract } from "./extract.ts";
import { fundingReturn } from "./funding.ts";
import { registerFile } from "./register-file.ts";
import { serviceReturns } from "./service-returns.ts";
import { serviceCells } from "./services.ts";
import { womenCells } from "./women.ts";
import { womenRegister } from "./women-register.ts";

/** Every extract with its rows and faults, in no order. */
export function countyExtracts(county: County): Extract[] {
  const services = serviceCells(county);
  return [
    areasExtract(county.areas),
    ...county.births.files,
    ...county.deaths,
    fundingReturn(county.areas, county.registered),
    registerFile(county.areas, county.stocks),
    ...womenRegister(womenCells(county)),
    ...serviceReturns(county, services),
  ];
}

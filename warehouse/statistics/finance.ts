/** Ratios of money: per head, in constant prices, and share of a budget spent. No limits (4.1). */
import { requireExposure } from "./interval.ts";

/** Yuan per person of the mean population; RangeError when there is no population. */
export function perHead(amountYuan: number, meanPopulation: number): number {
  requireExposure(meanPopulation, "meanPopulation");
  return amountYuan / meanPopulation;
}

/**
 * An amount of one year in the prices of the base year: amount * base index / index of its year.
 * RangeError unless both indices are above zero. Source: METHODS.md 3.2.
 */
export function deflated(amountYuan: number, priceIndex: number, baseIndex: number): number {
  requireExposure(priceIndex, "priceIndex");
  requireExposure(baseIndex, "baseIndex");
  return (amountYuan * baseIndex) / priceIndex;
}

/** Per cent of the budget that was spent; may pass 100. RangeError when there is no budget. */
export function executionPercent(spentYuan: number, budgetYuan: number): number {
  requireExposure(budgetYuan, "budgetYuan");
  return (100 * spentYuan) / budgetYuan;
}

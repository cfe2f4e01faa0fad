/** The ids under which sums are kept while one question, or many together, are answered. */
import type { Component } from "../define-measure.ts";
import type { Period } from "../periods.ts";
import type { SumRequest } from "./sum-components.ts";

/** Numbers of components: ids are made by the million, so they are short. */
const numbers = new WeakMap<Component, number>();
const numbersByContent = new Map<string, number>();

/** What is summed: two facts have columns of one name, so the fact is part of it. */
export function columnId({ component, base }: SumRequest): string {
  let number = numbers.get(component);
  if (number === undefined) {
    const content = JSON.stringify([component.fact, component.column, component.where]);
    number = numbersByContent.get(content) ?? numbersByContent.size;
    numbersByContent.set(content, number);
    numbers.set(component, number);
  }
  return `${number}/${base}`;
}

/** What is summed, and by which keys. */
export const splitId = (request: SumRequest) =>
  `${request.time}/${request.borders}/${columnId(request)}/${request.splitBy.join()}`;

/** One sum of a split: of an area, a period and keys. */
export const cellId = (split: string, area: number, period: Period, keys: readonly number[]) =>
  `${split}|${area}|${period.id}|${keys.join()}`;

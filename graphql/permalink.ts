/**
 * The address of one estimate on this server, for ever: it names the snapshot, so the number
 * behind it never changes.
 */
import type { Breakdown, Category, Estimate } from "#warehouse/estimate.ts";
import { InputError } from "#warehouse/input-error.ts";
import { snakeCase } from "./snake-case.ts";

export interface Permalink {
  readonly snapshot: string;
  readonly measure: string;
  readonly area: string;
  readonly period: string;
  /** As GraphQL spells it. */
  readonly base: string | null;
  /** CURRENT, or null for the borders of the time. */
  readonly borders: string | null;
  /** PERIOD, or null for rates per person-year. */
  readonly rateKind: string | null;
  /** The breakdowns as GraphQL spells them, with the member's code. */
  readonly categories: readonly { readonly breakdown: string; readonly code: string }[];
  readonly confidence: number;
}

const defaultConfidence = 0.95;

/** `/estimates/<snapshot>/<measure>/<area>/<period>?base=RESIDENT&by=SEX:female&confidence=0.9`. */
export function permalinkOf(
  estimate: Pick<
    Estimate,
    "snapshot" | "measure" | "area" | "period" | "base" | "borders" | "rateKind" | "confidence"
  > & {
    readonly categories: readonly Pick<Category, "breakdown" | "code">[];
  },
): string {
  const { snapshot, measure, area, period, base, borders, rateKind, categories, confidence } =
    estimate;
  const query = new URLSearchParams();
  if (base) query.set("base", snakeCase(base));
  if (borders === "current") query.set("borders", "CURRENT");
  if (rateKind === "period") query.set("rateKind", "PERIOD");
  for (const category of categories) query.append("by", categoryText(category));
  if (confidence !== defaultConfidence) query.set("confidence", String(confidence));
  const path = [snapshot, measure, area, period].map(encodeURIComponent).join("/");
  return `/estimates/${path}${query.size > 0 ? `?${query}` : ""}`;
}

/** Reads a permalink's address. InputError when it is not one. */
export function parsePermalink(address: URL): Permalink {
  const [snapshot, measure, area, period, ...rest] = address.pathname
    .slice("/estimates/".length)
    .split("/")
    .map(decoded);
  if (!snapshot || !measure || !area || !period || rest.length > 0) {
    throw new InputError(
      `Unknown address "${address.pathname}". ` +
        "Write /estimates/<snapshot>/<measure>/<area>/<period>.",
    );
  }
  const confidence = address.searchParams.get("confidence");
  return {
    snapshot,
    measure,
    area,
    period,
    base: address.searchParams.get("base"),
    borders: address.searchParams.get("borders"),
    rateKind: address.searchParams.get("rateKind"),
    categories: address.searchParams.getAll("by").map(parseCategory),
    confidence: confidence === null ? defaultConfidence : numberFrom(confidence),
  };
}

function categoryText({ breakdown, code }: Pick<Category, "breakdown" | "code">): string {
  return `${snakeCase(breakdown satisfies Breakdown)}:${code}`;
}

function parseCategory(text: string): { breakdown: string; code: string } {
  const colon = text.indexOf(":");
  if (colon < 1) throw new InputError(`"by" must be like SEX:female, found "${text}".`);
  return { breakdown: text.slice(0, colon), code: text.slice(colon + 1) };
}

function numberFrom(text: string): number {
  const number = Number(text);
  if (text.trim() === "" || !Number.isFinite(number)) {
    throw new InputError(`"confidence" must be a number like 0.95, found "${text}".`);
  }
  return number;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new InputError(`The address part "${part}" is not valid percent-encoding.`);
  }
}

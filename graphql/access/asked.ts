/**
 * What a document asks about, as far as that is cheaply known: the measures, areas and periods that
 * stand in it or in its variables. For the audit log, so it keeps codes only: free text, like a
 * search, is left out.
 */
import { type DocumentNode, parse, valueFromASTUntyped, visit } from "graphql";

export interface Asked {
  readonly measures: readonly string[];
  readonly areas: readonly string[];
  readonly periods: readonly string[];
}

export type Variables = Readonly<Record<string, unknown>>;

/** A list that is longer is cut: the hash of the variables still tells two questions apart. */
const mostOfEach = 100;

const nothing: Asked = { measures: [], areas: [], periods: [] };

/** Which list the values of an argument or an input field belong to, by its name. */
const kinds: Readonly<Record<string, keyof Asked>> = {
  ...{ measure: "measures", measures: "measures", id: "measures" },
  ...{ area: "areas", areas: "areas", code: "areas", codes: "areas", within: "areas" },
  ...{ period: "periods", periods: "periods", list: "periods", from: "periods", to: "periods" },
  ...{ with: "periods" },
};

/** Nothing when the source cannot be parsed. `isMeasure` knows the measure ids. */
export function askedOf(
  source: string,
  variables: Variables,
  isMeasure: (id: string) => boolean,
): Asked {
  const document = parsed(source);
  if (!document) return nothing;
  const found = {
    measures: new Set<string>(),
    areas: new Set<string>(),
    periods: new Set<string>(),
  };
  const collect = (name: string, value: unknown): void => {
    if (Array.isArray(value)) {
      for (const one of value) collect(name, one);
    } else if (typeof value === "object" && value !== null) {
      for (const [inner, one] of Object.entries(value)) collect(inner, one);
    } else if (typeof value === "string") {
      const kind = kinds[name];
      if (kind === "measures" && isMeasure(value)) found.measures.add(value);
      else if (kind && kind !== "measures" && isCode(value)) found[kind].add(value);
    }
  };
  const values: Record<string, unknown> = { ...variables };
  visit(document, {
    VariableDefinition({ variable, defaultValue }) {
      if (defaultValue) values[variable.name.value] ??= valueFromASTUntyped(defaultValue);
    },
    Field({ name }) {
      // A measure is also a field of Area, and split by breakdowns with "By" at the end.
      const id = [name.value, name.value.replace(/By$/, "")].find(isMeasure);
      if (id) found.measures.add(id);
    },
    Argument(argument) {
      collect(argument.name.value, valueFromASTUntyped(argument.value, values));
    },
  });
  const list = (set: Set<string>) => [...set].sort().slice(0, mostOfEach);
  return {
    measures: list(found.measures),
    areas: list(found.areas),
    periods: list(found.periods),
  };
}

function parsed(source: string): DocumentNode | undefined {
  try {
    return parse(source, { maxTokens: 2000, noLocation: true });
  } catch {
    // The answer says what is wrong with it; the log has the hash of what was sent.
    return undefined;
  }
}

/** Codes of areas and periods are short words; a name or a sentence is not. */
function isCode(text: string): boolean {
  return /^[\w.:-]{1,40}$/.test(text);
}

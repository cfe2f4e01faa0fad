/**
 * The contract's scalars. What is asked with is text; what the text means is checked where it is used,
 * so that a wrong period is told in one way by every question. Shapes are only answered.
 */
import { GraphQLError, GraphQLScalarType, Kind } from "graphql";

/** A scalar that accepts text; a period may also be written as a bare year, `2011`. */
function textScalar(name: string, description: string, numbersToo = false): GraphQLScalarType {
  const parse = (value: unknown): string => {
    if (typeof value === "string") return value;
    if (numbersToo && typeof value === "number") return String(value);
    throw new GraphQLError(`${name} must be text, found "${kindOf(value)}".`);
  };
  return new GraphQLScalarType({
    name,
    description,
    serialize: String,
    parseValue: parse,
    parseLiteral: (node) => {
      if (node.kind === Kind.STRING) return node.value;
      if (numbersToo && node.kind === Kind.INT) return node.value;
      throw new GraphQLError(`${name} must be text in double quotes.`, { nodes: node });
    },
  });
}

/** Never the value itself: of one that is nested deep enough not even JSON can be made. */
function kindOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  return Array.isArray(value) ? "a list" : "an object";
}

/** A scalar of answers; no argument is of its kind. */
function answeredScalar(name: string, description: string): GraphQLScalarType {
  const parse = (): never => {
    throw new GraphQLError(`${name} is only answered, never asked with.`);
  };
  return new GraphQLScalarType({ name, description, parseValue: parse, parseLiteral: parse });
}

/** Date, DateTime, Period and GeoJSON; their descriptions repeat the contract's, which a test compares. */
export const scalars: readonly GraphQLScalarType[] = [
  textScalar("Date", "A date as YYYY-MM-DD."),
  textScalar("DateTime", "A moment as ISO 8601 in UTC."),
  textScalar(
    "Period",
    "A period as text: `2011`, `2011-H1`, `2011-Q3`, `2011-09`, a statistical year `SY2011` (October 2010 to September 2011), or `2011-09-D2`, the ten-day part of a return.",
    true,
  ),
  answeredScalar(
    "GeoJSON",
    "A shape as a GeoJSON object (RFC 7946): a MultiPolygon of closed rings, its positions [longitude, latitude] in degrees.",
  ),
];

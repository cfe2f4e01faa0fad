/**
 * Every argument of the schema that takes text or numbers, at whatever depth, each with a query that
 * reaches it: a field that is added to the contract is attacked without anybody listing it.
 */
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNamedInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from "graphql";

export interface WalkedArgument {
  /** `Query.estimates(periods.list)`. */
  readonly name: string;
  /** The named type: `ID`, `Period`, `Int` … */
  readonly type: string;
  /** A field of `Query` that reaches it, with `value` (GraphQL text) in its place. */
  readonly selection: (value: string) => string;
  /** Whether an error leaves the fields beside it standing. */
  readonly nullable: boolean;
}

/** What a required argument gets so that the fields below it are reached, by name. */
const goodValues: Readonly<Record<string, string>> = {
  area: '"990521"',
  areas: '{codes: ["990521"]}',
  by: "[SEX]",
  code: '"990521"',
  event: '"births"',
  id: '"crudeBirthRate"',
  level: '"village"',
  measure: '"crudeBirthRate"',
  measures: '["crudeBirthRate"]',
  period: '"2011"',
  periods: '{list: ["2011"]}',
  source: '"births-family-planning"',
};

/** What else an input object has to say for a field of it to be looked at. */
const companions: Readonly<Record<string, string>> = {
  to: 'from: "2011"',
  within: 'level: "village"',
};

/**
 * Every argument of one of the named types, in the order of the schema. `more` says what required
 * arguments get that only a warehouse knows.
 */
export function walkArguments(
  schema: GraphQLSchema,
  types: readonly string[],
  more: Readonly<Record<string, string>> = {},
): WalkedArgument[] {
  const call = caller({ ...goodValues, ...more });
  const query = schema.getQueryType()!;
  const reached = new Map<string, Reach>([
    [query.name, { wrap: (inner) => inner, nullable: null }],
  ]);
  const waiting: GraphQLObjectType[] = [query];
  const found: WalkedArgument[] = [];
  for (let type = waiting.shift(); type; type = waiting.shift()) {
    const reach = reached.get(type.name)!;
    for (const field of Object.values(type.getFields())) {
      const nullable = reach.nullable ?? !isNonNullType(field.type);
      for (const argument of field.args) {
        for (const place of placesOf(argument, types)) {
          found.push({
            name: `${type.name}.${field.name}(${place.name})`,
            type: place.type,
            selection: (value) => reach.wrap(call(field, argument, place.wrap(value), leaf(field))),
            nullable,
          });
        }
      }
      const target = getNamedType(field.type);
      if (!isObjectType(target) || reached.has(target.name)) continue;
      const wrap = (inner: string) => reach.wrap(call(field, null, "", ` { ${inner} }`));
      reached.set(target.name, { wrap, nullable });
      waiting.push(target);
    }
  }
  return found;
}

interface Reach {
  readonly wrap: (inner: string) => string;
  /** Of the field of `Query` that it begins with; null before there is one. */
  readonly nullable: boolean | null;
}

interface Place {
  readonly name: string;
  readonly type: string;
  readonly wrap: (value: string) => string;
}

/** Where in an argument a value of the types may stand: itself, in a list, in an input object. */
function placesOf(
  { name, type }: GraphQLArgument | GraphQLInputField,
  types: readonly string[],
): Place[] {
  const named = getNamedType(type) as GraphQLNamedInputType;
  const listed = listDepth(type);
  const inList = (value: string) => "[".repeat(listed) + value + "]".repeat(listed);
  if (types.includes(named.name)) return [{ name, type: named.name, wrap: inList }];
  if (!isInputObjectType(named)) return [];
  const fields = Object.values(named.getFields());
  return fields.flatMap((field) =>
    placesOf(field, types).map((place) => ({
      ...place,
      name: `${name}.${place.name}`,
      wrap: (value) => {
        const others = fields
          .filter((other) => other !== field && isRequiredInputField(other))
          .map((other) => `${other.name}: ${goodValue(other)}`);
        const given = [`${field.name}: ${place.wrap(value)}`, companions[field.name] ?? [], others];
        return inList(`{${given.flat().join(", ")}}`);
      },
    })),
  );
}

function listDepth(type: GraphQLInputType): number {
  if (isNonNullType(type)) return listDepth(type.ofType);
  return isListType(type) ? 1 + listDepth(type.ofType) : 0;
}

/** Writes a field with its required arguments, one of them with a value of ours. */
function caller(values: Readonly<Record<string, string>>) {
  return (
    field: GraphQLField<unknown, unknown>,
    argument: GraphQLArgument | null,
    value: string,
    selections: string,
  ): string => {
    const others = field.args.filter((other) => other !== argument && isRequiredArgument(other));
    const given = [
      ...(argument ? [`${argument.name}: ${value}`] : []),
      ...others.map((other) => `${other.name}: ${goodValue(other, values)}`),
    ];
    return `${field.name}${given.length > 0 ? `(${given.join(", ")})` : ""}${selections}`;
  };
}

function goodValue(
  { name, type }: GraphQLArgument | GraphQLInputField,
  values = goodValues,
): string {
  const named = getNamedType(type);
  if (isListType(isNonNullType(type) ? type.ofType : type) && name === "areas") return '["990521"]';
  if (isEnumType(named) && name !== "by") return named.getValues()[0]!.name;
  return values[name] ?? '"x"';
}

function leaf(field: GraphQLField<unknown, unknown>): string {
  return isObjectType(getNamedType(field.type)) ? " { __typename }" : "";
}

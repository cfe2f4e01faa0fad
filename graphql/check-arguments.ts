/**
 * Looks at the text in every argument before its resolver runs: what no code, name or period can
 * hold is refused in one sentence, wherever it stands, and never reaches SQL.
 */
import {
  defaultFieldResolver,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isObjectType,
  isScalarType,
} from "graphql";
import { InputError } from "#warehouse/input-error.ts";

/** The longest text that is looked up; the longest names and cursors are a tenth of it. */
const mostCharacters = 1000;

/** NUL ends a text for some programs; half of a character has no bytes in UTF-8. */
const unwritable = /\0|\p{Cs}/u;

/** Wraps the resolvers of all fields that take text, in place, and gives the schema back. */
export function checkArguments(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    for (const field of Object.values(type.getFields())) {
      if (!field.args.some(({ type }) => holdsText(type))) continue;
      const resolve = field.resolve ?? defaultFieldResolver;
      field.resolve = (source, args, context, info) => {
        for (const name of Object.keys(args)) checkText(name, args[name]);
        return resolve(source, args, context, info);
      };
    }
  }
  return schema;
}

function holdsText(type: GraphQLInputType): boolean {
  const named = getNamedType(type);
  if (isInputObjectType(named)) {
    return Object.values(named.getFields()).some((field) => holdsText(field.type));
  }
  return isScalarType(named) && !["Boolean", "Float", "Int"].includes(named.name);
}

/** @throws InputError that names the argument */
function checkText(name: string, value: unknown): void {
  if (typeof value === "string") {
    if (value.length > mostCharacters) {
      throw new InputError(
        `"${name}" has "${value.length}" characters; at most ${mostCharacters} are looked up.`,
      );
    }
    if (unwritable.test(value)) {
      throw new InputError(
        `"${name}" holds a character that cannot be written, found ${shown(value)}. ` +
          "Leave out NUL and halves of characters.",
      );
    }
  } else if (Array.isArray(value)) {
    for (const one of value) checkText(name, one);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, part] of Object.entries(value)) checkText(`${name}.${key}`, part);
  }
}

/** With the characters that cannot be written as their numbers: `"a\u0000b"`. */
function shown(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}

/**
 * Runs a GraphQL operation in this process, with the same schema and the same answers as the
 * server: for the pages' data loaders, the command line and permalinks.
 */
import { randomUUID } from "node:crypto";
import {
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  parse,
  specifiedRules,
  validate,
} from "graphql";
import { publicRole, type Role } from "#warehouse/role.ts";
import type { Warehouse } from "#warehouse/warehouse.ts";
import { checkArguments } from "./check-arguments.ts";
import type { ErrorCode } from "./error-codes.ts";
import { type Log, logToStandardError } from "./log.ts";
import { withOperation } from "./operation.ts";
import { presentError } from "./present-error.ts";
import { schemaOf } from "./schema.ts";

export interface RunOptions {
  /** Names the operation in the log and in internal errors; made up when absent. */
  readonly requestId?: string;
  readonly log?: Log;
  /** Who asks; everybody when absent. */
  readonly role?: Role;
}

const schemas = new WeakMap<Warehouse, GraphQLSchema>();

/** The schema of a warehouse, made once. */
export function schemaOfWarehouse(warehouse: Warehouse): GraphQLSchema {
  const known = schemas.get(warehouse);
  if (known) return known;
  const made = checkArguments(schemaOf(warehouse.measures));
  schemas.set(warehouse, made);
  return made;
}

/**
 * The answer to a query: `data`, `errors` or both. Throws nothing: a mistake of the query is in
 * `errors` with code BAD_USER_INPUT or a GRAPHQL_… code, our own failure with a request id.
 * The limits on depth and number of fields are the server's and do not hold here.
 */
export async function runOperation(
  warehouse: Warehouse,
  source: string,
  variables: Readonly<Record<string, unknown>> = {},
  { requestId = randomUUID(), log = logToStandardError, role = publicRole }: RunOptions = {},
): Promise<ExecutionResult> {
  const present = (errors: readonly GraphQLError[]) =>
    errors.map((error) => presentError(error, { requestId, log }));
  try {
    const schema = schemaOfWarehouse(warehouse);
    const document = parse(source);
    const mistakes = validate(schema, document, specifiedRules);
    if (mistakes.length > 0) {
      return {
        errors: present(mistakes.map((error) => coded(error, "GRAPHQL_VALIDATION_FAILED"))),
      };
    }
    const result = await withOperation({ warehouse, role, requestId, log }, async (operation) =>
      execute({ schema, document, variableValues: variables, contextValue: { operation } }),
    );
    return result.errors ? { ...result, errors: present(result.errors) } : result;
  } catch (error) {
    if (error instanceof GraphQLError) {
      return { errors: present([coded(error, "GRAPHQL_PARSE_FAILED")]) };
    }
    const originalError = error instanceof Error ? error : new Error(String(error));
    return { errors: present([new GraphQLError(originalError.message, { originalError })]) };
  }
}

/** The error with a code that says which step refused; one that has a code of its own keeps it. */
export function coded(error: GraphQLError, code: ErrorCode): GraphQLError {
  const { message, nodes, source, positions, path } = error;
  const extensions = { code, ...error.extensions };
  return new GraphQLError(message, { nodes, source, positions, path, extensions });
}

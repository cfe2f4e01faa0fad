/**
 * What an export does before it reads anything: the document is parsed, checked by the same rules and
 * limits as any question, planned as a table, and cut into pages.
 */
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
} from "graphql";
import type { ErrorCode } from "../error-codes.ts";
import { presentError } from "../present-error.ts";
import { refuseCostly } from "../query-cost.ts";
import { coded } from "../run-operation.ts";
import type { ExportOptions, ExportQuestion } from "./export-query.ts";
import { planRows, type RowPlan } from "./plan-rows.ts";
import { added, withPages, withStates } from "./prepare-document.ts";

/** A query that was answered with errors, or not at all; each is as a client may read it. */
export class ExportError extends Error {
  override readonly name = "ExportError";
  readonly errors: readonly GraphQLError[];

  constructor(errors: readonly GraphQLError[]) {
    super(errors.map(({ message }) => message).join(" "));
    this.errors = errors;
  }
}

export interface PreparedExport {
  /** Asks for one page: `$exportFirst` rows behind `$exportAfter`. */
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly plan: RowPlan;
  /** The rows of the first page: as many as the cost allows, 500 at most. */
  readonly first: number;
}

const mostRowsOfPage = 500;

/** @throws ExportError for errors of the query or its cost, InputError for one that is no single table */
export function prepareExport(
  schema: GraphQLSchema,
  { source, variables = {}, operationName }: ExportQuestion,
  options: ExportOptions,
): PreparedExport {
  const fail = (errors: readonly GraphQLError[], code: ErrorCode): never => {
    throw new ExportError(errors.map((error) => presentError(coded(error, code), options)));
  };
  const read = parsed(source, options.tokens);
  if (read instanceof GraphQLError) return fail([read], "GRAPHQL_PARSE_FAILED");
  const mistakes = validate(schema, read, [...specifiedRules, ...(options.rules ?? [])]);
  if (mistakes.length > 0) return fail(mistakes, "GRAPHQL_VALIDATION_FAILED");
  const document = withStates(schema, read);
  const operation = getOperationAST(document, operationName);
  if (!operation) {
    const message = operationName
      ? `No operation "${operationName}" in the query.`
      : 'The query has several operations: name one with "operationName".';
    return fail([new GraphQLError(message)], "OPERATION_RESOLUTION_FAILURE");
  }
  const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (coerced.errors) return fail(coerced.errors, "BAD_USER_INPUT");
  const fragments = fragmentsOf(document);
  const plan = planRows({ schema, operation, fragments, variables: coerced.coerced });
  const paged = withPages(document, operation, plan);
  const name = operation.name?.value;
  const first = firstPage({ schema, document: paged, name, variables }, options.cost, fail);
  return { document: paged, operationName: name, variables, plan, first };
}

interface PagedDocument {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly name: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The largest page, by halves, that costs no more than `most`; even one row may be too much. */
function firstPage(
  { schema, document, name, variables }: PagedDocument,
  most: number | undefined,
  fail: (errors: readonly GraphQLError[], code: ErrorCode) => never,
): number {
  if (most === undefined) return mostRowsOfPage;
  const operation = getOperationAST(document, name) as OperationDefinitionNode;
  for (let first = mostRowsOfPage; ; first = Math.ceil(first / 2)) {
    try {
      const values = { ...variables, [added.first]: first };
      refuseCostly({ schema, document, operation, variables: values }, most);
      return first;
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      if (first === 1) return fail([error], "QUERY_TOO_COMPLEX");
    }
  }
}

function parsed(source: string, maxTokens: number | undefined): DocumentNode | GraphQLError {
  try {
    return parse(source, { maxTokens });
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

function fragmentsOf({ definitions }: DocumentNode): Map<string, FragmentDefinitionNode> {
  return new Map(
    definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );
}

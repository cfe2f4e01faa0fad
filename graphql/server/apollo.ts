/** Apollo Server as we run it: no Express, no batches, no tracing of fields, our own errors. */
import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import { ApolloServerErrorCode } from "@apollo/server/errors";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import { type GraphQLSchema, validate } from "graphql";
import { closedIntrospectionRule } from "../closed-introspection.ts";
import type { ErrorCode } from "../error-codes.ts";
import { type Limits, limitRule } from "../limit-rule.ts";
import type { Log } from "../log.ts";
import type { OperationContext } from "../operation.ts";
import { presentError } from "../present-error.ts";
import { refuseCostly } from "../query-cost.ts";
import type { Visit } from "./visit.ts";

/** What an operation over HTTP knows besides itself. */
export interface ServerContext extends OperationContext {
  readonly visit: Visit;
}

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  /** False closes the schema to everybody but stewards. */
  readonly introspection: boolean;
  readonly log: Log;
}

/** A started server for `executeHTTPGraphQLRequest`; stop it after use. */
export async function startApollo({
  schema,
  limits,
  introspection,
  log,
}: ApolloOptions): Promise<ApolloServer<ServerContext>> {
  const note = (message: unknown) => log({ level: "error", message: String(message) });
  const server = new ApolloServer<ServerContext>({
    schema,
    // The schema is public and documented; where it is closed, the role decides (see below).
    introspection: true,
    hideSchemaDetailsFromClientErrors: !introspection,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: limits.tokens },
    validationRules: [limitRule(limits)],
    nodeEnv: "production",
    logger: { debug: () => {}, info: () => {}, warn: note, error: note },
    plugins: [
      // Apollo's own wraps every field of every row, which doubles the price of a table.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      refusalPlugin(limits, introspection),
      errorPlugin,
    ],
  });
  await server.start();
  return server;
}

/** Refuses what only the variables or the role can tell, before anything is run. */
function refusalPlugin(limits: Limits, introspection: boolean): ApolloServerPlugin<ServerContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ schema, document, operation, request, contextValue }) {
          const { role } = contextValue.operation;
          if (!introspection && role.kind !== "steward") {
            const [mistake] = validate(schema, document, [closedIntrospectionRule]);
            if (mistake) throw mistake;
          }
          if (!operation) return;
          const variables = request.variables ?? {};
          refuseCostly({ schema, document, operation, variables }, limits.cost);
        },
      };
    },
  };
}

/** The codes of Apollo's own errors, which reach clients as they are. */
export const codesOfApollo: readonly ErrorCode[] = Object.values(
  ApolloServerErrorCode,
) as `${ApolloServerErrorCode}`[];

const refusals: ReadonlySet<string> = new Set<ErrorCode>([
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "OPERATION_RESOLUTION_FAILURE",
  "BAD_USER_INPUT",
  "QUERY_TOO_COMPLEX",
  "INTROSPECTION_CLOSED",
]);

/** Gives clients our errors, and remembers what the HTTP status and the cache have to know. */
const errorPlugin: ApolloServerPlugin<ServerContext> = {
  async requestDidStart() {
    return {
      async didEncounterErrors({ contextValue, errors }) {
        const { operation } = contextValue;
        operation.cacheable = false;
        // Only a field that was running has a path: without one nothing was run.
        operation.documentRefused = errors.every(
          ({ path, extensions }) => !path && refusals.has(String(extensions.code)),
        );
      },
      async willSendResponse({ contextValue, errors, response }) {
        if (!errors || response.body.kind !== "single") return;
        const presented = errors.map((error) => presentError(error, contextValue.operation));
        contextValue.visit.outcome = String(presented[0]?.extensions.code);
        response.body.singleResult.errors = presented.map((error) => error.toJSON());
      },
    };
  },
};

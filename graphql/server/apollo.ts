/** Apollo Server as we run it: no Express, no batches, no tracing of fields, our own errors. */
import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import type { GraphQLSchema } from "graphql";
import { limitRule, serverLimits } from "../limit-rule.ts";
import type { Log } from "../log.ts";
import type { OperationContext } from "../operation.ts";
import { presentError } from "../present-error.ts";

/** The most tokens of a document: parsing stops there. */
const mostTokens = 2000;

/** A started server for `executeHTTPGraphQLRequest`; stop it after use. */
export async function startApollo(
  schema: GraphQLSchema,
  log: Log,
): Promise<ApolloServer<OperationContext>> {
  const note = (message: unknown) => log({ level: "error", message: String(message) });
  const server = new ApolloServer<OperationContext>({
    schema,
    // The schema is public and documented; the explorer and the conformance audits read it.
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: mostTokens },
    validationRules: [limitRule(serverLimits)],
    nodeEnv: "production",
    logger: { debug: () => {}, info: () => {}, warn: note, error: note },
    plugins: [
      // Apollo's own wraps every field of every row, which doubles the price of a table.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      errorPlugin,
    ],
  });
  await server.start();
  return server;
}

const refusals = new Set([
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "OPERATION_RESOLUTION_FAILURE",
  "BAD_USER_INPUT",
]);

/** Gives clients our errors, and remembers what the HTTP status and the cache have to know. */
const errorPlugin: ApolloServerPlugin<OperationContext> = {
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
        response.body.singleResult.errors = errors.map((error) =>
          presentError(error, contextValue.operation).toJSON(),
        );
      },
    };
  },
};

/**
 * What a client may read of an error: the caller's mistakes and GraphQL's own sentences as they
 * are; of anything else only a request id, while the log has the cause.
 */
import { GraphQLError } from "graphql";
import { InputError } from "#warehouse/input-error.ts";
import type { ErrorCode } from "./error-codes.ts";
import type { Log } from "./log.ts";
import { HttpRefusal } from "./server/http-refusal.ts";

/** The error as the client gets it, always with `extensions.code`. */
export function presentError(
  error: GraphQLError,
  { requestId, log }: { readonly requestId: string; readonly log: Log },
): GraphQLError {
  const cause = causeOf(error);
  const { nodes, source, positions, path } = error;
  const place = { nodes, source, positions, path };
  if (cause instanceof InputError) {
    return new GraphQLError(shortened(cause.message), {
      ...place,
      extensions: { code: "BAD_USER_INPUT" satisfies ErrorCode },
    });
  }
  // Parsing, validation and coercion report with a GraphQLError of their own, without a cause.
  if (cause instanceof GraphQLError || cause === undefined) {
    const code = error.extensions.code ?? ("BAD_USER_INPUT" satisfies ErrorCode);
    return new GraphQLError(shortened(error.message), { ...place, extensions: { code } });
  }
  // The answer was given up, by a limit or because nobody waits: what stopped is no failure.
  if (cause instanceof HttpRefusal) {
    return new GraphQLError(cause.message, { ...place, extensions: { code: cause.code } });
  }
  log({ level: "error", message: "A resolver failed.", requestId, error: cause });
  return new GraphQLError(`Internal error, request ${requestId}.`, {
    ...place,
    extensions: { code: "INTERNAL_SERVER_ERROR" satisfies ErrorCode },
  });
}

/** Where GraphQL's own sentences quote a name of 90 kB, the begin and the end tell enough. */
function shortened(message: string): string {
  return message.length > 1000 ? `${message.slice(0, 600)} … ${message.slice(-200)}` : message;
}

/** GraphQL wraps what a resolver threw; Apollo wraps once more. */
function causeOf(error: GraphQLError): Error | undefined {
  let cause: Error | undefined = error.originalError;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

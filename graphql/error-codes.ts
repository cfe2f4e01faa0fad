/**
 * Every code that an answer may carry in `extensions.code`, in one place: clients write programs
 * against them. docs/error-codes.md says what each means and what to do; tests compare.
 */

/** The code → the HTTP statuses that it comes with. */
export const errorCodes = {
  BAD_USER_INPUT: [200, 400, 404],
  GRAPHQL_PARSE_FAILED: [200, 400],
  GRAPHQL_VALIDATION_FAILED: [200, 400],
  OPERATION_RESOLUTION_FAILURE: [200, 400],
  QUERY_TOO_COMPLEX: [200, 400],
  INTROSPECTION_CLOSED: [200, 400],
  PERSISTED_QUERY_NOT_SUPPORTED: [200],
  BAD_REQUEST: [400, 406],
  UNAUTHENTICATED: [401],
  FORBIDDEN: [403],
  PERSISTED_QUERY_ONLY: [403],
  NOT_FOUND: [404],
  PERSISTED_QUERY_NOT_FOUND: [404],
  METHOD_NOT_ALLOWED: [405],
  REQUEST_TIMEOUT: [408],
  PAYLOAD_TOO_LARGE: [413],
  UNSUPPORTED_MEDIA_TYPE: [415],
  MISDIRECTED_REQUEST: [421],
  HEADERS_TOO_LARGE: [431],
  /** In the log and the metrics only: nobody reads the answer. */
  CLIENT_GONE: [499],
  INTERNAL_SERVER_ERROR: [200, 500],
  ACCESS_UNAVAILABLE: [503],
  AUDIT_UNAVAILABLE: [503],
  OVERLOADED: [503],
  TIMEOUT: [503],
} as const satisfies Readonly<Record<string, readonly number[]>>;

export type ErrorCode = keyof typeof errorCodes;

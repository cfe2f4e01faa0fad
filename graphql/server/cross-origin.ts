/**
 * Lets pages of other sites ask, if the configuration names their origin; closed by default. No
 * credentials of the browser are ever taken: whoever needs a role sends a token.
 */
import type { IncomingMessage, ServerResponse } from "node:http";

const allowed = [
  ...["Authorization", "Content-Type", "Accept", "If-None-Match"],
  ...["Apollo-Require-Preflight", "X-Apollo-Operation-Name"],
];

/** What a page of an allowed origin may read of an answer, beside what browsers show anyway. */
const exposed = [
  ...["ETag", "Retry-After", "WWW-Authenticate", "Content-Disposition", "X-Request-Id"],
  ...["X-Demograph-Snapshot", "X-Demograph-Rows", "X-Demograph-Rows-Sha256"],
];

/**
 * Sets the headers for an allowed origin, and answers the browser's question before a request.
 * @returns whether the request is answered with this
 */
export function answerCrossOrigin(
  origins: readonly string[],
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  if (origins.length === 0) return false;
  // A cache between must not give one site's answer to another.
  response.setHeader("Vary", "Origin");
  const { origin } = request.headers;
  if (origin === undefined || !origins.includes(origin)) return false;
  response.setHeader("Access-Control-Allow-Origin", origin);
  response.setHeader("Access-Control-Expose-Headers", exposed.join(", "));
  const asksBefore = request.headers["access-control-request-method"] !== undefined;
  if (request.method !== "OPTIONS" || !asksBefore) return false;
  response.writeHead(204, {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": allowed.join(", "),
    "Access-Control-Max-Age": "600",
  });
  response.end();
  return true;
}

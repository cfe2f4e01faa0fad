/** Which part of the server answers which address, and what a failure looks like. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { InputError } from "#warehouse/input-error.ts";
import type { Access } from "../access/access.ts";
import { answerExport } from "./answer-export.ts";
import { answerGraphql, type GraphqlRoute } from "./answer-graphql.ts";
import { answerHealth, answerMetrics, answerReadiness } from "./answer-operations.ts";
import { answerPermalink } from "./answer-permalink.ts";
import { answerCrossOrigin } from "./cross-origin.ts";
import { checkHeaderCount } from "./http-listener.ts";
import { HttpRefusal } from "./http-refusal.ts";
import { type RouteKind, setSecurityHeaders } from "./security-headers.ts";
import { sendError } from "./send.ts";
import type { ServerMetrics } from "./server-metrics.ts";
import type { Visit } from "./visit.ts";
import type { VisitLog } from "./visit-log.ts";

export interface Routes {
  readonly graphql: GraphqlRoute;
  readonly explorer: (path: string, response: ServerResponse) => Promise<void>;
  readonly pages: (request: IncomingMessage, response: ServerResponse) => void;
  readonly access: Access;
  readonly metrics: ServerMetrics;
  readonly visitLog: VisitLog;
  /** Whether other machines are meant to reach this server. */
  readonly exposed: boolean;
  /** Set when the server is about to stop. */
  closing: boolean;
}

type Answer = (
  routes: Routes,
  request: IncomingMessage,
  response: ServerResponse,
  visit: Visit,
) => void | Promise<void>;

interface Route {
  /** In metrics and logs. */
  readonly name: string;
  readonly kind: RouteKind;
  /** An address; with a slash at the end everything below it. */
  readonly at: string;
  /** Whether the answer depends on who asks: a token is looked at, and the question written down. */
  readonly asksWho?: true;
  readonly answer: Answer;
}

/** The first that fits answers; everything else is a page. */
const table: readonly Route[] = [
  {
    ...{ name: "graphql", kind: "data", at: "/graphql", asksWho: true },
    answer: ({ graphql }, ...asked) => answerGraphql(graphql, ...asked),
  },
  {
    ...{ name: "estimates", kind: "data", at: "/estimates/", asksWho: true },
    answer: ({ graphql }, ...asked) => answerPermalink(graphql, ...asked),
  },
  ...["/export", "/export/"].map((at): Route => {
    const answer: Answer = ({ graphql }, ...asked) => answerExport(graphql, ...asked);
    return { name: "export", kind: "data", at, asksWho: true, answer };
  }),
  {
    ...{ name: "health", kind: "data", at: "/healthz" },
    answer: (routes, _, response) => answerHealth(routes, response),
  },
  {
    ...{ name: "readiness", kind: "data", at: "/readyz" },
    answer: (routes, _, response) => answerReadiness(routes, response),
  },
  { ...{ name: "metrics", kind: "data", at: "/metrics" }, answer: answerMetrics },
  ...["/explorer", "/explorer/"].map((at): Route => {
    const answer: Answer = ({ explorer }, request, response) => explorer(pathOf(request), response);
    return { name: "explorer", kind: "explorer", at, answer };
  }),
  { ...{ name: "notebooks", kind: "notebooks", at: "/notebooks/" }, answer: answerPage },
];

const pages: Route = { ...{ name: "pages", kind: "pages", at: "/" }, answer: answerPage };

function answerPage(routes: Routes, request: IncomingMessage, response: ServerResponse): void {
  routes.pages(request, response);
}

/** Answers one request, whatever it is. Never rejects. */
export async function route(
  routes: Routes,
  request: IncomingMessage,
  response: ServerResponse,
  visit: Visit,
): Promise<void> {
  response.setHeader("X-Request-Id", visit.requestId);
  if (routes.closing) response.setHeader("Connection", "close");
  let found = pages;
  try {
    setSecurityHeaders(response, "data");
    checkHost(routes, request);
    checkHeaderCount(request);
    const path = pathOf(request);
    found =
      table.find(({ at }) => path === at || (at.endsWith("/") && path.startsWith(at))) ?? pages;
    setSecurityHeaders(response, found.kind);
    if (found.asksWho) {
      if (answerCrossOrigin(routes.access.configuration.origins, request, response)) return;
      visit.visitor = await routes.access.identify(request.headers.authorization);
      await routes.visitLog.check(visit);
    }
    await found.answer(routes, request, response, visit);
  } catch (error) {
    answerFailure(routes, error, response, visit);
  } finally {
    routes.visitLog.add(found.name, found.asksWho === true, response, visit);
  }
}

function pathOf(request: IncomingMessage): string {
  try {
    return new URL(request.url ?? "", "http://localhost").pathname;
  } catch {
    throw new HttpRefusal(400, "BAD_REQUEST", `The address "${request.url}" cannot be read.`);
  }
}

/**
 * A page elsewhere whose name is made to point here (DNS rebinding) would be of the same origin as
 * this server for the browser; its Host header gives it away.
 */
function checkHost({ exposed }: Routes, { headers }: IncomingMessage): void {
  const name = (headers.host ?? "").replace(/:\d+$/, "").toLowerCase();
  if (exposed || ["127.0.0.1", "localhost", "[::1]"].includes(name)) return;
  throw new HttpRefusal(
    421,
    "MISDIRECTED_REQUEST",
    `This server answers for 127.0.0.1 and localhost only, found "${name}".`,
  );
}

function answerFailure(
  { graphql }: Routes,
  error: unknown,
  response: ServerResponse,
  visit: Visit,
): void {
  visit.outcome = response.destroyed ? "CLIENT_GONE" : codeOf(error);
  // The client went away, or the answer broke off: there is nobody to tell.
  if (response.headersSent || response.destroyed) {
    // For the metrics, as proxies count it.
    if (!response.headersSent) response.statusCode = 499;
    if (!response.writableEnded) response.destroy();
    return;
  }
  if (error instanceof HttpRefusal) {
    const { status, code, message, headers } = error;
    sendError(response, status, code, message, headers);
  } else if (error instanceof InputError) {
    sendError(response, 400, visit.outcome, error.message);
  } else {
    const { requestId } = visit;
    graphql.log({ level: "error", message: "A request failed.", requestId, error });
    sendError(response, 500, visit.outcome, `Internal error, request ${requestId}.`);
  }
}

function codeOf(error: unknown): string {
  if (error instanceof HttpRefusal) return error.code;
  return error instanceof InputError ? "BAD_USER_INPUT" : "INTERNAL_SERVER_ERROR";
}

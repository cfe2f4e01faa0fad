/** Which part of the server answers which address, and what a failure looks like. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { InputError } from "#warehouse/input-error.ts";
import { answerGraphql, type GraphqlRoute } from "./answer-graphql.ts";
import { answerPermalink } from "./answer-permalink.ts";
import { checkHeaderCount } from "./http-listener.ts";
import { HttpRefusal } from "./http-refusal.ts";
import { type RouteKind, setSecurityHeaders } from "./security-headers.ts";
import { sendError, sendJson } from "./send.ts";

export interface Routes {
  readonly graphql: GraphqlRoute;
  readonly explorer: (path: string, response: ServerResponse) => Promise<void>;
  readonly pages: (request: IncomingMessage, response: ServerResponse) => void;
  /** Whether other machines are meant to reach this server. */
  readonly exposed: boolean;
  /** Set when the server is about to stop. */
  closing: boolean;
}

/** Answers one request, whatever it is. Never rejects. */
export async function route(
  routes: Routes,
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
): Promise<void> {
  response.setHeader("X-Request-Id", requestId);
  if (routes.closing) response.setHeader("Connection", "close");
  try {
    checkHost(routes, request);
    checkHeaderCount(request);
    const path = pathOf(request);
    setSecurityHeaders(response, kindOf(path));
    await answer(routes, path, request, response, requestId);
  } catch (error) {
    answerFailure(routes, error, response, requestId);
  }
}

async function answer(
  routes: Routes,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
): Promise<void> {
  if (path === "/graphql") return answerGraphql(routes.graphql, request, response, requestId);
  if (path === "/healthz") return answerHealth(routes, response);
  if (path.startsWith("/estimates/")) {
    return answerPermalink(routes.graphql, request, response, requestId);
  }
  if (isExplorer(path)) return routes.explorer(path, response);
  routes.pages(request, response);
}

function answerHealth({ graphql, closing }: Routes, response: ServerResponse): void {
  const status = closing ? "closing" : "ok";
  sendJson(response, closing ? 503 : 200, { status, snapshot: graphql.warehouse.currentId() });
}

function kindOf(path: string): RouteKind {
  if (isExplorer(path)) return "explorer";
  const data = path === "/graphql" || path === "/healthz" || path.startsWith("/estimates/");
  return data ? "data" : "pages";
}

function isExplorer(path: string): boolean {
  return path === "/explorer" || path.startsWith("/explorer/");
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
  requestId: string,
): void {
  // The client went away, or the answer broke off: there is nobody to tell.
  if (response.headersSent || response.destroyed) {
    if (!response.writableEnded) response.destroy();
    return;
  }
  if (error instanceof HttpRefusal) {
    const { status, code, message, headers } = error;
    sendError(response, status, code, message, headers);
  } else if (error instanceof InputError) {
    sendError(response, 400, "BAD_USER_INPUT", error.message);
  } else {
    graphql.log({ level: "error", message: "A request failed.", requestId, error });
    sendError(response, 500, "INTERNAL_SERVER_ERROR", `Internal error, request ${requestId}.`);
  }
}

/**
 * `/graphql` over bare node:http: limits before anything is parsed, whole answers from the cache
 * before GraphQL is touched, and the rest by Apollo, which knows the GraphQL-over-HTTP rules.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { type ApolloServer, HeaderMap } from "@apollo/server";
import { type Role, roleKey } from "#warehouse/role.ts";
import type { Warehouse } from "#warehouse/warehouse.ts";
import type { Log } from "../log.ts";
import { type Operation, withOperation } from "../operation.ts";
import { type ExpandedParts, expandRequest } from "../persisted/expand-request.ts";
import { persistedQueriesOf } from "../persisted/persisted-queries.ts";
import type { ServerContext } from "./apollo.ts";
import { cacheHeaders, isKnownTo } from "./cache-headers.ts";
import type { Gate } from "./gate.ts";
import { HttpRefusal } from "./http-refusal.ts";
import { inTime } from "./in-time.ts";
import { readJsonBody } from "./read-json-body.ts";
import { cacheKey, type ResponseCache, type StoredResponse } from "./response-cache.ts";
import { send } from "./send.ts";
import type { ServerLimits } from "./server-limits.ts";
import type { Visit } from "./visit.ts";

export interface GraphqlRoute {
  readonly apollo: ApolloServer<ServerContext>;
  readonly warehouse: Warehouse;
  readonly cache: ResponseCache;
  readonly gate: Gate;
  /** Exports run long: few at once, and each is a question of `gate` too. */
  readonly exportGate: Gate;
  readonly limits: ServerLimits;
  /** Whether everybody is shown the schema, and not stewards only. */
  readonly introspection: boolean;
  /** Whether the public is answered registered documents only. */
  readonly registeredOnly: boolean;
  readonly log: Log;
}

/** Answers one request. @throws HttpRefusal for one that GraphQL never sees. */
export async function answerGraphql(
  graphqlRoute: GraphqlRoute,
  request: IncomingMessage,
  response: ServerResponse,
  visit: Visit,
): Promise<void> {
  const { limits, warehouse, registeredOnly } = graphqlRoute;
  const method = request.method ?? "";
  if (method !== "GET" && method !== "POST") {
    throw new HttpRefusal(405, "METHOD_NOT_ALLOWED", `Use GET or POST, found "${method}".`, {
      Allow: "GET, POST",
    });
  }
  const { search } = new URL(request.url ?? "", "http://localhost");
  const content = method === "POST" ? await readJsonBody(request, limits.mostBodyBytes) : noBody;
  const onlyRegistered = registeredOnly && visit.visitor.role.kind === "public";
  const queries = persistedQueriesOf(warehouse);
  const asked = { method, ...expandRequest(queries, { search, ...content }, onlyRegistered) };
  visit.question = questionOf(asked.body ?? Object.fromEntries(new URLSearchParams(asked.search)));
  // An answer that comes too late is given up: nothing may be sent below this but by the last line.
  const reply = await inTime(limits.mostSeconds, response, (signal) =>
    replyTo(graphqlRoute, request, asked, visit, signal),
  );
  reply(response);
}

interface AskedRequest extends ExpandedParts {
  readonly method: string;
}

type Reply = (response: ServerResponse) => void;

const noBody = { text: undefined, body: undefined };

function replyTo(
  { apollo, warehouse, cache, gate, log }: GraphqlRoute,
  request: IncomingMessage,
  { method, search, text, body, registered }: AskedRequest,
  visit: Visit,
  signal: AbortSignal,
): Promise<Reply> {
  const { requestId } = visit;
  const { role } = visit.visitor;
  return withOperation({ warehouse, role, requestId, log }, async (operation) => {
    // Opening a snapshot may take longer than anybody waits.
    signal.throwIfAborted();
    visit.snapshot = operation.currentId;
    const parts = [
      method,
      search,
      text,
      registered ? "registered" : undefined,
      ...negotiation(request),
    ];
    const key = cacheKey([roleKey(role), operation.currentId, ...parts]);
    const known = cache.get(key);
    visit.cache = known ? "hit" : "miss";
    if (known) return (response) => sendStored(request, response, known, role);
    const headers = headerMap(request);
    // Nothing that another site could send is in a registered document: it needs no preflight.
    if (registered) headers.set("apollo-require-preflight", "registered");
    const httpGraphQLRequest = { method, headers, search, body };
    const context = async () => ({ operation, visit });
    const answer = await gate.pass(() =>
      apollo.executeHTTPGraphQLRequest({ httpGraphQLRequest, context }),
    );
    if (answer.body.kind !== "complete") throw new Error("Apollo answered in parts.");
    const bytes = Buffer.from(answer.body.string);
    const contentType = answer.headers.get("content-type") ?? "application/json; charset=utf-8";
    const status = statusOf(answer.status ?? 200, contentType, operation);
    if (status === 200 && operation.cacheable) {
      const stored = cache.set(key, contentType, bytes);
      return (response) => sendStored(request, response, stored, role);
    }
    const sent = { ...Object.fromEntries(answer.headers), "Cache-Control": "no-store" };
    return (response) => send(response, status, bytes, sent);
  });
}

/** What was asked, for the audit log; undefined where there is no document in it. */
function questionOf({ query, variables, operationName }: Record<string, unknown>) {
  if (typeof query !== "string") return undefined;
  const operation = typeof operationName === "string" ? operationName : null;
  return { source: query, variables: variablesOf(variables), operation };
}

/** An object in a body, JSON in an address; anything else is refused when it is run. */
function variablesOf(variables: unknown): Record<string, unknown> {
  try {
    const value = typeof variables === "string" ? JSON.parse(variables) : variables;
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
}

/** A JSON client is told of a wrong document by the body; only the newer media type has 400. */
function statusOf(status: number, contentType: string, operation: Operation): number {
  const plainJson = contentType.startsWith("application/json");
  return status === 400 && plainJson && operation.documentRefused ? 200 : status;
}

/** The headers that decide what Apollo answers: the media type, and the guard against CSRF. */
function negotiation({ headers }: IncomingMessage): (string | undefined)[] {
  return [
    headers.accept,
    headers["content-type"],
    headers["apollo-require-preflight"] && "preflight",
    headers["x-apollo-operation-name"] && "preflight",
  ].map((header) => header?.toString());
}

function headerMap({ headers }: IncomingMessage): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  return map;
}

function sendStored(
  request: IncomingMessage,
  response: ServerResponse,
  { contentType, body, etag }: StoredResponse,
  role: Role,
): void {
  const headers = { "Content-Type": contentType, ...cacheHeaders(response, role, etag) };
  if (request.method === "GET" && isKnownTo(request, role, etag)) {
    response.writeHead(304, headers).end();
    return;
  }
  send(response, 200, body, headers);
}

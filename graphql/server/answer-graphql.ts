/**
 * `/graphql` over bare node:http: limits before anything is parsed, whole answers from the cache
 * before GraphQL is touched, and the rest by Apollo, which knows the GraphQL-over-HTTP rules.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { type ApolloServer, HeaderMap } from "@apollo/server";
import { publicRole, roleKey } from "#warehouse/role.ts";
import type { Warehouse } from "#warehouse/warehouse.ts";
import type { Log } from "../log.ts";
import { type Operation, type OperationContext, withOperation } from "../operation.ts";
import type { Gate } from "./gate.ts";
import { HttpRefusal } from "./http-refusal.ts";
import { readJsonBody } from "./read-json-body.ts";
import {
  cacheKey,
  matchesEtag,
  type ResponseCache,
  type StoredResponse,
} from "./response-cache.ts";
import { send } from "./send.ts";

export interface GraphqlRoute {
  readonly apollo: ApolloServer<OperationContext>;
  readonly warehouse: Warehouse;
  readonly cache: ResponseCache;
  readonly gate: Gate;
  readonly log: Log;
}

/** Answers one request. @throws HttpRefusal for one that GraphQL never sees. */
export async function answerGraphql(
  { apollo, warehouse, cache, gate, log }: GraphqlRoute,
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
): Promise<void> {
  const method = request.method ?? "";
  if (method !== "GET" && method !== "POST") {
    throw new HttpRefusal(405, "METHOD_NOT_ALLOWED", `Use GET or POST, found "${method}".`, {
      Allow: "GET, POST",
    });
  }
  const search = new URL(request.url ?? "", "http://localhost").search;
  const { text, body } = method === "POST" ? await readJsonBody(request) : noBody;
  const role = publicRole;
  await withOperation({ warehouse, role, requestId, log }, async (operation) => {
    const parts = [method, search, text, ...negotiation(request)];
    const key = cacheKey([roleKey(role), operation.currentId, ...parts]);
    const known = cache.get(key);
    if (known) return sendStored(request, response, known);
    const httpGraphQLRequest = { method, headers: headerMap(request), search, body };
    const context = async () => ({ operation });
    const answer = await gate.pass(() =>
      apollo.executeHTTPGraphQLRequest({ httpGraphQLRequest, context }),
    );
    if (answer.body.kind !== "complete") throw new Error("Apollo answered in parts.");
    const bytes = Buffer.from(answer.body.string);
    const contentType = answer.headers.get("content-type") ?? "application/json; charset=utf-8";
    const status = statusOf(answer.status ?? 200, contentType, operation);
    if (status === 200 && operation.cacheable) {
      return sendStored(request, response, cache.set(key, contentType, bytes));
    }
    send(response, status, bytes, { ...Object.fromEntries(answer.headers), ...uncached });
  });
}

const noBody = { text: undefined, body: undefined };
const uncached = { "Cache-Control": "no-store" };

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
): void {
  const headers = {
    "Content-Type": contentType,
    ETag: etag,
    // The client may keep it, and asks each time whether the snapshot is still the current one.
    "Cache-Control": "no-cache",
    Vary: "Accept",
  };
  if (request.method === "GET" && matchesEtag(request.headers["if-none-match"], etag)) {
    response.writeHead(304, headers).end();
    return;
  }
  send(response, 200, body, headers);
}

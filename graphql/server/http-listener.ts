/**
 * The node:http server before any request is ours: how long a sender may take, how much it may send
 * ahead of the body, and what it is told when it is cut off.
 */
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from "node:http";
import type { Socket } from "node:net";
import { HttpRefusal } from "./http-refusal.ts";
import { errorBody } from "./send.ts";
import { shareConnections } from "./share-connections.ts";

/** How long a connection may take, in milliseconds. Node allows minutes (RELIABILITY.md F32). */
export interface Patience {
  /** For all headers of a request. */
  readonly headers: number;
  /** For a whole request with its body. */
  readonly request: number;
  /** Between two requests. */
  readonly idle: number;
  /** Without a byte in either direction, as when somebody does not read the answer. */
  readonly silent: number;
  /** How often slow senders are looked for. */
  readonly check: number;
}

export const usualPatience: Patience = {
  headers: 10_000,
  request: 20_000,
  idle: 5_000,
  silent: 60_000,
  check: 2_000,
};

export interface HttpListenerOptions {
  readonly patience?: Patience;
  /** Beyond it connections are dropped: the body of each may hold memory until it is complete. */
  readonly mostConnections?: number;
  /** The same for the connections of one address. */
  readonly mostConnectionsOfAddress?: number;
}

const mostHeaders = 100;

/** A server that does not listen yet. */
export function httpListener(
  handler: (request: IncomingMessage, response: ServerResponse) => void,
  {
    patience = usualPatience,
    mostConnections = 2_000,
    mostConnectionsOfAddress = 100,
  }: HttpListenerOptions = {},
): Server {
  const { headers, request, idle, silent, check } = patience;
  const server = createServer({ connectionsCheckingInterval: check }, handler);
  server.headersTimeout = headers;
  server.requestTimeout = request;
  server.keepAliveTimeout = idle;
  server.timeout = silent;
  // Node drops what is over in silence, perhaps the very header that mattered: one more shows it.
  server.maxHeadersCount = mostHeaders + 1;
  server.maxConnections = mostConnections;
  server.on("clientError", refuse);
  shareConnections(server, mostConnectionsOfAddress);
  return server;
}

/** @throws HttpRefusal 431 for a request with more than 100 headers. */
export function checkHeaderCount({ rawHeaders }: IncomingMessage): void {
  if (rawHeaders.length / 2 > mostHeaders) throw tooManyHeaders;
}

const tooManyHeaders = new HttpRefusal(
  431,
  "HEADERS_TOO_LARGE",
  `A request may have at most "${mostHeaders}" headers of 16 kB together.`,
  { Connection: "close" },
);
const tooSlow = new HttpRefusal(
  408,
  "REQUEST_TIMEOUT",
  "The request did not arrive in time. Send it again at once and whole.",
);
const noHttp = new HttpRefusal(400, "BAD_REQUEST", "This is no valid HTTP/1.1 request.");

const refusals: Readonly<Record<string, HttpRefusal>> = {
  HPE_HEADER_OVERFLOW: tooManyHeaders,
  ERR_HTTP_REQUEST_TIMEOUT: tooSlow,
};

/** There is no request to answer, so the answer is written on the socket, which is then closed. */
function refuse(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const { status, code, message } = refusals[error.code ?? ""] ?? noHttp;
  const body = errorBody(code, message);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "Connection: close",
    "Content-Type: application/json; charset=utf-8",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Cache-Control: no-store",
    "X-Content-Type-Options: nosniff",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`, () => socket.destroy());
}

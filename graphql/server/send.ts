/** Writes whole answers: JSON, text and errors. */
import type { ServerResponse } from "node:http";

/** Sends JSON. Not to be stored by anybody unless the headers say otherwise. */
export function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  send(response, status, Buffer.from(JSON.stringify(value)), { ...uncachedJson, ...headers });
}

const uncachedJson = {
  "Content-Type": "application/json; charset=utf-8",
  "Cache-Control": "no-store",
};

/** An error in the shape that GraphQL clients know, on every route. */
export function sendError(
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  send(response, status, Buffer.from(errorBody(code, message)), { ...uncachedJson, ...headers });
}

/** The text of an error with one sentence. */
export function errorBody(code: string, message: string): string {
  return JSON.stringify({ errors: [{ message, extensions: { code } }] });
}

/** Sends bytes; the length is always known. */
export function send(
  response: ServerResponse,
  status: number,
  body: Buffer,
  headers: Readonly<Record<string, string>>,
): void {
  response.writeHead(status, { ...headers, "Content-Length": String(body.length) });
  response.end(body);
}

/** Reads the body of a POST: JSON in UTF-8, not compressed, of limited size. */
import type { IncomingMessage } from "node:http";
import { HttpRefusal } from "./http-refusal.ts";

/**
 * The text of the body and the object in it.
 * @throws HttpRefusal 415 for another type or a compressed body, 413 over the limit, 400 for
 * anything that is not one JSON object in UTF-8.
 */
export async function readJsonBody(
  request: IncomingMessage,
  mostBytes: number,
): Promise<{ readonly text: string; readonly body: Record<string, unknown> }> {
  checkType(request);
  const text = decoded(await bytesOf(request, mostBytes));
  const body = parsed(text);
  if (Array.isArray(body)) {
    throw new HttpRefusal(400, "BAD_REQUEST", "Send one operation at a time, not a list of them.");
  }
  if (typeof body !== "object" || body === null) {
    throw new HttpRefusal(400, "BAD_REQUEST", 'The body must be a JSON object with a "query".');
  }
  return { text, body: body as Record<string, unknown> };
}

function checkType({ headers }: IncomingMessage): void {
  const [type, ...parameters] = (headers["content-type"] ?? "").toLowerCase().split(";");
  const charset = parameters
    .map((parameter) => /^\s*charset\s*=\s*"?([^"\s]+)/.exec(parameter)?.[1])
    .find((name) => name);
  const encoding = headers["content-encoding"] ?? "identity";
  if (type?.trim() !== "application/json" || (charset ?? "utf-8") !== "utf-8") {
    throw new HttpRefusal(
      415,
      "UNSUPPORTED_MEDIA_TYPE",
      `Send "application/json" in UTF-8, found "${headers["content-type"] ?? ""}".`,
    );
  }
  if (encoding !== "identity") {
    throw new HttpRefusal(
      415,
      "UNSUPPORTED_MEDIA_TYPE",
      `Send the body without compression, found "${encoding}".`,
    );
  }
}

async function bytesOf(request: IncomingMessage, mostBytes: number): Promise<Buffer> {
  const tooLarge = new HttpRefusal(
    413,
    "PAYLOAD_TOO_LARGE",
    `A body may have at most "${mostBytes}" bytes.`,
    // The rest of the body is not read, so the connection is of no more use.
    { Connection: "close" },
  );
  if (Number(request.headers["content-length"] ?? 0) > mostBytes) throw tooLarge;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > mostBytes) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new HttpRefusal(400, "BAD_REQUEST", "The body is not valid UTF-8.");
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpRefusal(400, "BAD_REQUEST", "The body is not valid JSON.");
  }
}

/** Who may keep an answer: everybody what everybody sees, nobody what a role sees. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Role } from "#warehouse/role.ts";
import { matchesEtag } from "./response-cache.ts";

/**
 * The headers of a whole answer. The public's may be kept by the client, which asks each time
 * whether the snapshot is still the current one; a role's is never stored anywhere.
 */
export function cacheHeaders(
  response: ServerResponse,
  role: Role,
  etag: string,
): Record<string, string> {
  // The router may have said already that the answer depends on the origin.
  const before = response.getHeader("Vary");
  const vary = ["Accept", "Authorization", ...(before ? [String(before)] : [])].join(", ");
  if (role.kind !== "public") return { "Cache-Control": "private, no-store", Vary: vary };
  return { ETag: etag, "Cache-Control": "no-cache", Vary: vary };
}

/** Whether the client says that it has this answer; a role's is sent whole each time. */
export function isKnownTo({ headers }: IncomingMessage, role: Role, etag: string): boolean {
  return role.kind === "public" && matchesEtag(headers["if-none-match"], etag);
}

/** Who sent a request: what that person may see, and the name under which the audit log knows them. */
import { publicRole, type Role } from "#warehouse/role.ts";
import { HttpRefusal } from "../server/http-refusal.ts";

export interface Visitor {
  readonly role: Role;
  /** `public`, `key:<id>` or `token:<hash of the subject>`: never a token, never a person's name. */
  readonly name: string;
}

/** Whoever sends no token. */
export const publicVisitor: Visitor = { role: publicRole, name: "public" };

/**
 * The 401 for a token that is not accepted. The sentence never repeats anything of the token: it
 * may be a good one for another service.
 */
export function tokenRefused(sentence: string): HttpRefusal {
  return new HttpRefusal(401, "UNAUTHENTICATED", sentence, {
    "WWW-Authenticate": 'Bearer error="invalid_token"',
  });
}

/** The most areas of one analyst: a list that is longer is a mistake, and makes keys of caches long. */
const mostAreas = 100;

/**
 * The role that a token or a key names.
 * @returns a sentence instead when the words do not make a role: refusing is safer than guessing
 */
export function roleFrom(kind: unknown, areas: unknown): Role | string {
  const list = areas ?? [];
  if (!Array.isArray(list) || !list.every(isAreaCode) || list.length > mostAreas) {
    return `Its areas must be a list of at most ${mostAreas} area codes.`;
  }
  if (kind === "analyst") {
    const codes = [...new Set(list as string[])].sort();
    return codes.length > 0 ? { kind, areas: codes } : "An analyst needs at least one area.";
  }
  if (kind !== "public" && kind !== "steward") {
    return "Its role must be public, analyst or steward.";
  }
  return list.length === 0 ? { kind } : "Only an analyst has areas.";
}

function isAreaCode(code: unknown): boolean {
  return typeof code === "string" && /^[\w.:-]{1,64}$/u.test(code);
}

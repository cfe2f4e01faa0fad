/**
 * Who asks. The role decides which dataset answers (METHODS.md section 11.1): the protected cube or the
 * raw star, never a filter over raw answers.
 */

export type Role =
  /** Everybody: the protected cube alone. */
  | { readonly kind: "public" }
  /** The raw star of these areas with all below them, the protected cube of all others. */
  | { readonly kind: "analyst"; readonly areas: readonly string[] }
  /** The raw star; every question is written to the audit log. */
  | { readonly kind: "steward" };

export const publicRole: Role = { kind: "public" };
export const stewardRole: Role = { kind: "steward" };

/** A text that is equal for roles that see the same, for keys of caches. */
export function roleKey(role: Role): string {
  return role.kind === "analyst" ? `analyst:${[...role.areas].sort().join()}` : role.kind;
}

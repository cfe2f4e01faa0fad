/** The rules for documents that are run outside Apollo, as exports are: the same as for `/graphql`. */
import type { ValidationRule } from "graphql";
import type { Role } from "#warehouse/role.ts";
import { closedIntrospectionRule } from "../closed-introspection.ts";
import { limitRule } from "../limit-rule.ts";
import type { GraphqlRoute } from "./answer-graphql.ts";

/** Beside GraphQL's own: sizes, and the schema where it is closed to this role. */
export function documentRules(
  { limits, introspection }: Pick<GraphqlRoute, "limits" | "introspection">,
  role: Role,
): readonly ValidationRule[] {
  const sizes = limitRule(limits.query);
  const open = introspection || role.kind === "steward";
  return open ? [sizes] : [sizes, closedIntrospectionRule];
}

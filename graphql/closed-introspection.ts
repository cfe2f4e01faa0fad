/** Closes the schema to those who should only ask what they know. */
import { GraphQLError, type ValidationRule } from "graphql";
import type { ErrorCode } from "./error-codes.ts";

const closed: ErrorCode = "INTROSPECTION_CLOSED";

/** Refuses a document that asks for the schema, with code INTROSPECTION_CLOSED. */
export const closedIntrospectionRule: ValidationRule = (context) => ({
  Field(node) {
    if (node.name.value !== "__schema" && node.name.value !== "__type") return;
    context.reportError(
      new GraphQLError(
        `"${node.name.value}" is not answered: this server does not show its schema. ` +
          "Ask its operator for the schema file.",
        { nodes: node, extensions: { code: closed, http: { status: 400 } } },
      ),
    );
  },
});

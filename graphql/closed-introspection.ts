/** Closes the schema to those who should only ask what they know. */
import { type DocumentNode, GraphQLError, visit } from "graphql";

/** @throws GraphQLError with code INTROSPECTION_CLOSED for a document that asks for the schema */
export function refuseIntrospection(document: DocumentNode): void {
  visit(document, {
    Field(node) {
      if (node.name.value !== "__schema" && node.name.value !== "__type") return;
      throw new GraphQLError(
        `"${node.name.value}" is not answered: this server does not show its schema. ` +
          "Ask its operator for the schema file.",
        { nodes: node, extensions: { code: "INTROSPECTION_CLOSED", http: { status: 400 } } },
      );
    },
  });
}

/**
 * Changes the document of an export: every estimate tells its state, for an empty cell must say why, and
 * the outermost connection is asked for page by page.
 */
import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  getNamedType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import type { RowPlan } from "./plan-rows.ts";

/** The names of the variables and of the field that the export adds. */
export const added = { first: "exportFirst", after: "exportAfter", page: "exportPage" } as const;

/** The document with the state of each estimate, at the end of its fields where it was not asked for. */
export function withStates(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
  const types = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(types, {
      leave(node) {
        if (node.kind !== Kind.FIELD || !node.selectionSet) return undefined;
        const type = types.getType();
        if (!type || getNamedType(type).name !== "Estimate" || hasKey(node, "state"))
          return undefined;
        const selections = [...node.selectionSet.selections, field("{ state }")];
        return { ...node, selectionSet: { ...node.selectionSet, selections } };
      },
    }),
  );
}

/** The document that asks for one page: `$exportFirst` rows behind `$exportAfter`. */
export function withPages(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  { paged, inner }: Pick<RowPlan, "paged" | "inner">,
): DocumentNode {
  const variables = definitions(`query ($${added.first}: Int, $${added.after}: String) { a }`);
  const asked = argumentsOf(`{ a(first: $${added.first}, after: $${added.after}) }`);
  const whole = argumentsOf("{ a(first: 1000) }");
  const page = field(`{ ${added.page}: pageInfo { hasNextPage endCursor } }`);
  return visit(document, {
    enter(node) {
      if (node === operation) {
        const { variableDefinitions = [] } = operation;
        return { ...operation, variableDefinitions: [...variableDefinitions, ...variables] };
      }
      if (node.kind !== Kind.FIELD) return undefined;
      const isPaged = paged.has(node);
      if (!isPaged && !inner.has(node)) return undefined;
      const given = node.arguments ?? [];
      const others = given.filter(({ name }) => !["first", "after"].includes(name.value));
      const mine = isPaged ? [...others, ...asked] : [...others, ...whole];
      const selections = [...(node.selectionSet?.selections ?? []), page];
      return { ...node, arguments: mine, selectionSet: { kind: Kind.SELECTION_SET, selections } };
    },
  });
}

function hasKey({ selectionSet }: FieldNode, key: string): boolean {
  return !!selectionSet?.selections.some(
    (one) => one.kind === Kind.FIELD && (one.alias ?? one.name).value === key,
  );
}

function operationOf(source: string): OperationDefinitionNode {
  return parse(source, { noLocation: true }).definitions[0] as OperationDefinitionNode;
}

function field(source: string): SelectionNode {
  return operationOf(source).selectionSet.selections[0]!;
}

function argumentsOf(source: string) {
  return (field(source) as FieldNode).arguments ?? [];
}

function definitions(source: string) {
  return operationOf(source).variableDefinitions ?? [];
}

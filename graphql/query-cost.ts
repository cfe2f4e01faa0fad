/**
 * How many fields an answer may have at most, told from the document and its variables alone: a
 * query of a few words that asks for a million rows is refused before anything is read.
 */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  GraphQLError,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from "graphql";
import { defaultFirst, mostFirst } from "./connection.ts";
import type { ErrorCode } from "./error-codes.ts";

/** What a field of a scalar that is large counts as. */
const largeScalars: Readonly<Record<string, number>> = { GeoJSON: 100 };

const tooComplex: ErrorCode = "QUERY_TOO_COMPLEX";

/** How many items a list without pages is taken to have. */
const usualItems = 10;

export interface CostQuestion {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** @throws GraphQLError with code QUERY_TOO_COMPLEX for an answer that may have more fields */
export function refuseCostly(question: CostQuestion, most: number): void {
  const cost = queryCost(question);
  if (cost <= most) return;
  throw new GraphQLError(
    `The answer may have "${cost}" fields; at most ${most} are answered. ` +
      'Ask for less at once: smaller pages with "first", fewer fields, or several queries.',
    { nodes: question.operation, extensions: { code: tooComplex, http: { status: 400 } } },
  );
}

/**
 * The most fields that the answer may have: each field as often as the pages around it have rows,
 * `first` as asked or as it is by default, ten for a list that has no pages; a shape as a hundred.
 * Introspection counts
 * nothing: its size is the schema's.
 */
export function queryCost({ schema, document, operation, variables }: CostQuestion): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition);
    }
  }
  const values = { ...defaultsOf(operation), ...variables };
  const known = new Map<string, number>();

  function ofFragment(name: string): number {
    const measured = known.get(name);
    if (measured !== undefined) return measured;
    const fragment = fragments.get(name)!;
    const cost = ofSelections(fragment.selectionSet, typeNamed(fragment.typeCondition.name.value));
    known.set(name, cost);
    return cost;
  }

  function ofSelections(set: SelectionSetNode, type: GraphQLCompositeType): number {
    let sum = 0;
    for (const node of set.selections) {
      if (node.kind === Kind.FRAGMENT_SPREAD) sum += ofFragment(node.name.value);
      else if (node.kind === Kind.FIELD) sum += ofField(node, type);
      else {
        const condition = node.typeCondition;
        sum += ofSelections(node.selectionSet, condition ? typeNamed(condition.name.value) : type);
      }
    }
    return sum;
  }

  function ofField(node: FieldNode, type: GraphQLCompositeType): number {
    const field = isObjectType(type) ? type.getFields()[node.name.value] : undefined;
    if (!field) return 0;
    const inner = getNamedType(field.type);
    if (!node.selectionSet || !isCompositeType(inner)) return largeScalars[inner.name] ?? 1;
    return 1 + itemsOf(node, field, values) * ofSelections(node.selectionSet, inner);
  }

  function typeNamed(name: string): GraphQLCompositeType {
    return schema.getType(name) as GraphQLCompositeType;
  }

  const root = schema.getRootType(operation.operation);
  return root ? ofSelections(operation.selectionSet, root) : 0;
}

/** How often the selections of a field are answered for each time that the field is. */
function itemsOf(
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  values: Readonly<Record<string, unknown>>,
): number {
  if (field.args.some(({ name }) => name === "first")) {
    const given = node.arguments?.find(({ name }) => name.value === "first")?.value;
    const first = given ? valueFromASTUntyped(given, values) : undefined;
    // A page that is too large, or no number at all, gets a sentence of its own when it is asked.
    return typeof first === "number" ? Math.min(Math.max(first, 0), mostFirst) : defaultFirst;
  }
  // The rows of a page were counted where it was asked for.
  if (field.name === "edges") return 1;
  return isListType(getNullableType(field.type)) ? usualItems : 1;
}

function defaultsOf({ variableDefinitions }: OperationDefinitionNode): Record<string, unknown> {
  const defaults = (variableDefinitions ?? []).map(({ variable, defaultValue }) => [
    variable.name.value,
    defaultValue ? valueFromASTUntyped(defaultValue) : undefined,
  ]);
  return Object.fromEntries(defaults);
}

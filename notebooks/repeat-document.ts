/** One operation for many questions of one document: its fields stand in it once for each, by alias. */
import {
  type DefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionNode,
  separateOperations,
  type VariableNode,
  visit,
} from "graphql";

export type Variables = Readonly<Record<string, unknown>>;

export interface RepeatedQuestion {
  readonly source: string;
  readonly variables: Variables;
  /** The answer to each of the questions, from the answer to the operation. */
  readonly apart: (data: Variables) => Variables[];
}

/**
 * Of the fragments in the source those that the operation uses are kept.
 * @throws Error when there is no operation whose selections are fields, or several
 */
export function repeatable(source: string): {
  readonly repeat: (each: readonly Variables[]) => RepeatedQuestion;
} {
  const [document, ...others] = Object.values(separateOperations(parse(source)));
  if (!document || others.length > 0) throw new Error("A document has one operation.");
  const isOperation = (one: DefinitionNode) => one.kind === Kind.OPERATION_DEFINITION;
  const operation = document.definitions.find(isOperation) as OperationDefinitionNode;
  const fragments = document.definitions.filter((one) => one !== operation);
  const keys = operation.selectionSet.selections.map(keyOf);
  const sources = new Map<number, string>();
  const sourceOf = (times: number) => {
    const known = sources.get(times);
    if (known) return known;
    const all = Array.from({ length: times }, (_, at) => numbered(operation, at));
    const repeated: OperationDefinitionNode = {
      ...operation,
      variableDefinitions: all.flatMap((one) => one.variableDefinitions ?? []),
      selectionSet: {
        kind: Kind.SELECTION_SET,
        selections: all.flatMap((one) => one.selectionSet.selections),
      },
    };
    const made = print({ kind: Kind.DOCUMENT, definitions: [repeated, ...fragments] });
    sources.set(times, made);
    return made;
  };
  return {
    repeat: (each) => ({
      source: sourceOf(each.length),
      variables: Object.fromEntries(
        each.flatMap((one, at) =>
          Object.entries(one).map(([name, value]) => [withNumber(name, at), value]),
        ),
      ),
      apart: (data) =>
        each.map((_, at) =>
          Object.fromEntries(keys.map((key) => [key, data[withNumber(key, at)]])),
        ),
    }),
  };
}

const withNumber = (name: string, at: number) => `${name}_${at}`;

/** The operation with its own variables and aliases. */
function numbered(operation: OperationDefinitionNode, at: number): OperationDefinitionNode {
  const name = (value: string) => ({ kind: Kind.NAME, value: withNumber(value, at) }) as const;
  const own: OperationDefinitionNode = visit(operation, {
    [Kind.VARIABLE]: (node: VariableNode) => ({ ...node, name: name(node.name.value) }),
  });
  const selections = own.selectionSet.selections.map((one) => ({
    ...one,
    alias: name(keyOf(one)),
  }));
  return { ...own, selectionSet: { ...own.selectionSet, selections } };
}

function keyOf(selection: SelectionNode): string {
  if (selection.kind !== Kind.FIELD) throw new Error("The selections of a document are fields.");
  return (selection.alias ?? selection.name).value;
}

/**
 * A validation rule that refuses documents which would cost much more than they are long: too
 * deep, too many aliases, too many fields after fragments are spread out.
 */
import {
  type ASTVisitor,
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from "graphql";

export interface Limits {
  /** Fields inside fields. */
  readonly depth: number;
  /** The same for introspection, whose standard query is deep by nature. */
  readonly introspectionDepth: number;
  readonly aliases: number;
  /** Fields, counting a fragment as often as it is spread. */
  readonly fields: number;
  readonly operations: number;
  /** Words and signs: parsing stops there. */
  readonly tokens: number;
  /** Fields of the answer, as query-cost.ts counts them before anything is read. */
  readonly cost: number;
}

/** What the public server allows. */
export const serverLimits: Limits = {
  depth: 12,
  introspectionDepth: 20,
  aliases: 30,
  fields: 400,
  operations: 10,
  tokens: 2000,
  cost: 1_000_000,
};

interface Size {
  readonly depth: number;
  readonly introspectionDepth: number;
  readonly aliases: number;
  readonly fields: number;
}

const none: Size = { depth: 0, introspectionDepth: 0, aliases: 0, fields: 0 };

const words: Readonly<Record<keyof Size, string>> = {
  depth: "levels of fields",
  introspectionDepth: "levels of introspection",
  aliases: "aliases",
  fields: "fields",
};

/** The rule for these limits; each limit that an operation passes is one error. */
export function limitRule(limits: Limits): ValidationRule {
  return (context: ValidationContext): ASTVisitor => ({
    Document(document) {
      const operations = document.definitions.filter(
        (definition) => definition.kind === Kind.OPERATION_DEFINITION,
      );
      if (operations.length > limits.operations) {
        const message = refusal("operations", operations.length, limits.operations);
        context.reportError(new GraphQLError(message));
      }
      const sizeOf = sizes(document);
      for (const operation of operations) reportOperation(context, operation, sizeOf, limits);
    },
  });
}

function reportOperation(
  context: ValidationContext,
  operation: OperationDefinitionNode,
  sizeOf: (selections: SelectionSetNode) => Size,
  limits: Limits,
): void {
  const size = sizeOf(operation.selectionSet);
  for (const name of Object.keys(words) as (keyof Size)[]) {
    if (size[name] <= limits[name]) continue;
    const message = refusal(words[name], size[name], limits[name]);
    context.reportError(new GraphQLError(message, { nodes: operation }));
  }
}

function refusal(what: string, found: number, most: number): string {
  return `The query has "${found}" ${what}; at most ${most} are answered. Split it in several queries.`;
}

/** Measures selection sets, each fragment once; a fragment inside itself is another rule's matter. */
function sizes(document: DocumentNode): (selections: SelectionSetNode) => Size {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition);
    }
  }
  const known = new Map<string, Size>();

  function ofFragment(name: string): Size {
    const size = known.get(name);
    if (size) return size;
    known.set(name, none);
    const fragment = fragments.get(name);
    const measured = fragment ? ofSelections(fragment.selectionSet) : none;
    known.set(name, measured);
    return measured;
  }

  function ofSelections({ selections }: SelectionSetNode): Size {
    return selections.map(ofSelection).reduce(beside, none);
  }

  function ofSelection(node: SelectionSetNode["selections"][number]): Size {
    if (node.kind === Kind.FRAGMENT_SPREAD) return ofFragment(node.name.value);
    const inner = node.selectionSet ? ofSelections(node.selectionSet) : none;
    if (node.kind === Kind.INLINE_FRAGMENT) return inner;
    const deeper = inner.depth + 1;
    const introspection = node.name.value.startsWith("__");
    return {
      depth: introspection ? 0 : deeper,
      introspectionDepth: introspection
        ? Math.max(deeper, inner.introspectionDepth)
        : inner.introspectionDepth,
      aliases: inner.aliases + (node.alias ? 1 : 0),
      fields: inner.fields + 1,
    };
  }

  return ofSelections;
}

function beside(a: Size, b: Size): Size {
  return {
    depth: Math.max(a.depth, b.depth),
    introspectionDepth: Math.max(a.introspectionDepth, b.introspectionDepth),
    aliases: a.aliases + b.aliases,
    fields: a.fields + b.fields,
  };
}

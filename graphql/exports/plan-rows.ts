/**
 * How the answer of a query becomes a table: which list gives the rows, and which fields the columns. It
 * is told from the document alone, so that an answer without rows has the same columns.
 *
 * Rows are the outermost list; a list of estimates inside a row multiplies it. Fields of objects get
 * dotted names. Any other list inside a row (categories, flags) is one text, its parts set off by "; ".
 */
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import { InputError } from "#warehouse/input-error.ts";

export type ColumnType = "text" | "integer" | "number" | "boolean";

export interface Column {
  /** As `area.code`. */
  readonly name: string;
  readonly type: ColumnType;
}

/** One field of an object: a cell, cells of an object, a list as one text, or rows. */
export type Part =
  | { readonly kind: "cell"; readonly key: string; readonly column: number }
  | { readonly kind: "object"; readonly key: string; readonly parts: readonly Part[] }
  | { readonly kind: "joined"; readonly key: string; readonly parts: readonly Part[] }
  | { readonly kind: "rows"; readonly key: string; readonly parts: readonly Part[] };

export interface RowPlan {
  readonly columns: readonly Column[];
  readonly parts: readonly Part[];
  /** The fields of the outermost connection, which is followed page by page; none for a plain list. */
  readonly paged: ReadonlySet<FieldNode>;
  /** Connections inside rows: each must fit on one page. */
  readonly inner: ReadonlySet<FieldNode>;
}

export interface PlannedDocument {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Lists of these make rows inside rows. */
const rowTypes = new Set(["Estimate", "ScoredLine"]);
/** What a page says of itself is no part of a table. */
const aboutPages = new Set(["pageInfo", "totalCount", "cursor"]);

/** The plan. InputError for a query with several lists side by side. */
export function planRows(document: PlannedDocument): RowPlan {
  return new Planner(document).plan();
}

/** Where in the answer a field stands. */
interface Place {
  readonly prefix: string;
  readonly insideRows: boolean;
  /** Inside a list that becomes one text. */
  readonly insideText: boolean;
  /** The fields whose connection this is, while its own fields are planned. */
  readonly connection: readonly FieldNode[];
}

class Planner {
  readonly #document: PlannedDocument;
  readonly #columns: Column[] = [];
  readonly #paged = new Set<FieldNode>();
  readonly #inner = new Set<FieldNode>();

  constructor(document: PlannedDocument) {
    this.#document = document;
  }

  plan(): RowPlan {
    const { schema, operation } = this.#document;
    const place = { prefix: "", insideRows: false, insideText: false, connection: [] };
    const parts = this.#parts(schema.getQueryType()!, [operation.selectionSet], place);
    if (this.#columns.length === 0) {
      throw new InputError(
        "The query asks for nothing that could be a column. Ask for fields of rows.",
      );
    }
    const names = this.#columns.map(({ name }) => name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice) {
      throw new InputError(
        `Two columns would be named "${twice}". Give one of the fields an alias.`,
      );
    }
    return { columns: this.#columns, parts, paged: this.#paged, inner: this.#inner };
  }

  #parts(type: GraphQLObjectType, sets: readonly SelectionSetNode[], place: Place): Part[] {
    const fields = new Map<string, FieldNode[]>();
    for (const { selections } of sets) this.#collect(selections, fields);
    const parts = [...fields].flatMap(([key, nodes]) => this.#part(type, key, nodes, place) ?? []);
    const lists = parts.flatMap((part) => (hasRows(part) ? [part.key] : []));
    if (lists.length > 1) {
      throw new InputError(
        `An export has the rows of one list, and the query has "${lists.length}" side by side: ` +
          `${lists.map((key) => `"${key}"`).join(", ")}. Export each with a query of its own.`,
      );
    }
    return parts;
  }

  #collect(selections: readonly SelectionNode[], fields: Map<string, FieldNode[]>): void {
    for (const node of selections.filter((one) => this.#isIncluded(one))) {
      if (node.kind === Kind.FIELD) {
        const key = node.alias?.value ?? node.name.value;
        fields.set(key, [...(fields.get(key) ?? []), node]);
      } else {
        const set =
          node.kind === Kind.FRAGMENT_SPREAD
            ? this.#document.fragments.get(node.name.value)!.selectionSet
            : node.selectionSet;
        this.#collect(set.selections, fields);
      }
    }
  }

  #isIncluded(node: SelectionNode): boolean {
    const { variables } = this.#document;
    if (getDirectiveValues(GraphQLSkipDirective, node, variables)?.if === true) return false;
    return getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if !== false;
  }

  #part(
    type: GraphQLObjectType,
    key: string,
    nodes: readonly FieldNode[],
    place: Place,
  ): Part | null {
    const name = nodes[0]!.name.value;
    if (aboutPages.has(name) && isOfPages(type)) return null;
    if (name.startsWith("__")) {
      return name === "__typename" ? this.#cell(key, "text", place) : refuseIntrospection();
    }
    const field = type.getFields()[name]!;
    const named = getNamedType(field.type);
    const isList = isListType(getNullableType(field.type));
    if (isLeafType(named)) return this.#cell(key, isList ? "text" : columnType(named.name), place);
    const inner = named as GraphQLObjectType;
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    if (isList) return this.#list(field, key, inner, sets, place);
    const prefix = name === "node" && isOfPages(type) ? place.prefix : `${place.prefix}${key}.`;
    const isConnection = inner.getFields().edges !== undefined;
    const parts = this.#parts(inner, sets, {
      ...place,
      prefix,
      connection: isConnection ? nodes : [],
    });
    return { kind: "object", key, parts };
  }

  #list(
    field: GraphQLField<unknown, unknown>,
    key: string,
    type: GraphQLObjectType,
    sets: readonly SelectionSetNode[],
    { prefix, insideRows, insideText, connection }: Place,
  ): Part {
    const isEdges = field.name === "edges" && connection.length > 0;
    for (const node of isEdges ? connection : [])
      (insideRows ? this.#inner : this.#paged).add(node);
    const isRows = !insideText && (!insideRows || isEdges || rowTypes.has(type.name));
    // The items of the outermost list are the rows: their fields need no prefix.
    const own = isEdges ? prefix : `${prefix}${key}.`;
    const inner = { insideRows: true, insideText: !isRows, connection: [] };
    const place = { prefix: insideRows ? own : "", ...inner };
    return { kind: isRows ? "rows" : "joined", key, parts: this.#parts(type, sets, place) };
  }

  #cell(key: string, type: ColumnType, { prefix }: Place): Part {
    const name = `${prefix}${key}`;
    return { kind: "cell", key, column: this.#columns.push({ name, type }) - 1 };
  }
}

function hasRows(part: Part): boolean {
  return part.kind === "rows" || (part.kind === "object" && part.parts.some(hasRows));
}

/** A connection, or one edge of it. */
function isOfPages(type: GraphQLObjectType): boolean {
  const fields = type.getFields();
  return fields.edges !== undefined || (fields.node !== undefined && fields.cursor !== undefined);
}

function columnType(name: string): ColumnType {
  if (name === "Int") return "integer";
  if (name === "Float") return "number";
  return name === "Boolean" ? "boolean" : "text";
}

function refuseIntrospection(): never {
  throw new InputError("The schema is no table. Ask for it without an export.");
}

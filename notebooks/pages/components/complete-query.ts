/** What may be written next in a GraphQL question, told from the schema that the server shows. */
import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery } from "npm:graphql";
import { getAutocompleteSuggestions, Position } from "npm:graphql-language-service";

export interface Suggestion {
  readonly text: string;
  /** Its type, as `Estimate!`. */
  readonly type: string;
  /** The first sentence of its description, or nothing. */
  readonly says: string;
}

/** What may stand at a place, `at` letters from the start; `word` is what is written of it. */
export type Complete = (query: string, at: number) => readonly Suggestion[];

/** The most that is offered at once. */
const most = 40;

/** @throws Error when the server does not show its schema */
export async function loadCompletion(endpoint: string): Promise<Complete> {
  const answer = await fetch(endpoint, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify({ query: getIntrospectionQuery({ inputValueDeprecation: true }) }),
  });
  const { data, errors } = (await answer.json()) as {
    data?: IntrospectionQuery;
    errors?: readonly { readonly message: string }[];
  };
  if (!data) throw new Error(errors?.[0]?.message ?? "The server does not show its schema.");
  const schema = buildClientSchema(data);
  return (query, at) => {
    const lines = query.slice(0, at).split("\n");
    const position = new Position(lines.length - 1, lines.at(-1)!.length);
    const word = wordBefore(query, at).toLowerCase();
    const found = getAutocompleteSuggestions(schema, query, position)
      .map(({ label, insertText, detail, documentation }) => ({
        text: insertText ?? label,
        type: detail ?? "",
        says: documentation?.split(/(?<=[.。])\s/)[0] ?? "",
      }))
      .filter(({ text }) => text.toLowerCase().includes(word));
    const begins = ({ text }: Suggestion) => text.toLowerCase().startsWith(word);
    return [...found.filter(begins), ...found.filter((one) => !begins(one))].slice(0, most);
  };
}

/** The name that is being written before a place. */
export function wordBefore(query: string, at: number): string {
  return /[$@]?[A-Za-z_]?\w*$/.exec(query.slice(0, at))?.[0] ?? "";
}

/**
 * Puts the document in place of its id in a request over HTTP, before anything else looks at it:
 * `GET /graphql?id=trend&variables={…}` and `POST {"id": "trend", "variables": {…}}`. The hash may also
 * stand where clients with a manifest put it, in `extensions.persistedQuery.sha256Hash`.
 */
import { HttpRefusal } from "../server/http-refusal.ts";
import { type PersistedQueries, UnknownPersistedQuery } from "./persisted-queries.ts";

/** The parts of a request that say what is asked. */
export interface AskedParts {
  /** From the question mark on, or empty. */
  readonly search: string;
  readonly text: string | undefined;
  readonly body: Record<string, unknown> | undefined;
}

export interface ExpandedParts extends AskedParts {
  /** Whether the document is a registered one. */
  readonly registered: boolean;
}

/**
 * The request with its document. `registeredOnly` refuses what is not registered.
 * @throws HttpRefusal 404 for an unknown id, 400 for an id beside a query, 403 for an unregistered query
 */
export function expandRequest(
  queries: PersistedQueries,
  asked: AskedParts,
  registeredOnly: boolean,
): ExpandedParts {
  const parameters = new URLSearchParams(asked.search);
  const given = asked.body ?? Object.fromEntries(parameters);
  const id = idOf(given);
  if (id === undefined) {
    if (registeredOnly) refuseUnregistered();
    return { ...asked, registered: false };
  }
  if (given.query) {
    throw new HttpRefusal(400, "BAD_REQUEST", 'Send an "id" or a "query", not both.');
  }
  const source = findSource(queries, id);
  if (asked.body) {
    const { id: _, extensions: __, ...rest } = asked.body;
    const body = { ...rest, query: source };
    return { search: asked.search, text: JSON.stringify(body), body, registered: true };
  }
  for (const name of ["id", "extensions"]) parameters.delete(name);
  parameters.set("query", source);
  return { ...asked, search: `?${parameters}`, registered: true };
}

/** The source of a registered document. @throws HttpRefusal 404 for an unknown id */
export function findSource(queries: PersistedQueries, id: string): string {
  try {
    return queries.find(id).source;
  } catch (error) {
    if (!(error instanceof UnknownPersistedQuery)) throw error;
    throw new HttpRefusal(404, "PERSISTED_QUERY_NOT_FOUND", error.message);
  }
}

/** Tells that only registered documents are answered. @throws HttpRefusal 403 */
export function refuseUnregistered(): never {
  throw new HttpRefusal(
    403,
    "PERSISTED_QUERY_ONLY",
    'This server answers registered queries only: send an "id" in place of a "query".',
  );
}

function idOf({ id, extensions }: Record<string, unknown>): string | undefined {
  if (id !== undefined) {
    if (typeof id === "string" && id !== "") return id;
    throw new HttpRefusal(
      400,
      "BAD_REQUEST",
      '"id" must be the name or hash of a registered query.',
    );
  }
  const { persistedQuery } = objectOf(extensions);
  const { sha256Hash } = objectOf(persistedQuery);
  return typeof sha256Hash === "string" ? sha256Hash : undefined;
}

/** An object of a body, or JSON of an address; anything else has no fields. */
function objectOf(value: unknown): Record<string, unknown> {
  try {
    const object: unknown = typeof value === "string" ? JSON.parse(value) : value;
    return typeof object === "object" && object !== null ? (object as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

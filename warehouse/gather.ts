/**
 * Lets the parts of one request read a snapshot together: what its fields ask for at the same time, in
 * however many functions and promises, costs one statement. Parts of two requests never wait for one
 * another: a big one would hold up a small one, and one that is taken back would take the other with it.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import DataLoader from "dataloader";
import type { Duckdb } from "./engine/duckdb.ts";

/** The loaders of one request: of whom something is asked → the name of what is asked → its loader. */
type Loaders = Map<object, Map<string, DataLoader<unknown, unknown>>>;

const requests = new AsyncLocalStorage<Loaders>();

/**
 * The answer to `asked`. Below `asOneRequest`, `answer` gets all that is asked of the same object under
 * the same name in one tick, and answers in that order; anywhere else it gets this one alone. What
 * fails, fails for all of them: mistakes of the caller belong before it.
 */
export async function gather<Asked, Answer>(
  of: object,
  name: string,
  asked: Asked,
  answer: (all: readonly Asked[]) => Promise<readonly Answer[]>,
): Promise<Answer> {
  const loaders = requests.getStore();
  if (!loaders) return (await answer([asked]))[0]!;
  const named = loaders.get(of) ?? new Map<string, DataLoader<unknown, unknown>>();
  loaders.set(of, named);
  const known = named.get(name) as DataLoader<Asked, Answer> | undefined;
  const loader = known ?? new DataLoader(answer, { cache: false });
  if (!known) named.set(name, loader as DataLoader<unknown, unknown>);
  return loader.load(asked);
}

/**
 * The rows of a statement in the order of columns of it. Statements of one name have the same columns:
 * below `asOneRequest` those that are asked for in one tick are run as one.
 */
export function gatherRows<Row>(
  database: Duckdb,
  name: string,
  statement: string,
  order: string,
): Promise<readonly Row[]> {
  return gather(database, name, statement, async (all) => {
    const each = all.map((one, asked) => `SELECT ${asked} AS asked, * FROM (${one})`);
    const rows = await database.rows<Row & { asked: number }>(
      `${each.join(" UNION ALL ")} ORDER BY asked, ${order}`,
    );
    const answers = all.map((): Row[] => []);
    for (const { asked, ...row } of rows) answers[asked]!.push(row as Row);
    return answers;
  });
}

/** Does the work as one request, whose parts are gathered. */
export function asOneRequest<Result>(work: () => Result): Result {
  return requests.run(new Map(), work);
}

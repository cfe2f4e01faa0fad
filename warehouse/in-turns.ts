/**
 * Long computations beside a server: one after the other, in short turns, so that whoever else asks is
 * served between two turns. Ten thousand draws for each of a thousand areas take seconds.
 */
import { statementSignal } from "./engine/statement-signal.ts";

/** The longest turn, in milliseconds: what others may have to wait more. */
const turn = 10;

/** Ends with the computation that was begun last. Two at once would only make both turns longer. */
let last: Promise<unknown> = Promise.resolve();

/**
 * What the steps return at their end. Between two steps nothing is lost when the turn is over.
 * Rejects with the reason of the statements' signal (engine/statement-signal.ts) when it is aborted.
 */
export function inTurns<Result>(steps: Generator<void, Result>): Promise<Result> {
  const signal = statementSignal();
  const result = last.then(() => run(steps, signal));
  last = result.catch(() => undefined);
  return result;
}

async function run<Result>(
  steps: Generator<void, Result>,
  signal: AbortSignal | undefined,
): Promise<Result> {
  for (;;) {
    signal?.throwIfAborted();
    const end = performance.now() + turn;
    do {
      const { done, value } = steps.next();
      if (done) return value;
    } while (performance.now() < end);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

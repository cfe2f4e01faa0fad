/**
 * Lets whoever answers a question take it back: every statement that is run below `withSignal`, in
 * however many functions and promises, is interrupted when the signal is aborted.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { setMaxListeners } from "node:events";

const signals = new AsyncLocalStorage<AbortSignal | undefined>();

/**
 * Does the work; its statements end with the signal's reason once the signal is aborted, whether
 * they run, wait for a connection or have yet to begin. Undefined takes a signal away: for work
 * that others will share, like opening a snapshot.
 */
export function withSignal<Result>(signal: AbortSignal | undefined, work: () => Result): Result {
  // A question may have dozens of statements at once; Node takes more than ten for a leak.
  if (signal) setMaxListeners(0, signal);
  return signals.run(signal, work);
}

/** The signal that the statement about to run belongs to. */
export function statementSignal(): AbortSignal | undefined {
  return signals.getStore();
}

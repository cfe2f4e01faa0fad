/**
 * The time limit of an operation. When it is over, or when nobody waits for the answer any more,
 * the statements that run for it are interrupted, so that the database is free for others.
 */
import { setMaxListeners } from "node:events";
import type { ServerResponse } from "node:http";
import { withSignal } from "#warehouse/engine/statement-signal.ts";
import { HttpRefusal } from "./http-refusal.ts";

/**
 * The result of the work, if it comes in time and somebody still waits for it. The work gets the
 * signal as well, for what it does without a statement.
 * @throws HttpRefusal 503 TIMEOUT when it does not come in time, or CLIENT_GONE, which nobody reads
 */
export async function inTime<Result>(
  seconds: number,
  response: ServerResponse,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  // Every statement that waits for a connection listens: many at once are no leak.
  setMaxListeners(0, controller.signal);
  const timer = setTimeout(() => controller.abort(tooLate(seconds)), seconds * 1000);
  const gone = () => {
    // A response that was sent whole is closed as well.
    if (response.writableFinished) return;
    controller.abort(new HttpRefusal(499, "CLIENT_GONE", "Nobody waits."));
  };
  response.once("close", gone);
  try {
    return await Promise.race([
      withSignal(controller.signal, () => work(controller.signal)),
      new Promise<never>((_, reject) => {
        controller.signal.addEventListener("abort", () => reject(controller.signal.reason));
      }),
    ]);
  } finally {
    clearTimeout(timer);
    response.off("close", gone);
  }
}

function tooLate(seconds: number): HttpRefusal {
  return new HttpRefusal(
    503,
    "TIMEOUT",
    `The answer would have taken longer than "${seconds}" seconds and was given up. ` +
      "Ask for less at once: fewer areas, periods or measures, smaller pages.",
  );
}

/** One request while it is answered: who asks, what, and what became of it, for logs and metrics. */
import { publicVisitor, type Visitor } from "../access/visitor.ts";

/** A question as it was sent, for the audit log. */
export interface AskedQuestion {
  readonly source: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operation: string | null;
}

export class Visit {
  readonly requestId: string;
  /** Set before anything is answered that depends on it. */
  visitor: Visitor = publicVisitor;
  /** Set by whoever answers a question, as soon as it is known. */
  question: AskedQuestion | undefined;
  /** The id of the snapshot that answered. */
  snapshot: string | undefined;
  /** `ok`, or the code of the first error. */
  outcome = "ok";
  /** Whether a whole answer was looked up in the cache, and found there. */
  cache: "hit" | "miss" | undefined;
  readonly #begun = performance.now();

  constructor(requestId: string) {
    this.requestId = requestId;
  }

  /** Since the request came. */
  get milliseconds(): number {
    return Math.round((performance.now() - this.#begun) * 10) / 10;
  }
}

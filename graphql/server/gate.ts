/** Lets a limited number of operations run at once; the next one is told to come again. */
import { HttpRefusal } from "./http-refusal.ts";

export class Gate {
  readonly #most: number;
  #inside = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  /** How many run now. */
  get inside(): number {
    return this.#inside;
  }

  /**
   * Runs the work when there is room.
   * @throws HttpRefusal 503 at once when there is none, so that a queue never outgrows patience.
   */
  async pass<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#inside >= this.#most) {
      throw new HttpRefusal(
        503,
        "OVERLOADED",
        `More than "${this.#most}" questions are being answered. Ask again in a second.`,
        { "Retry-After": "1" },
      );
    }
    this.#inside++;
    try {
      return await work();
    } finally {
      this.#inside--;
      if (this.#inside === 0) for (const tell of this.#waiting.splice(0)) tell();
    }
  }

  /** Resolves when nothing runs any more. */
  async emptied(): Promise<void> {
    if (this.#inside > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
}

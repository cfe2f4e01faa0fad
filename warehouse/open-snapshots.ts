/**
 * The snapshots that are open for reading, each with how many hold it: old ones are closed when
 * nobody reads them any more, so that a server that sees many publishes stays as small as it was,
 * and none is ever closed under a question.
 */
import { withSignal } from "./engine/statement-signal.ts";
import type { Snapshot } from "./snapshot.ts";

/** A snapshot that stays open until it is given back. */
export interface Lease {
  readonly snapshot: Snapshot;
  /** Gives it back, once every statement has ended. A second time does nothing. */
  release(): void;
}

export interface OpenSnapshotsOptions {
  /** Whether this snapshot is the one that new questions go to; that one is never closed. */
  readonly isCurrent: (id: string) => boolean;
  /** How many may stay open when nobody holds them. */
  readonly most?: number;
  /** How long one that nobody holds may stay open. */
  readonly idleMilliseconds?: number;
}

interface Entry {
  readonly opening: Promise<Snapshot>;
  /** Set when it is open. */
  snapshot?: Snapshot;
  holders: number;
  /** When the last holder gave it back, as `performance.now()` tells it. */
  idleSince: number;
}

export class OpenSnapshots {
  readonly #options: Required<OpenSnapshotsOptions>;
  readonly #entries = new Map<string, Entry>();
  readonly #timer: NodeJS.Timeout;

  constructor({ isCurrent, most = 4, idleMilliseconds = 30_000 }: OpenSnapshotsOptions) {
    this.#options = { isCurrent, most, idleMilliseconds };
    this.#timer = setInterval(() => this.closeIdle(), idleMilliseconds);
    // A process that has nothing else to do may end.
    this.#timer.unref();
  }

  /** How many are open or being opened. */
  get size(): number {
    return this.#entries.size;
  }

  /** Holds the snapshot of a key, opened by `open` when it is not open yet. Rejects as `open` does. */
  async lease(key: string, open: () => Promise<Snapshot>): Promise<Lease> {
    const entry = this.#entries.get(key) ?? this.#add(key, open);
    entry.holders++;
    try {
      const snapshot = await entry.opening;
      let held = true;
      const release = () => {
        if (held) this.#release(entry);
        held = false;
      };
      return { snapshot, release };
    } catch (error) {
      // A failed opening must not be remembered: the next question tries again.
      if (this.#entries.get(key) === entry) this.#entries.delete(key);
      throw error;
    }
  }

  /**
   * Closes what nobody holds and is not current: the longest idle while more than `most` are open,
   * and all that have been idle for `idleMilliseconds`.
   */
  closeIdle(idleMilliseconds = this.#options.idleMilliseconds): void {
    const latest = performance.now() - idleMilliseconds;
    const idle = [...this.#entries]
      .filter(([, entry]) => this.#isIdle(entry))
      .sort(([, a], [, b]) => a.idleSince - b.idleSince);
    let excess = this.#entries.size - this.#options.most;
    for (const [key, { snapshot, idleSince }] of idle) {
      if (excess-- <= 0 && idleSince > latest) return;
      this.#entries.delete(key);
      snapshot!.database.close();
    }
  }

  /** Closes all, held or not. No statement may be running. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    const entries = [...this.#entries.values()];
    this.#entries.clear();
    for (const result of await Promise.allSettled(entries.map(({ opening }) => opening))) {
      if (result.status === "fulfilled") result.value.database.close();
    }
  }

  #add(key: string, open: () => Promise<Snapshot>): Entry {
    // Others may wait for it, too: who asked first and gave up must not take it away from them.
    const opening = withSignal(undefined, open);
    const entry: Entry = { opening, holders: 0, idleSince: 0 };
    opening.then(
      (snapshot) => {
        entry.snapshot = snapshot;
      },
      // Whoever waits for it is told.
      () => undefined,
    );
    this.#entries.set(key, entry);
    return entry;
  }

  #release(entry: Entry): void {
    entry.holders--;
    entry.idleSince = performance.now();
    if (entry.holders === 0 && this.#entries.size > this.#options.most) this.closeIdle();
  }

  /** A question that failed in one part may have statements of another part still running. */
  #isIdle({ holders, snapshot }: Entry): boolean {
    if (holders > 0 || !snapshot || snapshot.database.busy) return false;
    return !this.#options.isCurrent(snapshot.id);
  }
}

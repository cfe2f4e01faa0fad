/**
 * What one GraphQL operation holds while it runs: its snapshots, pinned when first asked for so
 * that one answer never mixes two, and the loaders that gather its questions into few statements.
 */
import type { Measure } from "#warehouse/define-measure.ts";
import { asOneRequest } from "#warehouse/gather.ts";
import { InputError } from "#warehouse/input-error.ts";
import type { Lease } from "#warehouse/open-snapshots.ts";
import { findMeasure } from "#warehouse/read-measures.ts";
import type { Role } from "#warehouse/role.ts";
import type { Area, Snapshot } from "#warehouse/snapshot.ts";
import type { Warehouse } from "#warehouse/warehouse.ts";
import type { Log } from "./log.ts";
import { SnapshotLoaders } from "./snapshot-loaders.ts";

/** An area with the snapshot that it was read from: its measures are asked of the same one. */
export type PlacedArea = Area & { readonly snapshot: Snapshot };

export interface OperationOptions {
  readonly warehouse: Warehouse;
  /** Who asks. */
  readonly role: Role;
  /** The snapshot that answers when the question names none, as the role sees it. The caller holds it. */
  readonly current: Snapshot;
  readonly requestId: string;
  readonly log: Log;
  /** Moment → the snapshot's id, for operations that together make one answer. */
  readonly moments?: Map<string, string>;
}

/** The arguments by which a field names its snapshot; without them the current one answers. */
export interface SnapshotArguments {
  readonly snapshot?: string | null;
  readonly asOf?: string | null;
}

/** GraphQL's context value. Apollo copies the object it is given, so the operation stands inside. */
export interface OperationContext {
  readonly operation: Operation;
}

/** An operation that asks for too much at once. An export asks again for smaller pages. */
export class BudgetError extends InputError {}

/** How many areas and estimates one operation may make; a page of 1000 estimates takes 1000. */
const budget = 50_000;

export class Operation {
  readonly warehouse: Warehouse;
  readonly role: Role;
  readonly requestId: string;
  readonly log: Log;
  /** Set when the document was refused before it ran (the HTTP status depends on it). */
  documentRefused = false;
  /** False when the answer depends on which snapshots are kept, not only on the current one. */
  cacheable = true;
  readonly #snapshots = new Map<string, Promise<Snapshot>>();
  readonly #leases: Promise<Lease>[] = [];
  readonly #loaders = new Map<string, SnapshotLoaders>();
  readonly #current: Snapshot;
  readonly #moments: Map<string, string>;
  #released = false;
  #spent = 0;

  constructor({ warehouse, role, current, requestId, log, moments }: OperationOptions) {
    this.warehouse = warehouse;
    this.role = role;
    this.requestId = requestId;
    this.log = log;
    this.#current = current;
    this.#moments = moments ?? new Map();
    this.#snapshots.set(current.id, Promise.resolve(current));
  }

  /** The id of the snapshot that answers when the question names none. */
  get currentId(): string {
    return this.#current.id;
  }

  /** The snapshot by id, the one in force at a moment, or the current one. InputError if unknown. */
  snapshot(id?: string | null, asOf?: string | null): Promise<Snapshot> {
    if (!id && !asOf) return Promise.resolve(this.#current);
    if (asOf) this.cacheable = false;
    const then = id ? undefined : this.#moments.get(asOf ?? "");
    if (then) return this.snapshot(then);
    const key = id && !asOf ? id : JSON.stringify([id, asOf]);
    const known = this.#snapshots.get(key);
    if (known) return known;
    const lease = this.warehouse.lease(id, asOf, this.role);
    if (this.#released) giveBack(lease);
    else this.#leases.push(lease);
    const asked = lease.then(({ snapshot }) => {
      if (asOf) this.#moments.set(asOf, snapshot.id);
      return snapshot;
    });
    this.#snapshots.set(key, asked);
    return asked;
  }

  /** Gives back the snapshots that the question named. Call it when the answer is complete. */
  release(): void {
    // A part of a question whose other part failed may still go on, and ask for one more.
    this.#released = true;
    this.#leases.splice(0).forEach(giveBack);
  }

  /**
   * The snapshot that a field's arguments name, by id or by a moment: the one way for every field.
   * InputError for both at once.
   */
  snapshotOf({ snapshot, asOf }: SnapshotArguments): Promise<Snapshot> {
    if (snapshot && asOf) {
      throw new InputError(
        `Name a snapshot or a moment, not both: found "${snapshot}" and "${asOf}".`,
      );
    }
    return this.snapshot(snapshot, asOf);
  }

  /** The loaders of a snapshot, one set for the whole operation. */
  loaders(snapshot: Snapshot): SnapshotLoaders {
    const known = this.#loaders.get(snapshot.id);
    if (known) return known;
    const made = new SnapshotLoaders(snapshot, this.warehouse, (rows) => this.spend(rows));
    this.#loaders.set(snapshot.id, made);
    return made;
  }

  /** The measure of an id; InputError with the nearest id when there is none. */
  measure(id: string): Measure {
    return findMeasure(this.warehouse.measures, id);
  }

  /** Counts rows against the operation's budget; InputError when it is used up. */
  spend(rows: number): void {
    this.#spent += rows;
    if (this.#spent > budget) {
      throw new BudgetError(
        `The query asks for more than "${budget}" areas and estimates. ` +
          'Ask for less at once: smaller pages with "first", fewer areas, periods or measures.',
      );
    }
  }
}

/** An area together with the snapshot it came from. */
export function placed(area: Area, snapshot: Snapshot): PlacedArea {
  return { ...area, snapshot };
}

function giveBack(lease: Promise<Lease>): void {
  // One that could not be opened is not held, and whoever asked for it was told.
  lease.then(({ release }) => release()).catch(() => undefined);
}

/**
 * Begins an operation on the current snapshot, does the work as one request, and gives every snapshot
 * back.
 * @throws InputError when nothing is published, and whatever `work` throws.
 */
export async function withOperation<Result>(
  options: Omit<OperationOptions, "current">,
  work: (operation: Operation) => Promise<Result>,
): Promise<Result> {
  const { snapshot, release } = await options.warehouse.lease(null, null, options.role);
  const operation = new Operation({ ...options, current: snapshot });
  try {
    return await asOneRequest(() => work(operation));
  } finally {
    operation.release();
    release();
  }
}

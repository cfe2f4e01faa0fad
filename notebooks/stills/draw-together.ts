/**
 * Draws the stills of a site: of a few pages here, of many in a process for each core, because it is
 * most of the work of a large site.
 */
import { type ChildProcess, fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { type DrawStill, stillsOf } from "./draw-stills.ts";
import type { Drawing, DrawingSite, Drawn } from "./drawing-process.ts";

/** A process has to begin, which takes as long as so many pages. */
const pagesForProcess = 50;
/** Each holds the components and a page: some hundred megabytes. */
const mostProcesses = 8;

export interface Drawers {
  readonly draw: DrawStill;
  /** Ends the processes. */
  readonly close: () => void;
}

/** `site` is what {@link stillsOf} takes; `count` processes, or none where one would do. */
export async function startDrawers(
  site: DrawingSite,
  count = processesFor(site[2].length),
): Promise<Drawers> {
  if (count < 2) return { draw: await stillsOf(...site), close: () => undefined };
  const processes = Array.from({ length: count }, () => new DrawingProcess(site));
  return {
    draw: (...what) => {
      const [idlest] = processes.toSorted((one, other) => one.waiting - other.waiting);
      return idlest!.draw(...what);
    },
    close: () => {
      for (const one of processes) one.close();
    },
  };
}

function processesFor(pages: number): number {
  return Math.min(Math.floor(pages / pagesForProcess), availableParallelism(), mostProcesses);
}

const program = fileURLToPath(new URL("./drawing-process.ts", import.meta.url));

interface Waiting {
  readonly resolve: (html: string) => void;
  readonly reject: (error: Error) => void;
}

class DrawingProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;

  constructor(site: DrawingSite) {
    // Most of what a page needs is gone when the next one begins: let it be collected as cheaply.
    const flags = ["--max-semi-space-size=64", "--import", import.meta.resolve("tsx")];
    this.#child = fork(program, [], { execArgv: flags });
    this.#child.on("message", (drawn: Drawn) => {
      const waiting = this.#waiting.get(drawn.at);
      this.#waiting.delete(drawn.at);
      if ("html" in drawn) waiting?.resolve(drawn.html);
      else waiting?.reject(new Error(drawn.error));
    });
    const fail = (reason: string) => {
      const error = new Error(`The process that draws pages ${reason}. Build again.`);
      for (const { reject } of this.#waiting.values()) reject(error);
      this.#waiting.clear();
    };
    this.#child.on("error", (error) => fail(`failed: ${error.message}`));
    this.#child.on("exit", (code, signal) => fail(`ended (${signal ?? code})`));
    this.#child.send(site);
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  draw(...[page, html, payload]: Parameters<DrawStill>): Promise<string> {
    const drawing: Drawing = { at: ++this.#last, page, html, payload };
    return new Promise((resolve, reject) => {
      this.#waiting.set(drawing.at, { resolve, reject });
      this.#child.send(drawing, (error) => error && reject(error));
    });
  }

  close(): void {
    if (this.#child.connected) this.#child.disconnect();
  }
}

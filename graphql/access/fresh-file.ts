/**
 * A file that is read again when it has changed, so that a key which is added or taken back counts
 * at once, without a restart.
 */
import { readFileSync, statSync } from "node:fs";

export class FreshFile<Value> {
  readonly path: string;
  readonly #parse: (text: string | undefined) => Value;
  #seen: string | undefined;
  #value: Value | undefined;

  /** `parse` gets undefined when there is no file. Nothing is read before `read`. */
  constructor(path: string, parse: (text: string | undefined) => Value) {
    this.path = path;
    this.#parse = parse;
  }

  /** What the file says now. Throws what `parse` throws, each time until the file is mended. */
  read(): Value {
    const seen = fingerprint(this.path);
    if (this.#value === undefined || seen !== this.#seen) {
      this.#value = this.#parse(seen === undefined ? undefined : readFileSync(this.path, "utf8"));
      this.#seen = seen;
    }
    return this.#value;
  }
}

function fingerprint(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found && [found.ino, found.size, found.mtimeNs].join(" ");
}

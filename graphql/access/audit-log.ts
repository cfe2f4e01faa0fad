/**
 * Who asked what: one line of JSON for each operation of a steward or an analyst, by day, in the
 * data folder. It holds no values, no answers and no text of a query. A line is written behind the
 * answer; when the disk refuses it, nobody else who must be written down is answered.
 */
import { createHash, randomUUID } from "node:crypto";
import { appendFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Log, logToStandardError } from "../log.ts";
import type { Asked } from "./asked.ts";

export interface AuditEntry {
  /** ISO 8601. */
  readonly moment: string;
  readonly requestId: string;
  /** The visitor's name: `key:…`, `token:…` or `public`. */
  readonly who: string;
  readonly role: string;
  readonly areas: readonly string[];
  /** The part of the server: `graphql`, `estimates`, `export`. */
  readonly route: string;
  readonly operation: string | null;
  /** SHA-256 of the document and of the variables as they were sent; null when there was none. */
  readonly document: string | null;
  readonly variables: string | null;
  readonly asked: Asked;
  readonly snapshot: string | null;
  /** `ok`, or the code of the first error. */
  readonly outcome: string;
  readonly milliseconds: number;
}

/** A line of the log: which server run wrote it, its number there, and the chain of hashes. */
export interface AuditLine extends AuditEntry {
  readonly run: string;
  readonly number: number;
  /** SHA-256 of the chain of the line before (of the run, for the first) and of this line. */
  readonly chain: string;
}

/** Where the lines lie. */
export const auditFolder = (dataFolder: string) => join(dataFolder, "audit");

export class AuditLog {
  readonly #folder: string;
  readonly #log: Log;
  readonly #run = randomUUID();
  #number = 0;
  #chain: string = this.#run;
  #waiting: { readonly day: string; readonly text: string }[] = [];
  #writing: Promise<void> | undefined;
  #failed = false;

  constructor(dataFolder: string, log: Log = logToStandardError) {
    this.#folder = auditFolder(dataFolder);
    this.#log = log;
  }

  /** Adds a line; returns before it is written. */
  append(entry: AuditEntry): void {
    const line = { ...entry, run: this.#run, number: ++this.#number };
    this.#chain = chainOf(this.#chain, line);
    const text = `${JSON.stringify({ ...line, chain: this.#chain })}\n`;
    this.#waiting.push({ day: entry.moment.slice(0, 10), text });
    this.#writing ??= this.#write();
  }

  /** Whether everything that was added is written; tries again when the last could not be. */
  async isWritable(): Promise<boolean> {
    if (this.#waiting.length > 0) await this.flushed();
    return !this.#failed;
  }

  /** Resolves when everything that was added is written, or cannot be. */
  flushed(): Promise<void> {
    this.#writing ??= this.#write();
    return this.#writing;
  }

  async #write(): Promise<void> {
    // What is added in the same tick goes into one write.
    await Promise.resolve();
    try {
      while (this.#waiting.length > 0) {
        const { day } = this.#waiting[0]!;
        const lines = this.#waiting.filter((line) => line.day === day);
        await mkdir(this.#folder, { recursive: true, mode: 0o700 });
        const text = lines.map((line) => line.text).join("");
        // A write that broke off may have left half a line, which must not spoil the next one.
        const file = join(this.#folder, `${day}.jsonl`);
        await appendFile(file, this.#failed ? `\n${text}` : text, { mode: 0o600 });
        this.#waiting = this.#waiting.filter((line) => !lines.includes(line));
        this.#failed = false;
      }
    } catch (error) {
      if (!this.#failed) this.#log({ level: "error", message: "No audit log.", error });
      this.#failed = true;
    } finally {
      this.#writing = undefined;
    }
  }
}

/** The chain after a line: nobody can change or take out a line without changing all that follow. */
export function chainOf(before: string, line: Omit<AuditLine, "chain">): string {
  return createHash("sha256").update(before).update(JSON.stringify(line)).digest("hex");
}

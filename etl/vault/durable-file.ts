/** Writes that a kill or a power cut leaves either undone or done: flush first, then one rename. */
import { chmodSync, closeSync, fsyncSync, openSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** The temporary name of `path` in the same folder; `isTemporaryName` knows it. */
export function temporaryName(path: string): string {
  return `${path}.${process.pid}.partial`;
}

/** Whether a file name is one that `temporaryName` makes. */
export function isTemporaryName(name: string): boolean {
  return /\.\d+\.partial$/.test(name);
}

/** Flushes the finished temporary file of `path`, makes it private (0600) and gives it its name. */
export function commitFile(path: string): void {
  const temporary = temporaryName(path);
  chmodSync(temporary, 0o600);
  flush(temporary);
  renameSync(temporary, path);
  flush(dirname(path));
}

/** Writes `text` to `path` so that a reader sees the old file or the whole new one. */
export function writeFileDurably(path: string, text: string): void {
  writeFileSync(temporaryName(path), text, { mode: 0o600 });
  commitFile(path);
}

function flush(path: string): void {
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

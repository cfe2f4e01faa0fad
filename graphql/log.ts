/**
 * Where the server writes what its operator should know; clients only get the request id. A line
 * holds no query, no variable, no address and no token, and of an error of the database nothing but
 * its kind: the database's sentences quote the values that it stumbled over.
 */
export interface LogEntry {
  readonly level: "info" | "warn" | "error";
  readonly message: string;
  readonly requestId?: string;
  /** The cause of an internal error. */
  readonly error?: unknown;
  /** Of an answered request. */
  readonly route?: string;
  readonly status?: number;
  readonly role?: string;
  /** `ok`, or the code of the first error. */
  readonly outcome?: string;
  readonly milliseconds?: number;
}

export type Log = (entry: LogEntry) => void;

/** One line of JSON per entry on standard error, with the moment; the stack is part of the line. */
export const logToStandardError: Log = (entry) => {
  process.stderr.write(`${logLine(entry, new Date())}\n`);
};

/** The line of an entry, without its end. */
export function logLine({ error, ...entry }: LogEntry, moment: Date): string {
  const line = { moment: moment.toISOString(), ...entry };
  return JSON.stringify(error === undefined ? line : { ...line, error: safeError(error) });
}

/** `Conversion Error: Could not convert string '…'` and the like; our own never begin so. */
const databaseSentence = /^((?:[A-Z]\w*[ -]){0,3}Error): /;

function safeError(error: unknown): string {
  if (!(error instanceof Error)) return `Something was thrown that is no error: ${typeof error}.`;
  const { name, message, stack } = error;
  const kind = databaseSentence.exec(message)?.[1];
  const told = kind ? `${kind} of the database, its words are left out` : message;
  const frames = (stack ?? "").split("\n").filter((line) => /^ {4}at /.test(line));
  return [`${name}: ${told}`, ...frames].join("\n");
}

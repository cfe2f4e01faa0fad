/** Where the server writes what its operator should know; clients only get the request id. */
export interface LogEntry {
  readonly level: "info" | "error";
  readonly message: string;
  readonly requestId?: string;
  /** The cause of an internal error, with its stack. */
  readonly error?: unknown;
}

export type Log = (entry: LogEntry) => void;

/** One line of JSON per entry on standard error; the stack is part of the line. */
export const logToStandardError: Log = ({ error, ...entry }) => {
  const cause = error instanceof Error ? (error.stack ?? error.message) : error;
  process.stderr.write(
    `${JSON.stringify(cause === undefined ? entry : { ...entry, error: cause })}\n`,
  );
};

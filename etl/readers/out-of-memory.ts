/**
 * A load has a bound of memory. A file that does not fit, such as one of thousands of columns, is
 * refused like any other that asks for too much; the load goes on with the next one.
 */

/** Whether the engine gave up for want of memory: it says so, and can be asked again. */
export function isOutOfMemory(error: unknown): boolean {
  // After a fatal error the engine answers nothing more, whatever the reason was.
  return (
    error instanceof Error &&
    !error.message.startsWith("FATAL") &&
    /^Out of Memory Error|could not allocate block|failed to pin block/.test(error.message)
  );
}

/** The sentence about a file that does not fit. */
export function outOfMemory(name: string): string {
  return (
    `"${name}" does not fit into the memory that a load may take. ` +
    "Send it in several files, or with fewer columns."
  );
}

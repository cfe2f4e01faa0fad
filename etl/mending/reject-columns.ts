/** The columns that a rejects file has beside those of the extract: where a row stood, and why. */

export const rejectColumns = {
  /** The line of the extract; it tells which row is mended. */
  line: "reject_line",
  column: "reject_column",
  reason: "reject_reason",
} as const;

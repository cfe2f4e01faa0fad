/** Finds the one sentence that matters in what a failed build wrote to standard error. */

/**
 * The loader's own sentence when one failed, else Framework's, else the last line; null without
 * any. Framework adds tips and an address for bugs after it.
 */
export function reasonOfFailure(complaints: string): string | null {
  const lines = complaints.split("\n").map((line) => line.trim());
  const tips = /^($|Tip: |If you think |↳ |at |\{"level")/;
  const said = lines.filter((line) => !tips.test(line));
  const framework = said.findLast((line) => line.startsWith("Unexpected error:"));
  const loader = said[said.indexOf(framework ?? "") - 1];
  if (framework && !framework.includes("loader exited")) return framework;
  return loader ?? said.at(-1) ?? null;
}

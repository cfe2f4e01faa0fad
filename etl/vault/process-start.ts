/**
 * When a process started: with its id it names a process for ever, as ids alone are used again.
 * A lock or a staging folder whose process is gone may be taken over.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/** The start of the process in the system's own words, or null when there is no such process. */
export function processStart(pid: number): string | null {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return null;
  }
  try {
    if (existsSync("/proc/self/stat")) {
      // The second field is the command in parentheses and may hold spaces; the start is field 22.
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)!.split(" ");
      return fields[0] === "Z" ? null : fields[19]!;
    }
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return null;
  }
}

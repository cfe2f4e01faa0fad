/** The SHA-256 of a file. Never of a database that this process has open: that loses its lock. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

/** Hex text, read as a stream: memory does not grow with the file. */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const bytes of createReadStream(file)) hash.update(bytes);
  return hash.digest("hex");
}

/** The SHA-256 of a file that no database has open. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

/** Hex text. */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const bytes of createReadStream(file)) hash.update(bytes);
  return hash.digest("hex");
}

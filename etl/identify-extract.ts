/** What makes two extracts the same: the bytes, and what was said about them. */
import { createHash } from "node:crypto";
import type { ExtractManifest } from "./extract-manifest.ts";
import type { FoundFile } from "./find-files.ts";
import type { LoadOptions } from "./load-report.ts";
import { lookupsOf } from "./mapping/read-lookups.ts";
import { hashFile } from "./vault/hash-file.ts";

/**
 * Hash of the bytes, and of what the mapping, the code tables that it names and the command line
 * say about them.
 */
export async function identifyExtract(
  found: FoundFile,
  fileHash: string,
  options: LoadOptions,
): Promise<ExtractIdentity> {
  const tables = lookupsOf(found.entry).map(({ path }) => hashFile(path));
  const statement = {
    entry: found.entry?.node.toJson() ?? null,
    groups: found.groups.length > 1 ? found.groups.slice(1) : null,
    covers: options.covers?.length ? options.covers : null,
    encoding: options.encoding ?? null,
    // Absent, not null, without tables: what was accepted before there were any keeps its hash.
    ...(tables.length > 0 ? { tables: await Promise.all(tables) } : {}),
  };
  if (Object.values(statement).every((part) => part === null)) {
    return { fileHash, hash: fileHash, mapping: null };
  }
  const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
  const hash = sha256(JSON.stringify(statement));
  const file = found.entry ? found.mappingFile! : "command line";
  return { fileHash, hash: sha256(fileHash + hash), mapping: { file, hash } };
}

/** Everything that tells this extract from another with the same bytes. */
export interface ExtractIdentity {
  readonly fileHash: string;
  readonly hash: string;
  readonly mapping: ExtractManifest["mapping"];
}

/**
 * Whole answers kept by what was asked. A snapshot never changes, so an answer stays right for as
 * long as its snapshot is the current one; nothing has to be thrown away by time.
 */
import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";

export interface StoredResponse {
  readonly contentType: string;
  readonly body: Buffer;
  /** With its quotes. */
  readonly etag: string;
}

export class ResponseCache {
  readonly #entries: LRUCache<string, StoredResponse>;

  /** Keeps at most so many bytes of bodies. */
  constructor(bytes: number) {
    this.#entries = new LRUCache({
      maxSize: bytes,
      // A quarter of the cache for one answer would push out too many others.
      maxEntrySize: Math.ceil(bytes / 4),
      sizeCalculation: ({ body }) => body.length + 400,
    });
  }

  get(key: string): StoredResponse | undefined {
    return this.#entries.get(key);
  }

  /** Stores an answer and says how it will be given out. */
  set(key: string, contentType: string, body: Buffer): StoredResponse {
    const stored = { contentType, body, etag: etagOf(body) };
    this.#entries.set(key, stored);
    return stored;
  }
}

/** One key for everything that an answer depends on. */
export function cacheKey(parts: readonly (string | undefined)[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url");
}

/** An entity tag of the bytes: the same answer has the same tag, also after a restart. */
export function etagOf(body: Buffer): string {
  return `"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
}

/** Whether `If-None-Match` names the tag. */
export function matchesEtag(ifNoneMatch: string | undefined, etag: string): boolean {
  if (!ifNoneMatch) return false;
  const tags = ifNoneMatch.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return tags.includes(etag) || tags.includes("*");
}

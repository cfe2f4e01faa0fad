/** The built pages as files: names that carry a hash are kept for ever, everything else is asked for anew. */
import type { IncomingMessage, ServerResponse } from "node:http";
import sirv from "sirv";
import { HttpRefusal } from "./http-refusal.ts";

/** Answers from a folder. Files are looked up on each request, because pages are rebuilt in place. */
export function pagesOf(
  folder: string,
): (request: IncomingMessage, response: ServerResponse) => void {
  const files = sirv(folder, {
    dev: true,
    etag: true,
    gzip: true,
    setHeaders: (response, path) => {
      // Observable Framework puts everything with a hash in its name under /_….
      const hashed = /^\/_/.test(path) && /\.[0-9a-f]{8}\./.test(path);
      response.setHeader(
        "Cache-Control",
        hashed ? "public, max-age=31536000, immutable" : "no-cache",
      );
    },
  });
  return (request, response) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      throw new HttpRefusal(405, "METHOD_NOT_ALLOWED", `Use GET, found "${request.method}".`, {
        Allow: "GET, HEAD",
      });
    }
    const { pathname } = new URL(request.url ?? "", "http://localhost");
    if (/(^|\/)(\.|%2e)/i.test(pathname)) return notFound(pathname, response);
    files(request, response, () => notFound(pathname, response));
  };
}

/** A 404 in words, in both languages; never cached. */
export function notFound(path: string, response: ServerResponse): void {
  const shown = path.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const body = Buffer.from(`<!doctype html>
<html lang="zh"><head><meta charset="utf-8"><title>404</title></head>
<body>
<p>没有“${shown}”这个页面。请从<a href="/">首页</a>开始。</p>
<p lang="en">There is no page at "${shown}". Start from the <a href="/">home page</a>, ask
<a href="/explorer">the explorer</a>, or build the pages with <code>demograph pages</code>.</p>
</body></html>
`);
  response.writeHead(404, {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Length": String(body.length),
    "Cache-Control": "no-cache",
  });
  response.end(body);
}

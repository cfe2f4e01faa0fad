/** The headers that tell a browser what a page of each kind may do. */
import type { ServerResponse } from "node:http";

/** What kind of thing a route answers with. */
export type RouteKind = "data" | "explorer" | "pages" | "notebooks";

const policies: Readonly<Record<RouteKind, string>> = {
  // An answer of data is never a page: nothing may run or be framed.
  data: "default-src 'none'; frame-ancestors 'none'",
  // CodeMirror and the dialogs of GraphiQL set styles from scripts; no script is ever inline.
  explorer:
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; " +
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  pages: pagesPolicy("'self' 'unsafe-inline'", "'none'"),
  // Analysts' sql cells compile WebAssembly and run it in a worker.
  notebooks: pagesPolicy("'self' 'unsafe-inline' 'wasm-unsafe-eval'", "'self' blob:"),
};

/** Observable Framework starts its cells from inline scripts. */
function pagesPolicy(scripts: string, workers: string): string {
  return (
    `default-src 'self'; script-src ${scripts}; style-src 'self' 'unsafe-inline'; ` +
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; " +
    `worker-src ${workers}; object-src 'none'; base-uri 'none'; ` +
    "form-action 'self'; frame-ancestors 'self'"
  );
}

/** Sets the headers for a kind of route; call it before anything is written. */
export function setSecurityHeaders(response: ServerResponse, kind: RouteKind): void {
  response.setHeader("Content-Security-Policy", policies[kind]);
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("Referrer-Policy", "same-origin");
  response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
  response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
}

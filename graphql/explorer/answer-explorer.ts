/** `/explorer`: the page, its script and its style sheet. */
import type { ServerResponse } from "node:http";
import { join } from "node:path";
import type { Warehouse } from "#warehouse/warehouse.ts";
import { HttpRefusal } from "../server/http-refusal.ts";
import { send } from "../server/send.ts";
import { bundleExplorer, type ExplorerBundle } from "./bundle-explorer.ts";
import { exampleQuery } from "./example-query.ts";

/** Answers the paths below `/explorer`; bundles at the first request. */
export function explorerOf(
  warehouse: Warehouse,
): (path: string, response: ServerResponse) => Promise<void> {
  let bundle: Promise<ExplorerBundle> | undefined;
  return async (path, response) => {
    bundle ??= bundleExplorer(join(warehouse.dataFolder, "explorer"));
    // A failed bundling must not be remembered: the next request tries again.
    bundle.catch(() => {
      bundle = undefined;
    });
    const { hash, script, style } = await bundle;
    if (path === "/explorer" || path === "/explorer/") {
      const { snapshot, release } = await warehouse.lease();
      const page = explorerPage(hash, exampleQuery(snapshot.manifest, warehouse.measures));
      release();
      return send(response, 200, Buffer.from(page), {
        "Content-Type": "text/html; charset=utf-8",
        "Cache-Control": "no-cache",
      });
    }
    const forEver = { "Cache-Control": "public, max-age=31536000, immutable" };
    if (path === `/explorer/${hash}/explorer.js`) {
      const type = "text/javascript; charset=utf-8";
      return send(response, 200, script, { "Content-Type": type, ...forEver });
    }
    if (path === `/explorer/${hash}/explorer.css`) {
      return send(response, 200, style, { "Content-Type": "text/css; charset=utf-8", ...forEver });
    }
    throw new HttpRefusal(404, "NOT_FOUND", `Unknown address "${path}". Open "/explorer".`);
  };
}

function explorerPage(hash: string, example: string): string {
  // The example is data in the page; "<" is escaped so that it cannot end the element.
  const data = JSON.stringify(example).replaceAll("<", "\\u003c");
  return `<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>查询台 Explorer · Demograph</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/explorer/${hash}/explorer.css">
<style>html, body, #explorer { height: 100%; margin: 0; }</style>
</head>
<body>
<main id="explorer"></main>
<script type="application/json" id="example">${data}</script>
<script type="module" src="/explorer/${hash}/explorer.js"></script>
</body>
</html>
`;
}

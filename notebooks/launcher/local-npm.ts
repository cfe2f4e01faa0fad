/**
 * A package registry and a CDN inside the Framework process, answering from node_modules.
 * Framework asks both for every build, even of an empty page; with this it builds with no network.
 */
import { existsSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { bundlePackage } from "./bundle-package.ts";
import { findCopies, parsePackageAddress } from "./installed-packages.ts";

/** The version of a library that the client names but nobody installed: fine until it is used. */
const notInstalled = "0.0.0-not-installed";

const contentTypes: Readonly<Record<string, string>> = {
  ".js": "application/javascript; charset=utf-8",
  ".mjs": "application/javascript; charset=utf-8",
  ".css": "text/css",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

/**
 * A `fetch` that answers registry and CDN requests from the packages that code in `from` would get.
 * It rejects every other address by name, and a package that is used but not installed.
 */
export function localNpm(from: string): typeof fetch {
  return async (input) => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    if (isRegistryRequest(url)) return answerRegistry(decodeURIComponent(url.pathname), from);
    if (url.hostname.startsWith("cdn.") && url.pathname.startsWith("/npm/"))
      return answerCdn(decodeURIComponent(url.pathname.slice("/npm/".length)), from);
    throw new Error(`The pages are built without the network: "${url.href}" was refused.`);
  };
}

/** Told by the shape of the address, so that no registry's name stands in this repository. */
function isRegistryRequest(url: URL): boolean {
  return (
    url.hostname.startsWith("registry.") &&
    /^\/(@[^/]+(\/|%2f))?[^/]+(\/[^/]+)?$/i.test(url.pathname)
  );
}

function answerRegistry(pathname: string, from: string): Response {
  const { name, path: tag } = parsePackageAddress(pathname.slice(1));
  const versions = findCopies(name, from).map((copy) => copy.version);
  if (versions.length === 0) versions.push(notInstalled);
  if (tag) return Response.json({ version: versions[0] });
  return Response.json({ versions: Object.fromEntries(versions.map((v) => [v, {}])) });
}

async function answerCdn(address: string, from: string): Promise<Response> {
  const { name, range, path } = parsePackageAddress(address);
  const copy = findCopies(name, from).find((candidate) => candidate.version === range);
  if (!copy)
    throw new Error(
      `A page imports "npm:${name}", which is not installed. Run "npm install ${name}".`,
    );
  if (path === "+esm" || path.endsWith("/+esm")) {
    const code = await bundlePackage(copy, path.replace(/\/?\+esm$/, ""));
    return new Response(code, { headers: { "content-type": contentTypes[".js"]! } });
  }
  const file = join(copy.folder, path);
  if (!existsSync(file)) return new Response(`No file "${path}" in ${name}.`, { status: 404 });
  const type = contentTypes[extname(file)] ?? "application/octet-stream";
  return new Response(readFileSync(file), { headers: { "content-type": type } });
}

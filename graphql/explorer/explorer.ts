/**
 * The explorer in the browser: GraphiQL over this server's `/graphql`. esbuild bundles this file
 * from the installed packages (bundle-explorer.ts), so that no other host is ever asked.
 */
import "graphiql/style.css";
import { GraphiQL } from "graphiql";
import { createElement } from "react";
import { createRoot } from "react-dom/client";

const example = document.getElementById("example")?.textContent ?? '""';

/** Sends one operation to this server and gives back its answer, errors included. */
async function askServer(operation: unknown): Promise<Record<string, unknown>> {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify(operation),
  });
  return response.json();
}

createRoot(document.getElementById("explorer")!).render(
  createElement(GraphiQL, {
    fetcher: askServer,
    defaultQuery: JSON.parse(example),
    isHeadersEditorEnabled: false,
    shouldPersistHeaders: false,
  }),
);

/**
 * Shows notebooks while they are written: Framework's preview, which follows every change of a file,
 * and the GraphQL server, which answers live questions, behind one address.
 */
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import type { Duplex } from "node:stream";
import { serve } from "#graphql/serve.ts";
import { openWarehouse } from "../ask-warehouse.ts";
import { startFramework } from "../launcher/start-framework.ts";
import { notebookConfig } from "./build-notebooks.ts";
import { listNotebooks, prepareNotebookRoot } from "./notebook-folders.ts";
import { settingsEnvironment } from "./notebook-settings.ts";

export interface Preview {
  /** `http://127.0.0.1:3000`, without a slash at the end. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** What the GraphQL server answers; everything else is Framework's. */
const ofServer = /^\/(graphql|explorer|export|estimates)(\/|\?|$)/;

/** Listens on this machine only; `port` 0 takes any free port. */
export async function previewNotebooks(dataFolder: string, port: number): Promise<Preview> {
  const { snapshotId, close } = await openWarehouse(dataFolder);
  await close();
  const root = prepareNotebookRoot(dataFolder);
  const server = await serve({ dataFolder, port: 0 });
  const behind = await freePort();
  const words = ["preview", "--host", "127.0.0.1", "--port", String(behind), "--no-open"];
  const child = startFramework(words, null, "pipe", {
    config: notebookConfig,
    environment: settingsEnvironment({ root, dataFolder, snapshotId, server: "" }),
  });
  // It tells of every request; only what went wrong is for the author.
  child.stdout?.resume();
  child.stderr?.pipe(process.stderr);
  const portOf = (path: string) =>
    ofServer.test(path) ? Number(new URL(server.url).port) : behind;
  const front = createServer((asked, response) => {
    const path = asked.url ?? "/";
    if (path !== "/") return forward(asked, response, portOf(path));
    const first = listNotebooks(dataFolder)[0]?.name ?? "";
    response.writeHead(302, { Location: `/notebooks/${first}` }).end();
  });
  front.on("upgrade", (asked, socket, head) => forwardSocket(asked, socket, head, behind));
  await listening(front, port);
  return {
    url: `http://127.0.0.1:${(front.address() as AddressInfo).port}`,
    async close() {
      child.kill();
      front.closeAllConnections();
      await new Promise<void>((done) => front.close(() => done()));
      await server.close();
    },
  };
}

function forward(asked: IncomingMessage, response: ServerResponse, port: number): void {
  const { method, headers, url } = asked;
  const passed = request({ host: "127.0.0.1", port, method, headers, path: url }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  passed.on("error", () => {
    // Framework takes a few seconds to start.
    if (!response.headersSent) response.writeHead(503, { Refresh: "2", "Retry-After": "2" });
    response.end("Demograph …");
  });
  asked.pipe(passed);
}

/** The connection by which Framework tells a page that its file has changed. */
function forwardSocket(asked: IncomingMessage, socket: Duplex, head: Buffer, port: number): void {
  const behind = connect(port, "127.0.0.1", () => {
    const lines = asked.rawHeaders.flatMap((name, at, all) =>
      at % 2 === 0 ? [`${name}: ${all[at + 1]}`] : [],
    );
    behind.write(`GET ${asked.url} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
    behind.write(head);
    behind.pipe(socket).pipe(behind);
  });
  for (const side of [behind, socket])
    side.on("error", () => [behind, socket].map((s) => s.destroy()));
}

async function freePort(): Promise<number> {
  const server = createServer();
  await listening(server, 0);
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

function listening(server: ReturnType<typeof createServer>, port: number): Promise<void> {
  return new Promise((done, fail) => {
    server.once("error", fail);
    server.listen(port, "127.0.0.1", done);
  });
}

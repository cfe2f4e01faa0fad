/**
 * The HTTP server: GraphQL, the explorer, permalinks and the built pages on one port, on bare
 * node:http. It listens on this machine only unless it is told in so many words to be exposed.
 */
import { randomUUID } from "node:crypto";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { InputError } from "#warehouse/input-error.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { explorerOf } from "./explorer/answer-explorer.ts";
import { type Log, logToStandardError } from "./log.ts";
import { schemaOfWarehouse } from "./run-operation.ts";
import { notFound, pagesOf } from "./server/answer-pages.ts";
import { startApollo } from "./server/apollo.ts";
import { Gate } from "./server/gate.ts";
import { httpListener, type Patience, usualPatience } from "./server/http-listener.ts";
import { ResponseCache } from "./server/response-cache.ts";
import { type Routes, route } from "./server/route.ts";

export interface ServeOptions {
  readonly dataFolder: string;
  /** The built pages; without it everything that is no other route is a 404. */
  readonly pagesFolder?: string | undefined;
  /** 0 takes any free port. */
  readonly port?: number;
  readonly host?: string;
  /** Allows a host that other machines can reach. There are no accounts: everyone reads all. */
  readonly exposed?: boolean;
  readonly log?: Log;
  /** The most bytes of whole answers kept in memory. */
  readonly cacheBytes?: number;
  /** The most operations that run at once; more are answered 503. Stored answers are not counted. */
  readonly mostOperations?: number;
  /** How long senders may take. */
  readonly patience?: Patience;
}

export interface RunningServer {
  /** `http://127.0.0.1:4000`, without a slash at the end. */
  readonly url: string;
  /** Answers what was accepted, then closes the port and the warehouse. */
  close(): Promise<void>;
}

const loopback = new Set(["127.0.0.1", "::1", "localhost"]);

/** How long `close` waits for answers that are still being made. */
const patienceMilliseconds = 10_000;

/**
 * Starts to serve the warehouse of a data folder.
 * @throws InputError without a warehouse, for a port in use, or a host that is not loopback
 */
export async function serve({
  dataFolder,
  pagesFolder,
  port = 4000,
  host = "127.0.0.1",
  exposed = false,
  log = logToStandardError,
  cacheBytes = 64 * 1024 * 1024,
  mostOperations = 100,
  patience = usualPatience,
}: ServeOptions): Promise<RunningServer> {
  if (!exposed && !loopback.has(host)) {
    throw new InputError(
      `The host "${host}" can be reached from other machines, and there are no accounts. ` +
        'Use "127.0.0.1", or say that it is meant to be exposed.',
    );
  }
  const warehouse = await Warehouse.open(dataFolder);
  const apollo = await startApollo(schemaOfWarehouse(warehouse), log);
  const routes: Routes = {
    graphql: {
      apollo,
      warehouse,
      cache: new ResponseCache(cacheBytes),
      gate: new Gate(mostOperations),
      log,
    },
    explorer: explorerOf(warehouse),
    pages: pagesFolder
      ? pagesOf(pagesFolder)
      : (request, response) => notFound(request.url ?? "", response),
    exposed,
    closing: false,
  };
  const running = new Set<Promise<void>>();
  const server = httpListener((request, response) => {
    const answer = route(routes, request, response, randomUUID());
    running.add(answer);
    answer.finally(() => running.delete(answer));
  }, patience);
  const release = async () => {
    await apollo.stop();
    await warehouse.close();
  };
  await listen(server, port, host).catch(async (error) => {
    await release();
    throw error;
  });
  return {
    url: urlOf(server, host),
    async close() {
      routes.closing = true;
      await closed(server);
      await Promise.allSettled(running);
      await release();
    },
  };
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EADDRINUSE") return reject(error);
      const advice = "Stop the other program or choose another port.";
      reject(new InputError(`Port "${port}" on ${host} is in use. ${advice}`));
    });
    server.listen(port, host, resolve);
  });
}

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

async function closed(server: Server): Promise<void> {
  const patience = setTimeout(() => server.closeAllConnections(), patienceMilliseconds);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(patience);
}

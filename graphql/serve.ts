/**
 * The HTTP server: GraphQL, the explorer, permalinks and the built pages on one port, on bare
 * node:http. It listens on this machine only unless it is told in so many words to be exposed.
 */
import { randomUUID } from "node:crypto";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { InputError } from "#warehouse/input-error.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { Access } from "./access/access.ts";
import { AuditLog } from "./access/audit-log.ts";
import { explorerOf } from "./explorer/answer-explorer.ts";
import type { Limits } from "./limit-rule.ts";
import { type Log, logToStandardError } from "./log.ts";
import { persistedQueriesOf } from "./persisted/persisted-queries.ts";
import { schemaOfWarehouse } from "./run-operation.ts";
import { notFound, pagesOf } from "./server/answer-pages.ts";
import { startApollo } from "./server/apollo.ts";
import { Gate } from "./server/gate.ts";
import { httpListener } from "./server/http-listener.ts";
import { isLoopbackHost } from "./server/loopback.ts";
import { ResponseCache } from "./server/response-cache.ts";
import { type Routes, route } from "./server/route.ts";
import { defaultLimits, type ServerLimits } from "./server/server-limits.ts";
import { ServerMetrics } from "./server/server-metrics.ts";
import { Visit } from "./server/visit.ts";
import { VisitLog } from "./server/visit-log.ts";

export interface ServeOptions extends Partial<Omit<ServerLimits, "query">> {
  readonly dataFolder: string;
  /** The built pages; without it everything that is no other route is a 404. */
  readonly pagesFolder?: string | undefined;
  /** 0 takes any free port. */
  readonly port?: number;
  readonly host?: string;
  /** Allows a host that other machines can reach. */
  readonly exposed?: boolean;
  /** The access configuration; `access.yaml` of the data folder when absent, if it is there. */
  readonly accessFile?: string | undefined;
  /** False closes the schema to everybody but stewards. */
  readonly introspection?: boolean;
  /** Whether each request gets a line in the log. */
  readonly logRequests?: boolean;
  /** Whether the public is answered registered documents only (graphql/persisted); false by default. */
  readonly registeredOnly?: boolean;
  /** Limits of one query that differ from the usual ones. */
  readonly query?: Partial<Limits>;
  readonly log?: Log;
}

export interface RunningServer {
  /** `http://127.0.0.1:4000`, without a slash at the end. */
  readonly url: string;
  /**
   * Answers what was accepted, then closes the port, the audit log and the warehouse. Before that
   * it goes on for `lameDuckMilliseconds` (0), not ready any more, so that a proxy sends nobody new.
   */
  close(options?: { readonly lameDuckMilliseconds?: number }): Promise<void>;
}

/** How many exports run at once. */
const mostExports = 4;

/** How long `close` waits for answers that are still being made. */
const patienceMilliseconds = 10_000;

/**
 * Starts to serve the warehouse of a data folder.
 * @throws InputError without a warehouse, for a port in use, an access configuration that is not
 * understood, or a host that is not loopback
 */
export async function serve(options: ServeOptions): Promise<RunningServer> {
  const { port = 4000, host = "127.0.0.1", exposed = false, log = logToStandardError } = options;
  checkHost(host, exposed);
  const { dataFolder, accessFile } = options;
  const access = new Access({ dataFolder, file: accessFile, log });
  if (exposed && access.hasRoles) {
    const message =
      "This server gives numbers of roles to other machines over plain HTTP: anybody on the way " +
      "can read tokens and answers. Put a proxy with TLS in front of it.";
    log({ level: "warn", message });
  }
  const limits = limitsOf(options);
  const { routes, release } = await openRoutes(options, access, limits, log);
  const running = new Set<Promise<void>>();
  const server = httpListener((request, response) => {
    const answer = route(routes, request, response, new Visit(randomUUID()));
    running.add(answer);
    answer.finally(() => running.delete(answer));
  }, limits);
  await listen(server, port, host).catch(async (error) => {
    await release();
    throw error;
  });
  return {
    url: urlOf(server, host),
    async close({ lameDuckMilliseconds = 0 } = {}) {
      routes.closing = true;
      if (lameDuckMilliseconds > 0) {
        await new Promise((resolve) => setTimeout(resolve, lameDuckMilliseconds));
      }
      await closed(server);
      await Promise.allSettled(running);
      // An answer that was given up may still have work to end.
      await routes.graphql.gate.emptied();
      await release();
    },
  };
}

function checkHost(host: string, exposed: boolean): void {
  if (exposed || isLoopbackHost(host)) return;
  throw new InputError(
    `The host "${host}" can be reached from other machines, and everybody there may read what is ` +
      'public. Use "127.0.0.1", or say that it is meant with "--expose" (docs/operations.md).',
  );
}

function limitsOf(options: ServeOptions): ServerLimits {
  const given = Object.entries(options).filter(
    ([name, value]) => name in defaultLimits && value !== undefined,
  );
  const query = { ...defaultLimits.query, ...options.query };
  return { ...defaultLimits, ...Object.fromEntries(given), query };
}

/** Everything behind the port, and how to close it. */
async function openRoutes(
  options: ServeOptions,
  access: Access,
  limits: ServerLimits,
  log: Log,
): Promise<{ readonly routes: Routes; readonly release: () => Promise<void> }> {
  const { dataFolder, pagesFolder, exposed = false, introspection = true } = options;
  const warehouse = await Warehouse.open(dataFolder);
  const schema = schemaOfWarehouse(warehouse);
  // A registered document that cannot be answered is told now, and not to who asks for it.
  persistedQueriesOf(warehouse);
  const apollo = await startApollo({ schema, limits: limits.query, introspection, log });
  const gate = new Gate(limits.mostOperations);
  const metrics = new ServerMetrics({
    running: () => gate.inside,
    openSnapshots: () => warehouse.openSnapshots,
  });
  const audit = new AuditLog(dataFolder, log);
  const visitLog = new VisitLog({
    ...{ metrics, audit, log },
    auditPublic: access.configuration.auditPublic,
    logRequests: options.logRequests ?? exposed,
    isMeasure: (id) => warehouse.measures.has(id),
  });
  const routes: Routes = {
    graphql: {
      ...{ apollo, warehouse, gate, exportGate: new Gate(mostExports), limits, introspection, log },
      cache: new ResponseCache(limits.cacheBytes),
      registeredOnly: options.registeredOnly ?? false,
    },
    explorer: explorerOf(warehouse),
    pages: pagesFolder
      ? pagesOf(pagesFolder)
      : (request, response) => notFound(request.url ?? "", response),
    ...{ access, metrics, visitLog, exposed, closing: false },
  };
  const release = async () => {
    await audit.flushed();
    await apollo.stop();
    await warehouse.close();
  };
  return { routes, release };
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

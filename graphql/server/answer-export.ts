/**
 * `/export/<registered query>.csv?variables={…}` and `POST /export`: all rows of a query as CSV, JSON
 * lines or Parquet, for people who write no GraphQL. The question, the limits on it and the role are
 * those of `/graphql`.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import {
  contentTypes,
  type ExportFile,
  type ExportFormat,
  exportFormat,
  withExport,
} from "../exports/export-file.ts";
import type { ExportQuestion } from "../exports/export-query.ts";
import { ExportError } from "../exports/prepare-export.ts";
import { findSource, refuseUnregistered } from "../persisted/expand-request.ts";
import { persistedQueriesOf } from "../persisted/persisted-queries.ts";
import type { GraphqlRoute } from "./answer-graphql.ts";
import { cacheHeaders, isKnownTo } from "./cache-headers.ts";
import { documentRules } from "./document-rules.ts";
import { HttpRefusal } from "./http-refusal.ts";
import { inTime } from "./in-time.ts";
import { readJsonBody } from "./read-json-body.ts";
import { sendJson } from "./send.ts";
import type { Visit } from "./visit.ts";

/** All rows may take this many times as long as one answer. */
const patience = 15;

interface AskedExport extends ExportQuestion {
  /** The name of the file that is sent, without its ending. */
  readonly name: string;
  readonly format: ExportFormat;
  /** Whether a CSV begins with a byte order mark. */
  readonly mark: boolean;
}

/** Answers one export. @throws HttpRefusal and InputError for what is no export */
export async function answerExport(
  graphqlRoute: GraphqlRoute,
  request: IncomingMessage,
  response: ServerResponse,
  visit: Visit,
): Promise<void> {
  const { warehouse, gate, exportGate, limits, log } = graphqlRoute;
  const asked = await readAsked(graphqlRoute, request, visit);
  const { source, variables = {}, operationName = null } = asked;
  const { requestId } = visit;
  const { role } = visit.visitor;
  visit.question = { source, variables, operation: operationName };
  const options = {
    ...{ role, requestId, log, mark: asked.mark },
    ...{ tokens: limits.query.tokens, rules: documentRules(graphqlRoute, role) },
    cost: limits.query.cost,
  };
  // Rows are gathered before the first of them is sent: the silence until then is no idle client.
  request.socket.setTimeout(0);
  const send = (file: ExportFile) => sendExport(file, asked, request, response, visit);
  try {
    await exportGate.pass(() =>
      gate.pass(() =>
        inTime(limits.mostSeconds * patience, response, () =>
          withExport(warehouse, asked, asked.format, options, send),
        ),
      ),
    );
  } catch (error) {
    if (!(error instanceof ExportError)) throw error;
    const codes = error.errors.map(({ extensions }) => String(extensions.code));
    visit.outcome = codes[0]!;
    const status = codes.includes("INTERNAL_SERVER_ERROR") ? 500 : 400;
    sendJson(response, status, { errors: error.errors.map((one) => one.toJSON()) });
  }
}

async function readAsked(
  { warehouse, limits, registeredOnly }: GraphqlRoute,
  request: IncomingMessage,
  visit: Visit,
): Promise<AskedExport> {
  const queries = persistedQueriesOf(warehouse);
  const { pathname, searchParams } = new URL(request.url ?? "", "http://localhost");
  if (request.method === "GET" || request.method === "HEAD") {
    const [, name, ending] = /^\/export\/([^/]+)\.([^./]+)$/.exec(decodeURI(pathname)) ?? [];
    if (!name) {
      throw new HttpRefusal(
        404,
        "NOT_FOUND",
        "Write /export/<registered query>.csv?variables={…}.",
      );
    }
    const format = exportFormat(ending);
    const source = findSource(queries, name);
    const variables = variablesOf(parsedJson(searchParams.get("variables")));
    return { name, format, source, variables, mark: searchParams.get("bom") === "1" };
  }
  if (request.method !== "POST" || pathname !== "/export") {
    const methods = pathname === "/export" ? "POST" : "GET, HEAD";
    throw new HttpRefusal(405, "METHOD_NOT_ALLOWED", `Use ${methods}, found "${request.method}".`, {
      Allow: methods,
    });
  }
  const { body } = await readJsonBody(request, limits.mostBodyBytes);
  const { id, query, operationName } = body;
  if ((typeof id === "string") === (typeof query === "string")) {
    throw new HttpRefusal(400, "BAD_REQUEST", 'Send an "id" or a "query", as text, and not both.');
  }
  if (typeof query === "string" && registeredOnly && visit.visitor.role.kind === "public") {
    refuseUnregistered();
  }
  return {
    name: typeof id === "string" ? id : "rows",
    format: exportFormat(body.format ?? "csv"),
    source: typeof query === "string" ? query : findSource(queries, id as string),
    variables: variablesOf(body.variables),
    operationName: typeof operationName === "string" ? operationName : null,
    mark: body.bom === true,
  };
}

async function sendExport(
  { stream, sha256, count, snapshot }: ExportFile,
  { name, format }: AskedExport,
  request: IncomingMessage,
  response: ServerResponse,
  visit: Visit,
): Promise<void> {
  const { role } = visit.visitor;
  visit.snapshot = snapshot;
  const etag = `"${sha256.slice(0, 32)}-${format}"`;
  const headers = {
    ...cacheHeaders(response, role, etag),
    "Content-Type": contentTypes[format],
    "Content-Disposition": `attachment; filename="${name}.${format}"`,
    "X-Demograph-Snapshot": snapshot,
    "X-Demograph-Rows": String(count),
    // Of the rows as JSON lines, so that it is the same in every format.
    "X-Demograph-Rows-Sha256": sha256,
  };
  if (isKnownTo(request, role, etag)) {
    response.writeHead(304, headers).end();
  } else if (request.method === "HEAD") {
    response.writeHead(200, headers).end();
  } else {
    response.writeHead(200, headers);
    await pipeline(stream, response);
  }
  stream.destroy();
}

function parsedJson(text: string | null): unknown {
  if (!text) return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpRefusal(
      400,
      "BAD_REQUEST",
      `"variables" is no JSON, found "${text.slice(0, 80)}".`,
    );
  }
}

function variablesOf(value: unknown): Readonly<Record<string, unknown>> {
  if (value === undefined || value === null) return {};
  if (typeof value === "object" && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new HttpRefusal(
    400,
    "BAD_REQUEST",
    '"variables" must be an object like {"level": "village"}.',
  );
}

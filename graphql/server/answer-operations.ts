/** For whoever runs the server: is it alive, is it ready, what does it count. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { publicRole } from "#warehouse/role.ts";
import { HttpRefusal } from "./http-refusal.ts";
import { isLoopback } from "./loopback.ts";
import type { Routes } from "./route.ts";
import { send, sendJson } from "./send.ts";

/** `/healthz`: the process answers. A supervisor restarts it when this fails. */
export function answerHealth({ graphql }: Routes, response: ServerResponse): void {
  sendJson(response, 200, { status: "ok", snapshot: graphql.warehouse.currentId() });
}

/** `/readyz`: a snapshot is open and the server is not about to stop; else 503, so send nobody. */
export async function answerReadiness(routes: Routes, response: ServerResponse): Promise<void> {
  if (routes.closing) return sendJson(response, 503, { status: "closing" });
  const { snapshot, release } = await routes.graphql.warehouse.lease(null, null, publicRole);
  release();
  sendJson(response, 200, { status: "ready", snapshot: snapshot.id });
}

/** `/metrics`, for this machine only unless the configuration opens it. */
export async function answerMetrics(
  { metrics, access }: Routes,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!access.configuration.openMetrics && !isNear(request)) {
    const message = 'Metrics are for this machine. Set "openMetrics" in access.yaml to open them.';
    throw new HttpRefusal(403, "FORBIDDEN", message);
  }
  send(response, 200, Buffer.from(await metrics.text()), {
    "Content-Type": metrics.contentType,
    "Cache-Control": "no-store",
  });
}

/** Through a proxy everybody seems to come from this machine, but the proxy says that it is one. */
function isNear({ socket, headers }: IncomingMessage): boolean {
  const forwarded = headers.forwarded ?? headers["x-forwarded-for"] ?? headers.via;
  return forwarded === undefined && isLoopback(socket.remoteAddress);
}

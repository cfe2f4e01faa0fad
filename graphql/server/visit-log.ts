/** What is written down of an answered request: metrics, a log line, and the audit log. */
import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";
import { type Asked, askedOf } from "../access/asked.ts";
import type { AuditLog } from "../access/audit-log.ts";
import type { Log } from "../log.ts";
import { HttpRefusal } from "./http-refusal.ts";
import type { ServerMetrics } from "./server-metrics.ts";
import type { Visit } from "./visit.ts";

export interface VisitLogOptions {
  readonly metrics: ServerMetrics;
  readonly audit: AuditLog;
  /** Whether the public's questions go into the audit log, too. */
  readonly auditPublic: boolean;
  /** Whether each request gets a line in the log. */
  readonly logRequests: boolean;
  readonly isMeasure: (id: string) => boolean;
  readonly log: Log;
}

const nothing: Asked = { measures: [], areas: [], periods: [] };

export class VisitLog {
  readonly #options: VisitLogOptions;

  constructor(options: VisitLogOptions) {
    this.#options = options;
  }

  /** @throws HttpRefusal 503 when a question that must be written down could not be */
  async check(visit: Visit): Promise<void> {
    if (!this.#isAudited(visit) || (await this.#options.audit.isWritable())) return;
    const sentence = "The audit log cannot be written, so this role is not answered now.";
    throw new HttpRefusal(503, "AUDIT_UNAVAILABLE", sentence, { "Retry-After": "60" });
  }

  /** Writes down a request that is answered; `asks` when the route answers questions of roles. */
  add(route: string, asks: boolean, { statusCode }: ServerResponse, visit: Visit): void {
    const { metrics, audit, logRequests, log } = this.#options;
    const { requestId, visitor, outcome, milliseconds } = visit;
    metrics.count(route, statusCode, visit);
    if (asks && this.#isAudited(visit)) audit.append(this.#auditEntry(route, visit));
    if (!logRequests) return;
    const answered = { route, status: statusCode, role: visitor.role.kind, outcome, milliseconds };
    log({ level: "info", message: "Answered.", requestId, ...answered });
  }

  #isAudited({ visitor }: Visit): boolean {
    return visitor.role.kind !== "public" || this.#options.auditPublic;
  }

  #auditEntry(route: string, visit: Visit) {
    const { requestId, visitor, question, snapshot, outcome, milliseconds } = visit;
    const { role, name } = visitor;
    return {
      moment: new Date().toISOString(),
      requestId,
      who: name,
      role: role.kind,
      areas: role.kind === "analyst" ? role.areas : [],
      route,
      operation: matching(/^[A-Z_a-z]\w{0,99}$/, question?.operation),
      document: question ? hashOf(question.source) : null,
      variables: question ? hashOf(JSON.stringify(question.variables)) : null,
      asked: question
        ? askedOf(question.source, question.variables, this.#options.isMeasure)
        : nothing,
      snapshot: matching(/^[0-9a-f]{1,64}$/, snapshot),
      outcome,
      milliseconds,
    };
  }
}

/** A name that a client made up may be anything: what has not the form is left out. */
function matching(form: RegExp, text: string | null | undefined): string | null {
  return text !== null && text !== undefined && form.test(text) ? text : null;
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

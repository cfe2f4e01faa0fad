/** What the server counts about itself, in the form that Prometheus reads. No person is in it. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Visit } from "./visit.ts";

export interface MetricSources {
  /** Operations that run now. */
  readonly running: () => number;
  readonly openSnapshots: () => number;
}

export class ServerMetrics {
  readonly #registry = new Registry();
  readonly #requests = new Counter({
    name: "demograph_requests_total",
    help: "Requests answered, by route, HTTP status and role.",
    labelNames: ["route", "status", "role"],
    registers: [this.#registry],
  });
  readonly #durations = new Histogram({
    name: "demograph_request_duration_seconds",
    help: "From the whole request head to the end of the answer, by route.",
    labelNames: ["route"],
    buckets: [0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20],
    registers: [this.#registry],
  });
  readonly #outcomes = new Counter({
    name: "demograph_errors_total",
    help: "Answers with an error, by the code of the first one.",
    labelNames: ["code"],
    registers: [this.#registry],
  });
  readonly #cache = new Counter({
    name: "demograph_cache_lookups_total",
    help: "Whole answers looked for in the cache, by hit or miss.",
    labelNames: ["result"],
    registers: [this.#registry],
  });
  readonly #timeOuts = new Counter({
    name: "demograph_time_outs_total",
    help: "Operations given up because they took too long; their statements were interrupted.",
    registers: [this.#registry],
  });

  constructor({ running, openSnapshots }: MetricSources) {
    this.#gauge("demograph_operations_running", "Operations that run now.", running);
    this.#gauge("demograph_open_snapshots", "Snapshots that are open.", openSnapshots);
    for (const result of ["hit", "miss"]) this.#cache.inc({ result }, 0);
    collectDefaultMetrics({ register: this.#registry });
  }

  /** Counts a request that was answered. */
  count(route: string, status: number, { visitor, outcome, cache, milliseconds }: Visit): void {
    this.#requests.inc({ route, status: String(status), role: visitor.role.kind });
    this.#durations.observe({ route }, milliseconds / 1000);
    if (outcome !== "ok") this.#outcomes.inc({ code: outcome });
    if (outcome === "TIMEOUT") this.#timeOuts.inc();
    if (cache) this.#cache.inc({ result: cache });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** The page that Prometheus reads. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  #gauge(name: string, help: string, read: () => number): void {
    const registers = [this.#registry];
    // prom-client calls this with the gauge as `this`.
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  }
}

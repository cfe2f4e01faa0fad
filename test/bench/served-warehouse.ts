/**
 * The server in a process of its own, so that the asking side does not share its event loop. Started
 * by `startServer`; run as the main program it is that process.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { fileURLToPath } from "node:url";
import { type ServeOptions, serve } from "#graphql/serve.ts";

export interface ServedWarehouse {
  readonly url: string;
  /** Posts an operation and gives the body; errors in the answer are thrown. */
  readonly ask: (query: string, variables: object) => Promise<string>;
  /** User and system seconds of the server's process so far. */
  readonly cpuSeconds: () => Promise<number>;
  /** Memory of the server's process now, with what DuckDB holds, in bytes. */
  readonly residentBytes: () => Promise<number>;
  /** The same once the garbage is collected, and what of it JavaScript holds. */
  readonly settledBytes: () => Promise<SettledMemory>;
  readonly stop: () => Promise<void>;
}

/** Bytes after a full garbage collection. */
export interface SettledMemory {
  readonly resident: number;
  /** Objects, and the buffers outside the heap that they hold. */
  readonly held: number;
}

/**
 * Starts to serve a data folder on a free port of this machine.
 * @param limits those that differ from the server's own
 */
export async function startServer(
  dataFolder: string,
  limits: Pick<ServeOptions, "cacheBytes" | "mostSeconds"> = {},
): Promise<ServedWarehouse> {
  const options: ServeOptions = { dataFolder, port: 0, ...limits };
  const child = fork(fileURLToPath(import.meta.url), [JSON.stringify(options)], {
    execArgv: ["--expose-gc", "--import", "tsx"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  const [url] = (await once(child, "message")) as [string];
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  return {
    url,
    ask: (query, variables) => post(agent, `${url}/graphql`, JSON.stringify({ query, variables })),
    cpuSeconds: () => figureOf(child, "cpu"),
    residentBytes: () => figureOf(child, "memory"),
    settledBytes: () => figureOf<SettledMemory>(child, "settled"),
    stop: async () => {
      agent.destroy();
      const exit = once(child, "exit");
      child.send("stop");
      await exit;
    },
  };
}

async function figureOf<Figure = number>(child: ChildProcess, name: string): Promise<Figure> {
  child.send(name);
  const [value] = (await once(child, "message")) as [Figure];
  return value;
}

function post(agent: Agent, url: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = {
      "content-type": "application/json",
      accept: "application/json",
      "content-length": Buffer.byteLength(body),
    };
    const sent = request(url, { agent, method: "POST", headers }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      const text = Buffer.concat(chunks).toString("utf8");
      if (response.statusCode === 200 && !text.startsWith('{"errors"')) resolve(text);
      else reject(new Error(`${response.statusCode}: ${text.slice(0, 500)}`));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

if (process.send && process.argv[1] === fileURLToPath(import.meta.url)) {
  const server = await serve(JSON.parse(process.argv[2]!) as ServeOptions);
  process.on("message", async (message) => {
    if (message === "cpu") {
      const { user, system } = process.cpuUsage();
      process.send?.((user + system) / 1e6);
      return;
    }
    if (message === "memory") {
      process.send?.(process.memoryUsage.rss());
      return;
    }
    if (message === "settled") {
      globalThis.gc?.();
      const { rss, heapUsed, external } = process.memoryUsage();
      process.send?.({ resident: rss, held: heapUsed + external } satisfies SettledMemory);
      return;
    }
    await server.close();
    process.disconnect();
  });
  process.send(server.url);
}

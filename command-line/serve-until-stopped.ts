/** Serves until SIGINT or SIGTERM, and says in one line where. */
import { serve } from "#graphql/serve.ts";
import { InputError } from "#warehouse/input-error.ts";

export interface ServingOptions {
  readonly dataFolder: string;
  readonly pagesFolder: string | undefined;
  readonly port: string | undefined;
  readonly host: string | undefined;
  readonly exposed: boolean;
}

/** The exit code, once a signal has come and the last answer is given. */
export async function serveUntilStopped(options: ServingOptions): Promise<number> {
  const stopped = new Promise<void>((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
  const running = await serve({
    dataFolder: options.dataFolder,
    pagesFolder: options.pagesFolder,
    port: portOf(options.port ?? process.env.PORT),
    ...(options.host ? { host: options.host } : {}),
    exposed: options.exposed,
  });
  console.log(
    `Demograph answers on ${running.url} (pages), ${running.url}/graphql (API) ` +
      `and ${running.url}/explorer. Stop it with Ctrl+C.`,
  );
  await stopped;
  await running.close();
  return 0;
}

function portOf(text: string | undefined): number {
  if (text === undefined) return 4000;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new InputError(`The port is "${text}"; give a whole number from 0 to 65535.`);
}

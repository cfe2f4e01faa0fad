/** Serves until SIGINT or SIGTERM, and says in one line where; and the options that go with it. */
import { resolve } from "node:path";
import { serve } from "#graphql/serve.ts";
import { InputError } from "#warehouse/input-error.ts";
import { type Command, type CommandInput, textOption } from "./define-command.ts";

/** The options of every command that serves. */
export const servingOptions: Command["options"] = {
  port: { type: "string" },
  access: { type: "string" },
  "time-limit": { type: "string" },
  "no-introspection": { type: "boolean" },
  "registered-only": { type: "boolean" },
  "log-requests": { type: "boolean" },
};

/** The same in a line of usage. */
export const servingUsage =
  "[--port N] [--access FILE] [--time-limit SECONDS] [--no-introspection] [--registered-only] " +
  "[--log-requests]";

export interface Serving {
  readonly pagesFolder: string | undefined;
  readonly host?: string | undefined;
  readonly exposed?: boolean;
}

/** How long a stopping server goes on answering, so that a proxy sees that it is not ready. */
const lameDuckMilliseconds = 1000;

/** The exit code, once a signal has come and the last answer is given. */
export async function serveUntilStopped(input: CommandInput, serving: Serving): Promise<number> {
  const stopped = new Promise<void>((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
  const access = textOption(input, "access");
  const seconds = textOption(input, "time-limit");
  const running = await serve({
    dataFolder: input.dataFolder,
    pagesFolder: serving.pagesFolder,
    port: portOf(textOption(input, "port") ?? process.env.PORT),
    ...(serving.host ? { host: serving.host } : {}),
    exposed: serving.exposed ?? false,
    accessFile: access && resolve(access),
    introspection: input.options["no-introspection"] !== true,
    registeredOnly: input.options["registered-only"] === true,
    ...(input.options["log-requests"] === true ? { logRequests: true } : {}),
    ...(seconds === undefined ? {} : { mostSeconds: secondsOf(seconds) }),
  });
  console.log(
    `Demograph answers on ${running.url} (pages), ${running.url}/graphql (API) ` +
      `and ${running.url}/explorer. Stop it with Ctrl+C.`,
  );
  await stopped;
  await running.close({ lameDuckMilliseconds });
  return 0;
}

function portOf(text: string | undefined): number {
  if (text === undefined) return 4000;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new InputError(`The port is "${text}"; give a whole number from 0 to 65535.`);
}

function secondsOf(text: string): number {
  const seconds = Number(text);
  if (seconds > 0 && seconds <= 3600) return seconds;
  throw new InputError(`The time limit is "${text}"; give seconds, from more than 0 to 3600.`);
}

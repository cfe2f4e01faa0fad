/** A server as a process of its own, and what its supervisor sees when it tells it to stop. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { smallCounty } from "../small-county.ts";
import { boysQuery } from "./client.ts";

const dataFolder = await smallCounty();
const program = fileURLToPath(new URL("../../../bin/demograph.js", import.meta.url));

/** `demograph serve` on a free port, its address, and its end. */
async function started(dataFolder: string, ...words: string[]) {
  const child = spawn(process.execPath, [program, "serve", "--port", "0", ...words], {
    env: { ...process.env, DEMOGRAPH_DATA: dataFolder },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let complaints = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    complaints += text;
  });
  const ended = new Promise<[number | null, string | null, string]>((resolve) =>
    child.on("close", (code, signal) => resolve([code, signal, complaints])),
  );
  const lines = createInterface(child.stdout);
  const first = await Promise.race([
    new Promise<string>((resolve) => lines.once("line", resolve)),
    ended.then(([, , text]) => text),
  ]);
  return { child, ended, url: /http:\/\/127\.0\.0\.1:\d+/.exec(first)?.[0] ?? first };
}

const ask = (url: string, year: number) =>
  fetch(`${url}/graphql`, {
    method: "POST",
    body: JSON.stringify({ query: boysQuery.replace("2011", String(year)) }),
    headers: { "Content-Type": "application/json" },
  });

test.each(["SIGTERM", "SIGINT"] as const)(
  "%s: what was accepted is answered, then the process ends with 0",
  async (signal) => {
    const { child, ended, url } = await started(dataFolder);
    await (await ask(url, 2011)).text();
    // All different, so that none comes from the cache.
    const asked = Array.from({ length: 50 }, (_, index) => ask(url, 1900 + index));
    // With the first answered the others are accepted, however busy the machine is.
    await Promise.any(asked);
    child.kill(signal);
    const answers = await Promise.all(asked);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const bodies = await Promise.all(answers.map((answer) => answer.json()));
    expect(bodies.filter((body) => !(body as { data?: unknown }).data)).toEqual([]);
    expect(await ended).toEqual([0, null, ""]);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  },
);

test("a host that others can reach is refused with the way out, and 2", async () => {
  const { url: said, ended } = await started(dataFolder, "--host", "0.0.0.0");
  expect(said).toContain('Use "127.0.0.1", or say that it is meant with "--expose"');
  expect((await ended)[0]).toBe(2);
});

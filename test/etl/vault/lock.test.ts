/** One writer at a time, and no lock outlives its process. */
import { spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { BusyError, withLock } from "#etl/vault/lock.ts";
import { temporaryFolder } from "../load-fixture.ts";

describe("the lock", () => {
  test("lets one in and sends the other away with code 75 and the holder's name", async () => {
    const folder = temporaryFolder();
    const error = await withLock(folder, () =>
      withLock(folder, async () => "both").catch((caught) => caught),
    );
    expect(error).toBeInstanceOf(BusyError);
    expect(error.code).toBe(75);
    expect(error.message).toMatch(
      new RegExp(`is in use by process ${process.pid} since .*Z\\. Wait until it ends`),
    );
  });

  test("is let go when the work fails", async () => {
    const folder = temporaryFolder();
    const failing = withLock(folder, () => Promise.reject(new Error("no")));
    await expect(failing).rejects.toThrow("no");
    expect(existsSync(join(folder, ".lock"))).toBe(false);
    expect(await withLock(folder, async () => "next")).toBe("next");
  });

  test.each([
    ["of a process that is gone", JSON.stringify({ pid: 4_194_303, started: "1", since: "" })],
    ["of another process with the same id", JSON.stringify({ pid: process.pid, started: "1" })],
    ["that is unreadable", ""],
  ])("%s is taken over", async (_, content) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, ".lock"), content);
    expect(await withLock(folder, async () => "in")).toBe("in");
  });

  test("of a killed process is taken over by exactly one of ten", async () => {
    const folder = temporaryFolder();
    const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    const { processStart } = await import("#etl/vault/process-start.ts");
    const holder = { pid: child.pid, started: processStart(child.pid!), since: "earlier" };
    writeFileSync(join(folder, ".lock"), JSON.stringify(holder));
    await expect(withLock(folder, async () => "in")).rejects.toThrow(`process ${child.pid} since`);
    const ended = new Promise((resolve) => child.on("exit", resolve));
    child.kill("SIGKILL");
    await ended;
    let inside = 0;
    let most = 0;
    const runs = Array.from({ length: 10 }, () =>
      withLock(folder, async () => {
        most = Math.max(most, ++inside);
        await new Promise((resolve) => setTimeout(resolve, 20));
        inside--;
        return "in";
      }).catch((error) => error.name),
    );
    const results = await Promise.all(runs);
    expect(results.filter((result) => result === "in")).toHaveLength(1);
    expect(results.filter((result) => result === "BusyError")).toHaveLength(9);
    expect(most).toBe(1);
  });
});

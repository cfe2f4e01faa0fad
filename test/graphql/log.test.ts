import { expect, test } from "vitest";
import { type LogEntry, logLine } from "#graphql/log.ts";
import { Duckdb } from "#warehouse/engine/duckdb.ts";

const moment = new Date("2026-01-31T12:00:00Z");
const lineOf = (entry: LogEntry) => JSON.parse(logLine(entry, moment));

test("a line is JSON with the moment and what is said", () => {
  expect(lineOf({ level: "info", message: "Answered.", requestId: "r1", status: 200 })).toEqual({
    moment: "2026-01-31T12:00:00.000Z",
    level: "info",
    message: "Answered.",
    requestId: "r1",
    status: 200,
  });
});

test("an error of ours is told with its stack", () => {
  const { error } = lineOf({
    level: "error",
    message: "Failed.",
    error: new TypeError("No area."),
  });
  expect(error).toMatch(/^TypeError: No area\.\n {4}at /);
});

test("an error of the database keeps its kind and loses the value that it quotes", async () => {
  const database = await Duckdb.open(":memory:");
  const failed = await database.rows("select cast('13 boys' as integer)").catch((error) => error);
  expect(failed.message).toContain("13 boys");
  const { error } = lineOf({ level: "error", message: "Failed.", error: failed });
  expect(error).toBe("Error: Conversion Error of the database, its words are left out");
  expect(error).not.toContain("13 boys");
  database.close();
});

test("a thing that is no error is named by its kind alone", () => {
  const { error } = lineOf({ level: "error", message: "Failed.", error: "13 boys" });
  expect(error).toBe("Something was thrown that is no error: string.");
});

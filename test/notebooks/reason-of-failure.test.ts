import { expect, test } from "vitest";
import { reasonOfFailure } from "#notebooks/launcher/reason-of-failure.ts";

const tips = `
Tip: To see the full stack trace, run with the --debug flag.

If you think this is a bug, please file an issue at
↳ https://github.com/observablehq/framework/issues
`;

test("a loader's sentence is the reason, not that a loader ended", () => {
  const written = `{"level":"error","message":"A resolver failed."}
queries/site.graphql: No snapshot "x".

Unexpected error: loader exited with code 1
${tips}`;
  expect(reasonOfFailure(written)).toBe('queries/site.graphql: No snapshot "x".');
});

test("Framework's own error is the reason when no loader failed", () => {
  const written = `\nUnexpected error: A page imports "npm:leaflet", which is not installed.\n${tips}`;
  expect(reasonOfFailure(written)).toBe(
    'Unexpected error: A page imports "npm:leaflet", which is not installed.',
  );
});

test("the last line is the reason when the process died by itself", () => {
  expect(reasonOfFailure("file:///a.ts:1\n\nSyntaxError: Unexpected token\n    at x:1\n")).toBe(
    "SyntaxError: Unexpected token",
  );
});

test("nothing written is no reason", () => {
  expect(reasonOfFailure("\n")).toBeNull();
});

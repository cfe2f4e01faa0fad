/** What every refusal must be: a code of the caller's mistake and a sentence that tells nothing of us. */
import { expect } from "vitest";

export interface Refusal {
  readonly message: string;
  readonly extensions: { readonly code: string };
}

export interface Answer {
  readonly status: number;
  readonly data: unknown;
  readonly errors: readonly Refusal[];
}

/** Codes that say whose mistake it is; INTERNAL_SERVER_ERROR is not among them. */
const codes = [
  "BAD_REQUEST",
  "BAD_USER_INPUT",
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "HEADERS_TOO_LARGE",
  "OPERATION_RESOLUTION_FAILURE",
  "OVERLOADED",
  "PAYLOAD_TOO_LARGE",
  "REQUEST_TIMEOUT",
  "UNSUPPORTED_MEDIA_TYPE",
];

/** Of a stack, a path, a statement or the engine's own errors. */
const leaks =
  /\bat \S+ \(|:\d+:\d+\)|node_modules|\.ts\b|\/(home|root|tmp|usr|var|work)\/|\bdim_area\b|\bSELECT\b|(Parser|Binder|Catalog|Conversion) Error|LINE \d/;

/** The answer in a response, after looking at each refusal in it. `sent` may be quoted in them. */
export async function answerOf(response: Response, sent = ""): Promise<Answer> {
  const text = await response.text();
  const { data, errors = [] } = JSON.parse(text) as { data?: unknown; errors?: Refusal[] };
  for (const error of errors) expectRefusal(error, sent);
  expect(response.status).toBeLessThan(500);
  return { status: response.status, data, errors };
}

/** A sentence of bearable length with a known code, and no leak beside what was sent. */
export function expectRefusal({ message, extensions }: Refusal, sent = ""): void {
  // Some sentences quote it whole, some its begin, some with its quotes escaped.
  const ours = [sent, JSON.stringify(sent).slice(1, -1), sent.slice(0, 40)]
    .filter((part) => part !== "")
    .reduce((rest, part) => rest.replaceAll(part, "…"), message);
  expect(codes).toContain(extensions.code);
  expect(message.length).toBeGreaterThan(10);
  expect(message.length).toBeLessThanOrEqual(1500);
  expect(ours).not.toMatch(leaks);
}

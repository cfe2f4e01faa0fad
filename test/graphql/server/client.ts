/** Asks a running server over HTTP, as the tests of its routes do. */
import { expect } from "vitest";
import type { RunningServer } from "#graphql/serve.ts";

type Headers = Readonly<Record<string, string>>;

/** Shows Apollo that a GET is no form of another site. */
export const preflight: Headers = { "Apollo-Require-Preflight": "1" };

/** 20 before the correction of the small county, 30 after it. */
export const boysQuery =
  '{ area(code: "990521") { sexRatioAtBirth(period: "2011") { numerator } } }';

/** What an API key or a token is sent as. */
export const bearer = (token: string): Headers => ({ Authorization: `Bearer ${token}` });

export class Client {
  readonly #server: RunningServer;
  readonly #headers: Headers;

  /** The headers go with every request. */
  constructor(server: RunningServer, headers: Headers = {}) {
    this.#server = server;
    this.#headers = headers;
  }

  get(path: string, headers: Headers = {}): Promise<Response> {
    return fetch(`${this.#server.url}${path}`, { headers: { ...this.#headers, ...headers } });
  }

  /** A POST of a body as it is. */
  post(body: string, headers: Headers = {}): Promise<Response> {
    const type = { "Content-Type": "application/json" };
    const url = `${this.#server.url}/graphql`;
    return fetch(url, { method: "POST", body, headers: { ...type, ...this.#headers, ...headers } });
  }

  ask(query: string, variables?: unknown): Promise<Response> {
    return this.post(JSON.stringify({ query, variables }));
  }

  /** The answer of a query that has one. */
  async data<Data = unknown>(query: string): Promise<Data> {
    const answer = (await (await this.ask(query)).json()) as { data: Data };
    expect(answer).not.toHaveProperty("errors");
    return answer.data;
  }
}

/** The status of a refusal, and the code and the sentence of its only error. */
export async function refusal(response: Response): Promise<[number, string, string]> {
  const { errors } = (await response.json()) as {
    errors: { message: string; extensions: { code: string } }[];
  };
  expect(errors.length).toBe(1);
  return [response.status, errors[0]!.extensions.code, errors[0]!.message];
}

/** A request that is answered with a status and a sentence before any GraphQL is run. */
import type { ErrorCode } from "../error-codes.ts";

export class HttpRefusal extends Error {
  override readonly name = "HttpRefusal";
  readonly status: number;
  /** The `extensions.code` of the answer. */
  readonly code: ErrorCode;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: ErrorCode,
    message: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** Every limit of the server in one place; docs/operations.md explains them, and a test compares. */
import { type Limits, serverLimits } from "../limit-rule.ts";
import { type Patience, usualPatience } from "./http-listener.ts";

export interface ServerLimits {
  /** How large a document may be, and how much it may ask for. */
  readonly query: Limits;
  /** The most operations that run at once; more are answered 503. Stored answers are not counted. */
  readonly mostOperations: number;
  /** An operation that takes longer is answered 503 and its statements are interrupted. */
  readonly mostSeconds: number;
  /** The most bytes of whole answers kept in memory. */
  readonly cacheBytes: number;
  readonly mostBodyBytes: number;
  /** How long a client may take to send its headers and its request, and to say nothing. */
  readonly patience: Patience;
  readonly mostConnections: number;
  /** The most connections of one address; this machine, where a proxy may stand, has no such limit. */
  readonly mostConnectionsOfAddress: number;
}

export const defaultLimits: ServerLimits = {
  query: serverLimits,
  mostOperations: 100,
  mostSeconds: 20,
  cacheBytes: 64 * 1024 * 1024,
  mostBodyBytes: 100_000,
  patience: usualPatience,
  mostConnections: 2000,
  mostConnectionsOfAddress: 100,
};

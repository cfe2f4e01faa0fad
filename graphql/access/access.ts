/** The door: who somebody is by the token they send. Without a token everybody is the public. */
import { existsSync } from "node:fs";
import { InputError } from "#warehouse/input-error.ts";
import { type Log, logToStandardError } from "../log.ts";
import { HttpRefusal } from "../server/http-refusal.ts";
import {
  type AccessConfiguration,
  accessFile,
  noAccess,
  readAccessConfiguration,
} from "./access-configuration.ts";
import { type ApiKey, apiKeysFile, isApiKey, readApiKeys, visitorOfKey } from "./api-keys.ts";
import { FreshFile } from "./fresh-file.ts";
import { verifyToken } from "./verify-token.ts";
import { publicVisitor, tokenRefused, type Visitor } from "./visitor.ts";

export interface AccessOptions {
  readonly dataFolder: string;
  /** Another place than `access.yaml` in the data folder. */
  readonly file?: string | undefined;
  readonly log?: Log;
}

export class Access {
  readonly configuration: AccessConfiguration;
  readonly #keys: FreshFile<ApiKey[]>;
  readonly #log: Log;

  /** Reads what lies in the data folder. @throws InputError for a file that is not understood */
  constructor({ dataFolder, file, log = logToStandardError }: AccessOptions) {
    const place = file ?? accessFile(dataFolder);
    const named = file !== undefined || existsSync(place);
    this.configuration = named ? readAccessConfiguration(place) : noAccess;
    const keysFile = apiKeysFile(dataFolder);
    this.#keys = new FreshFile(keysFile, (text) => readApiKeys(keysFile, text ?? ""));
    this.#keys.read();
    this.#log = log;
  }

  /** Whether anybody can be more than the public. */
  get hasRoles(): boolean {
    const { tokens, keys } = this.configuration;
    return tokens !== null || keys.length > 0 || this.#keys.read().length > 0;
  }

  /**
   * Who sent this `Authorization` header.
   * @throws HttpRefusal 401 for anything but a token that is accepted: somebody who meant to be an
   * analyst must not be answered as the public without knowing it
   */
  async identify(authorization: string | undefined): Promise<Visitor> {
    if (authorization === undefined) return publicVisitor;
    const token = /^Bearer +([\w.~+/-]+=*) *$/i.exec(authorization)?.[1];
    if (!token) {
      throw tokenRefused('The Authorization header must be "Bearer" and a token, or be left out.');
    }
    try {
      return await this.#visitorOf(token);
    } catch (error) {
      if (error instanceof InputError) throw this.#unavailable(error);
      throw error;
    }
  }

  async #visitorOf(token: string): Promise<Visitor> {
    const { tokens, keys } = this.configuration;
    if (isApiKey(token)) {
      return visitorOfKey(token, [...keys, ...this.#keys.read()], Date.now());
    }
    if (tokens) return verifyToken(token, tokens);
    throw tokenRefused("This server accepts no tokens. Ask without one, as everybody may.");
  }

  /** A file of keys that was damaged while the server runs: nobody is let in until it is mended. */
  #unavailable(error: InputError): HttpRefusal {
    this.#log({ level: "error", message: error.message });
    const sentence = "Tokens cannot be checked now. Ask again in a minute, or without a token.";
    return new HttpRefusal(503, "ACCESS_UNAVAILABLE", sentence, { "Retry-After": "60" });
  }
}

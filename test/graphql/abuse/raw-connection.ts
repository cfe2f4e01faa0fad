/** A TCP connection on which a test writes what no HTTP client would. */
import { connect, type Socket } from "node:net";
import type { RunningServer } from "#graphql/serve.ts";

export class RawConnection {
  readonly socket: Socket;
  #received = "";
  /** All that was received, when the other side has closed or broken off. */
  readonly closed: Promise<string>;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.setEncoding("utf8");
    socket.on("data", (text: string) => {
      this.#received += text;
    });
    // Breaking off is what some of these tests are for: what came before it counts.
    socket.on("error", () => undefined);
    this.closed = new Promise((resolve) => socket.on("close", () => resolve(this.#received)));
  }

  /** Connects and sends the first text. */
  static async open({ url }: RunningServer, text: string): Promise<RawConnection> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    const connection = new RawConnection(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once("connect", resolve);
      socket.once("error", reject);
    });
    socket.write(text);
    return connection;
  }

  get received(): string {
    return this.#received;
  }
}

/** The head of a request without its last empty line. */
export function head(first: string, headers: Readonly<Record<string, string>> = {}): string {
  const lines = Object.entries({ Host: "127.0.0.1", ...headers });
  return `${[first, ...lines.map(([name, value]) => `${name}: ${value}`)].join("\r\n")}\r\n`;
}

/** A whole POST of a body to /graphql, as text. */
export function post(body: string, headers: Readonly<Record<string, string>> = {}): string {
  const length = { "Content-Length": String(Buffer.byteLength(body)) };
  const all = { "Content-Type": "application/json", ...length, ...headers };
  return `${head("POST /graphql HTTP/1.1", all)}\r\n${body}`;
}

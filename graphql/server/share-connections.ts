/** No address can take all connections of the server for itself. */
import type { Server } from "node:http";
import type { Socket } from "node:net";
import { isLoopback } from "./loopback.ts";

/**
 * Cuts off connections of an address that has so many open already, without a word, since words
 * cost as well. This machine's own have no such limit: behind a proxy everybody comes from there.
 */
export function shareConnections(server: Server, most: number): void {
  const open = new Map<string, number>();
  server.on("connection", (socket: Socket) => {
    const address = socket.remoteAddress;
    if (address === undefined || isLoopback(address)) return;
    const count = (open.get(address) ?? 0) + 1;
    if (count > most) {
      socket.destroy();
      return;
    }
    open.set(address, count);
    socket.once("close", () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left === 0) open.delete(address);
      else open.set(address, left);
    });
  });
}

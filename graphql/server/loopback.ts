/** Which addresses and names are this machine's own. */

const addresses = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);
const names = new Set(["127.0.0.1", "::1", "localhost"]);

/** Whether the address at the other end of a connection is this machine's. */
export function isLoopback(address: string | undefined): boolean {
  return address !== undefined && addresses.has(address);
}

/** Whether a host to listen on can be reached from this machine only. */
export function isLoopbackHost(host: string): boolean {
  return names.has(host);
}

import { z } from "zod";
import { run } from "./program";
import { TemporaryFolder } from "./temporary-folder";

/** A place that TCP connections go to. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

export interface IsolatedNetworkProps {
  /** The machine's /etc/hosts. */
  readonly hosts: string;
  /** The nftables file that the machine loads. */
  readonly rules: string;
  /** Where something listens; each address belongs to this network. */
  readonly listeners: readonly Endpoint[];
  /** What a program on the machine connects to, one after the other. */
  readonly connections: readonly Endpoint[];
}

const arrivals = z.record(z.string(), z.string());

/**
 * Sends real packets in a network namespace that ends with the call: nothing leaves it, and nothing of this machine changes.
 *
 * @returns for each connection, as `host:port`, the `address:port` of the listener that it reached, or the error.
 */
export function connectInIsolation({
  hosts,
  rules,
  listeners,
  connections,
}: IsolatedNetworkProps): Record<string, string> {
  const scratch = new TemporaryFolder();
  const addresses = [...new Set(listeners.map(({ host }) => host))];
  const script = [
    "set -eu",
    `mount --bind ${scratch.write("hosts", hosts, 0o644)} /etc/hosts`,
    "ip link set lo up",
    ...addresses.map((address) => `ip address add ${address}/32 dev lo`),
    "ip route add default dev lo",
    `nft --file ${scratch.write("rules.nft", rules)}`,
    `exec ${process.execPath} ${scratch.write("connect.js", CONNECT)} ${scratch.write("plan.json", JSON.stringify({ listeners, connections }))}`,
  ];
  try {
    const { exitCode, output, errors } = run("unshare", ["--net", "--mount", "sh", "-c", script.join("\n")]);
    if (exitCode !== 0) throw new Error(`the isolated network failed, which needs root: ${errors}`);
    return arrivals.parse(JSON.parse(output));
  } finally {
    scratch.remove();
  }
}

/** Listens and connects with Node alone. Every listener greets with its own address, so no other one is taken for it. */
const CONNECT = `
const { connect, createServer } = require("node:net");
const { once } = require("node:events");
const { listeners, connections } = require(process.argv[2]);

async function arrivalOf({ host, port }) {
  const socket = connect({ host, port, timeout: 1000 });
  socket.on("timeout", () => socket.destroy(new Error("no answer")));
  try {
    const [greeting] = await once(socket, "data");
    return greeting.toString();
  } catch (error) {
    return error.code ?? error.message;
  } finally {
    socket.destroy();
  }
}

(async () => {
  const servers = listeners.map(({ host, port }) =>
    createServer((socket) => socket.end(host + ":" + port)).listen(port, host));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const arrivals = {};
  for (const connection of connections) arrivals[connection.host + ":" + connection.port] = await arrivalOf(connection);
  process.stdout.write(JSON.stringify(arrivals));
  for (const server of servers) server.close();
})();
`;

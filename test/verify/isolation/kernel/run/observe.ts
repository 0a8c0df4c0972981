import { delimiter, join } from "node:path";
import { z } from "zod";
import { run } from "../../../support/program";
import type { Network } from "../lay-out/network";

/** A first packet of a connection, as it leaves its sender. */
export interface Packet {
  /** From 1, and no other packet of the network has it: it tells the packet from all others on its way. */
  readonly number: number;
  readonly namespace: string;
  readonly source: string;
  readonly destination: string;
  readonly protocol: number;
  /** The destination's port; of ICMP the type times 256 and the code; 0 for a protocol without either. */
  readonly detail: number;
}

export interface Observed {
  readonly network: Network;
  readonly packets: readonly Packet[];
}

const ANSWERS = z.array(
  z.union([z.object({ arrived: z.record(z.string(), z.array(z.string())) }), z.object({ error: z.string() })]),
);

/**
 * Sends the packets of each network through the kernel.
 *
 * @returns for each network the namespaces in which a packet arrived, by its number
 * @throws Error when the kernel does not take one of the networks, or lets nobody make any
 */
export function observe(asked: readonly Observed[]): ReadonlyMap<number, readonly string[]>[] {
  const input = JSON.stringify(asked.map(({ network, packets }) => ({ ...network, packets })));
  const { exitCode, output, errors } = run("python3", [join(__dirname, "packets.py")], {
    input,
    // A version manager's wrapper may come first on the PATH, and takes longer than the test's own work.
    programFolders: ["/usr/bin", ...(process.env.PATH ?? "").split(delimiter)],
  });
  if (exitCode !== 0) throw new Error(`the packets could not be sent: ${errors}`);
  return ANSWERS.parse(JSON.parse(output)).map((answer, index) => {
    if ("error" in answer)
      throw new Error(
        `the kernel did not lay out network ${index}: ${answer.error}. This test needs root, network namespaces and nftables (npm run verify:install).`,
      );
    return new Map(Object.entries(answer.arrived).map(([number, names]) => [Number(number), names]));
  });
}

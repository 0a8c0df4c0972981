import { IntervalSet } from "../../sets/interval-set";
import { ANY_ADDRESS } from "../../sets/ipv4-addresses";
import { packets, type PacketSet } from "../../sets/packet-set";
import { ServiceSet } from "../../sets/service-set";
import type { Path, Paths } from "../reachability/paths";

/**
 * Where connections start and end that pass a line. What comes over it from a subnet of these stacks started there, and what is
 * sent over it to one has not arrived: what stands at the line's other end judges it.
 */
export class LineEnds {
  private readonly ours: IntervalSet;

  constructor({ topology }: Paths) {
    this.ours = IntervalSet.union([...topology.subnets.values()].map(({ addresses }) => addresses));
  }

  startingWithin({ from, packets: passing }: Path): PacketSet {
    return "home" in from ? passing.subtract(packets(this.ours, ANY_ADDRESS, ServiceSet.ANY)) : passing;
  }

  endingWithin({ to, packets: passing }: Path): PacketSet {
    return "home" in to ? passing.subtract(packets(ANY_ADDRESS, this.ours, ServiceSet.ANY)) : passing;
  }

  within(path: Path): PacketSet {
    return this.startingWithin({ ...path, packets: this.endingWithin(path) });
  }
}

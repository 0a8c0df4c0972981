import { BlockIndex } from "../../sets/block-index";
import { IntervalSet } from "../../sets/interval-set";
import { packets, type PacketSet } from "../../sets/packet-set";
import { ProductSet } from "../../sets/product-set";
import { SetMap } from "../../sets/set-map";
import type { IntendedConnection, Intent } from "./intent";

/** The declared connections, found by the addresses of their ends. */
export class DeclaredConnections {
  private readonly byFrom: BlockIndex<IntendedConnection>;
  private readonly byTo: BlockIndex<IntendedConnection>;
  private readonly allowed = new SetMap<IntervalSet, SetMap<IntervalSet, PacketSet>>();

  constructor({ connections }: Pick<Intent, "connections">) {
    this.byFrom = new BlockIndex(connections, ({ from }) => from.addresses);
    this.byTo = new BlockIndex(connections, ({ to }) => to.addresses);
  }

  /** All that is declared for the senders and the receivers of some packets, and maybe more. */
  allowedFor({ keys: senders, layers }: PacketSet): PacketSet {
    const receivers = IntervalSet.union(layers.map(({ rest }) => rest.keys));
    return this.allowed
      .valueOf(senders, () => new SetMap())
      .valueOf(receivers, () => {
        const sent = this.byFrom.overlapping(senders);
        const concerning = [...this.byTo.overlapping(receivers)].filter((connection) => sent.has(connection));
        return ProductSet.union(
          concerning.map(({ from, to, services }) => packets(from.addresses, to.addresses, services)),
        );
      });
  }

  /** Those that every one of the addresses may make. */
  from(addresses: IntervalSet): IntendedConnection[] {
    return [...this.byFrom.containing(addresses)];
  }

  /** Those that every one of the addresses may take in. */
  to(addresses: IntervalSet): IntendedConnection[] {
    return [...this.byTo.containing(addresses)];
  }
}

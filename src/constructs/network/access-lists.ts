import type { IConstruct } from "constructs";
import type { Port } from "../../environment/values";
import { recordReason } from "../provenance";
import type { FirewallRule } from "./connections";
import type { ListenerProps } from "./load-balancer";

/** Whom one listener admits. */
interface AccessList {
  readonly listener: string;
  /** What stands for the list in Terraform and carries its reasons. */
  readonly construct: IConstruct;
  readonly blocks: Set<string>;
}

/** Whom the listeners of a load balancer admit. Each list starts empty and is filled by rules. */
export class AccessLists {
  private readonly lists = new Map<number, AccessList>();

  /** @param loadBalancer its name, for errors */
  constructor(private readonly loadBalancer: string) {}

  /** The listeners' ports. */
  get ports(): number[] {
    return [...this.lists.keys()];
  }

  /** Starts a listener's list. */
  add({ id, port }: ListenerProps, construct: IConstruct): void {
    this.lists.set(port, { listener: id, construct, blocks: new Set() });
  }

  /**
   * Admits the rule's peer at the listener on its port.
   *
   * @returns all that the listener admits now
   * @throws when no listener has that port; the error names those that there are
   */
  admit({ port, peer, why }: FirewallRule): string[] {
    const { construct, blocks } = this.listAt(port);
    recordReason(construct, why);
    for (const { cidr } of peer.blocks) blocks.add(cidr.toString());
    return [...blocks];
  }

  /** The address blocks that the listener on a port admits, in the order of asking. Rules still to come are not in it. */
  blocksAt(port: number): string[] {
    return [...(this.lists.get(port)?.blocks ?? [])];
  }

  /** A fault for each listener that admits nobody: Octavia reads an empty list as everybody, and ctyun refuses one. */
  faults(): string[] {
    return [...this.lists]
      .filter(([, { blocks }]) => blocks.size === 0)
      .map(
        ([port, { listener }]) =>
          `load balancer ${this.loadBalancer}: listener ${listener} on tcp/${port} admits nobody, which no cloud can express: allow a peer to it or remove it`,
      );
  }

  private listAt(port: Port): AccessList {
    const single = port.protocol === "tcp" && port.from === port.to ? port.from : undefined;
    const list = single === undefined ? undefined : this.lists.get(single);
    if (list) return list;
    const existing = this.ports.map((listenerPort) => `tcp/${listenerPort}`);
    throw new Error(
      `load balancer ${this.loadBalancer}: got a rule for ${port.toString()}, expected a listener's port: ${existing.join(", ")}`,
    );
  }
}

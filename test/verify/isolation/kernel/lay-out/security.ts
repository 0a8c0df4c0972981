import { addressText } from "../../support/addresses";
import type { NamespaceDraft } from "./network";

/** What stands between a machine and its segment. */
export interface Guard {
  /** The machine's interface there. */
  readonly interface: string;
  /** Lines of nftables in the order in which they are asked; what none of them decides is dropped. */
  readonly ingress: readonly string[];
  readonly egress: readonly string[];
  /** The only addresses under which it may send. Undefined: nothing looks at that. */
  readonly senders: readonly string[] | undefined;
}

/**
 * Puts the guard at the machine's interface, as hypervisors have it: both for what the machine forwards and for its own. What
 * has passed and is meant for the machine is written down, and nobody answers.
 */
export function guard(machine: NamespaceDraft, { interface: name, ingress, egress, senders }: Guard): void {
  machine.counts = true;
  machine.rules.push(`table ip guard {
  chain ingress {
    type filter hook prerouting priority mangle;
    iifname != "${name}" accept
    ct state established,related accept
    ct state invalid drop
    ${ingress.join("\n    ")}
    drop
  }
  chain egress {
    type filter hook postrouting priority filter;
    oifname != "${name}" accept
    ${senders ? `ip saddr != { ${senders.join(", ")} } drop` : ""}
    ct state established,related accept
    ct state invalid drop
    ${egress.join("\n    ")}
    drop
  }
}
table ip arrivals {
  set arrived { typeof ip id; flags dynamic; size 65535; }
  chain arrival {
    type filter hook prerouting priority -140;
    fib daddr type local ct state new update @arrived { ip id }
    fib daddr type local drop
  }
}`);
}

/** The part of a rule that names its peer. */
export function peerMatch(direction: "ingress" | "egress", block: string): string {
  return `ip ${direction === "ingress" ? "saddr" : "daddr"} ${block}`;
}

export function asDirection(value: unknown): "ingress" | "egress" {
  if (value === "ingress" || value === "egress") return value;
  throw new Error(`got direction ${JSON.stringify(value)}, expected ingress or egress`);
}

/** Takes addresses from the middle of what is free. */
export class FreeAddresses {
  private readonly taken = new Set<number>();

  take(address: number): number {
    this.taken.add(address);
    return address;
  }

  /** @throws Error when none is free */
  next(first: number, last: number): number {
    for (let address = first; address <= last; address += 1) if (!this.taken.has(address)) return this.take(address);
    throw new Error(`no address is free from ${addressText(first)} to ${addressText(last)}`);
  }
}

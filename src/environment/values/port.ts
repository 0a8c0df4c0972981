import { ValueError } from "./value-error";

/** Protocols that rules can name. */
export type PortProtocol = "tcp" | "udp" | "icmp" | "esp" | "vrrp";

const EXPECTED = "expected tcp/443, udp/8000-9000, icmp, or a number from 1 to 65535 for tcp";

/** What may pass between two peers: a protocol and, for tcp and udp, its ports. */
export class Port {
  protected constructor(
    readonly protocol: PortProtocol,
    /** First port; for icmp the type, undefined for all of them. */
    readonly from: number | undefined,
    /** Last port. */
    readonly to: number | undefined,
  ) {}

  static tcp(port: number): TransportPort {
    return new TransportPort("tcp", port, port);
  }

  static tcpRange(from: number, to: number): TransportPort {
    return new TransportPort("tcp", from, to);
  }

  static udp(port: number): TransportPort {
    return new TransportPort("udp", port, port);
  }

  static udpRange(from: number, to: number): TransportPort {
    return new TransportPort("udp", from, to);
  }

  /** Every ICMP message: without "fragmentation needed" connections hang. */
  static icmp(): Port {
    return new Port("icmp", undefined, undefined);
  }

  /** One type of ICMP message, such as 8 for an echo request. */
  static icmpType(type: number): Port {
    if (!Number.isInteger(type) || type < 0 || type > 255)
      throw new ValueError(type, "expected an ICMP type from 0 to 255");
    return new Port("icmp", type, undefined);
  }

  /** IPsec's payload (IP protocol 50). */
  static esp(): Port {
    return new Port("esp", undefined, undefined);
  }

  /** Between machines that share a movable address (IP protocol 112). */
  static vrrp(): Port {
    return new Port("vrrp", undefined, undefined);
  }

  /**
   * Reads `tcp/443`, `udp/8000-9000`, `icmp`, `icmp/8`, `esp`, `vrrp`, or `443` for tcp.
   * @throws ValueError when the text is none of these, or a port lies outside 1 to 65535.
   */
  static parse(text: string): Port {
    if (text === "icmp") return Port.icmp();
    if (text === "esp") return Port.esp();
    if (text === "vrrp") return Port.vrrp();
    const [, protocol = "tcp", from, to = from] = /^(?:(tcp|udp|icmp)\/)?(\d+)(?:-(\d+))?$/.exec(text) ?? [];
    if (from === undefined || to === undefined || (protocol === "icmp" && from !== to)) {
      throw new ValueError(text, EXPECTED);
    }
    if (protocol === "icmp") return Port.icmpType(Number(from));
    return protocol === "udp" ? Port.udpRange(Number(from), Number(to)) : Port.tcpRange(Number(from), Number(to));
  }

  equals(other: Port): boolean {
    return this.protocol === other.protocol && this.from === other.from && this.to === other.to;
  }

  toString(): string {
    if (this.from === undefined) return this.protocol;
    return `${this.protocol}/${this.from}${this.to === undefined || this.to === this.from ? "" : `-${this.to}`}`;
  }
}

/** Ports of tcp or udp. */
export class TransportPort extends Port {
  declare readonly protocol: "tcp" | "udp";
  declare readonly from: number;
  declare readonly to: number;

  /** @internal made by {@link Port.tcp} and its siblings */
  constructor(protocol: "tcp" | "udp", from: number, to: number) {
    for (const port of [from, to]) {
      if (!Number.isInteger(port) || port < 1 || port > 65535) {
        throw new ValueError(port, `expected a ${protocol} port from 1 to 65535`);
      }
    }
    if (from > to) throw new ValueError(`${from}-${to}`, `expected the lower port first; did you mean ${to}-${from}?`);
    super(protocol, from, to);
  }
}

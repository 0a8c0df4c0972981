import { addressText } from "../../support/addresses";

/** One of the kernel's network namespaces: a machine, a router, or what stands outside. */
export interface Namespace {
  readonly name: string;
  readonly forwards: boolean;
  /** Whether packets that arrive are written down. */
  readonly counts: boolean;
  /** Lines of `ip -batch`, run inside of it. */
  readonly setup: readonly string[];
  /** An nftables file. */
  readonly rules: string;
}

/** A network as the kernel takes it. */
export interface Network {
  /** Lines of `ip -batch` that join the namespaces, by bridges and veths. */
  readonly links: readonly string[];
  readonly namespaces: readonly Namespace[];
}

/** Who sends and receives. */
export type Place = { readonly namespace: string } & (
  | {
      readonly kind: "machine";
      /** As `<stack>/<type>.<name>`. */
      readonly key: string;
      readonly address: number;
      /** What else it has: address pairs. */
      readonly others: readonly number[];
      /** What else it could have got, first and last: the cloud chooses. Undefined when its address is written. */
      readonly possible: readonly [first: number, last: number] | undefined;
      /** Whether its cloud drops what it sends under another's address; undefined where that is not documented. */
      readonly isHeldToItsAddress: boolean | undefined;
      /** Where the internet finds it. */
      readonly publicAddress: number | undefined;
    }
  | { readonly kind: "internet" }
  /** Behind a dedicated line, a peering, or tunnels of one of the routers; `blocks` are the addresses there. */
  | { readonly kind: "lines" | "tunnels"; readonly routers: readonly string[]; readonly blocks: readonly string[] }
  /** Behind a machine that forwards. */
  | { readonly kind: "behind"; readonly gateway: string; readonly blocks: readonly string[] }
);

export interface Interface {
  readonly name: string;
  readonly address: number;
}

/** A namespace that is still being made. */
export class NamespaceDraft {
  readonly interfaces: string[] = [];
  readonly routes: string[] = [];
  readonly rules: string[] = [];
  forwards = false;
  counts = false;

  constructor(readonly name: string) {}

  nextInterface(): string {
    const name = `e${this.interfaceCount}`;
    this.interfaceCount += 1;
    return name;
  }

  private interfaceCount = 0;

  made(): Namespace {
    const { name, forwards, counts } = this;
    return { name, forwards, counts, setup: [...this.interfaces, ...this.routes], rules: this.rules.join("\n") };
  }
}

/** Each packet is a connection of its own wherever it passes, so that none is taken for the answer to another. */
const ZONES = `table ip zones {
  chain entering { type filter hook prerouting priority raw; ct zone set ip id; }
  chain sent { type filter hook output priority raw; ct zone set ip id; }
}`;

/** What the internet does not carry (IANA, special-purpose addresses). The blocks for documentation stand for public ones here. */
export const NOT_ON_THE_INTERNET = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "224.0.0.0/3",
];

/** The block in which routers, NAT gateways and public addresses stand outside, whatever the cloud's real one is. */
export const EXTERNAL_BLOCK = "203.0.113.0/24";
const EXTERNAL_PREFIX = "203.0.113";

/** Makes namespaces and joins them. */
export class NetworkDraft {
  readonly places: Place[] = [];
  private readonly links: string[] = [];
  private readonly drafts: NamespaceDraft[] = [];
  private bridges = 0;
  private pairs = 0;
  private externalHosts = 1;
  private readonly external = this.bridge();
  private readonly internet: NamespaceDraft;

  constructor() {
    this.internet = this.namespace();
    this.attach(this.internet, this.external, `${EXTERNAL_PREFIX}.1/24`);
    countArrivals(this.internet, `ip daddr != { ${NOT_ON_THE_INTERNET.join(", ")} }`);
    this.places.push({ kind: "internet", namespace: this.internet.name });
  }

  namespace(): NamespaceDraft {
    const draft = new NamespaceDraft(`n${this.drafts.length}`);
    draft.rules.push(ZONES);
    this.drafts.push(draft);
    return draft;
  }

  router(): NamespaceDraft {
    const draft = this.namespace();
    draft.forwards = true;
    return draft;
  }

  /** A segment; the name of its bridge. */
  bridge(): string {
    const name = `b${this.bridges}`;
    this.bridges += 1;
    this.links.push(`link add ${name} type bridge forward_delay 0 mcast_snooping 0`, `link set ${name} up`);
    return name;
  }

  /** @returns the name of the interface inside of the namespace */
  attach(namespace: NamespaceDraft, bridge: string, address: string): string {
    const inside = namespace.nextInterface();
    const outside = `v${this.pairs}`;
    this.pairs += 1;
    this.links.push(
      `link add ${outside} type veth peer name ${inside} netns ${namespace.name}`,
      `link set ${outside} master ${bridge} up`,
    );
    namespace.interfaces.push(`link set ${inside} up`, `address add ${address} dev ${inside}`);
    return inside;
  }

  /** A cable between two namespaces. @returns what each of them has at its end */
  join(left: NamespaceDraft, right: NamespaceDraft): readonly [left: Interface, right: Interface] {
    const first = 169 * 2 ** 24 + 254 * 2 ** 16 + 256 + this.pairs * 2;
    this.pairs += 1;
    const [one, other] = [left, right].map((namespace, index) => ({
      namespace,
      name: namespace.nextInterface(),
      address: first + index,
    }));
    if (!one || !other) throw new Error("a cable has two ends");
    this.links.push(`link add ${one.name} netns ${left.name} type veth peer name ${other.name} netns ${right.name}`);
    for (const { namespace, name, address } of [one, other])
      namespace.interfaces.push(`link set ${name} up`, `address add ${addressText(address)}/31 dev ${name}`);
    return [one, other];
  }

  /** Joins a router to the internet, without a route. */
  connect(router: NamespaceDraft): Interface {
    this.externalHosts += 1;
    const address = `${EXTERNAL_PREFIX}.${this.externalHosts}`;
    const name = this.attach(router, this.external, `${address}/24`);
    return { name, address: toNumber(address) };
  }

  /** By where a router's default route goes that leads to the internet. */
  readonly internetGateway = `${EXTERNAL_PREFIX}.1`;

  made(): Network {
    return { links: this.links, namespaces: this.drafts.map((draft) => draft.made()) };
  }
}

/** Writes down what enters a namespace that stands outside, and takes it. */
export function countArrivals(namespace: NamespaceDraft, which: string): void {
  namespace.counts = true;
  namespace.rules.push(`table ip arrivals {
  set arrived { typeof ip id; flags dynamic; size 65535; }
  chain arrival {
    type filter hook prerouting priority -140;
    ${which} ct state new update @arrived { ip id }
    drop
  }
}`);
}

function toNumber(address: string): number {
  return address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
}

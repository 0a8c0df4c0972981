import { parse, parseCIDR } from "ipaddr.js";
import type { Seed } from "./seed";

interface Subnet {
  readonly first: bigint;
  readonly last: bigint;
  readonly bytes: number;
  /** Whose each address is. */
  readonly taken: Map<bigint, string>;
}

/** The first host addresses of a subnet are left to gateways and to what a configuration pins. */
const PINNED_HOSTS = 10n;

/** The subnets that exist in the simulated clouds, and the addresses in them. */
export class AddressBook {
  private readonly subnets = new Map<string, Subnet>();
  private readonly subnetsOfNetworks = new Map<string, string>();
  private readonly addressesOf = new Map<string, readonly string[]>();

  /** Notes a subnet and the range from which it hands out addresses. A CIDR that is none is not noted. */
  addSubnet(id: string, cidr: string, network?: string, pool?: { readonly start: string; readonly end: string }): void {
    const range = pool ? rangeBetween(pool.start, pool.end) : hostsOf(cidr);
    if (!range) return;
    this.subnets.set(id, { ...range, taken: this.subnets.get(id)?.taken ?? new Map<bigint, string>() });
    if (network !== undefined && !this.subnetsOfNetworks.has(network)) this.subnetsOfNetworks.set(network, id);
  }

  /** Notes the addresses of a thing that others refer to, such as a port. */
  setAddresses(id: string, addresses: readonly string[]): void {
    this.addressesOf.set(id, addresses);
  }

  /** The addresses noted for a thing. */
  addressesAt(id: string | undefined): readonly string[] {
    return (id === undefined ? undefined : this.addressesOf.get(id)) ?? [];
  }

  /** The subnet that was noted first for a network. */
  subnetOf(network: string | undefined): string | undefined {
    return network === undefined ? undefined : this.subnetsOfNetworks.get(network);
  }

  /**
   * An address in a subnet, the same for the same owner. Where two owners' addresses would meet the later one gets the next free
   * address. An address of a private network when the subnet is not known: another provider, or another run, made it.
   */
  assign(subnetId: string | undefined, owner: Seed): string {
    const subnet = subnetId === undefined ? undefined : this.subnets.get(subnetId);
    if (!subnet) {
      const host = owner.integer("address", 0x010101, 0xfefefe);
      return `10.${host >> 16}.${(host >> 8) & 0xff}.${host & 0xff}`;
    }
    const size = subnet.last - subnet.first + 1n;
    const offset = toInteger([...owner.bytes("address", 16)]) % size;
    for (let step = 0n; step < size; step += 1n) {
      const address = subnet.first + ((offset + step) % size);
      const holder = subnet.taken.get(address) ?? owner.toString();
      if (holder === owner.toString()) {
        subnet.taken.set(address, holder);
        return format(address, subnet.bytes);
      }
    }
    throw new Error(`subnet ${subnetId ?? ""} has no free address: all ${size} of its range are taken`);
  }
}

/** The addresses of a CIDR by their place: 0 is the network's, 1 the first host's, -1 the last host's of IPv4. */
export function hostAt(cidr: string, place: number): string | undefined {
  const block = blockOf(cidr);
  if (!block) return undefined;
  const last = block.bytes === 4 ? block.last - 1n : block.last;
  return format(place < 0 ? last + BigInt(place + 1) : block.first + BigInt(place), block.bytes);
}

function hostsOf(cidr: string): Omit<Subnet, "taken"> | undefined {
  const block = blockOf(cidr);
  if (!block) return undefined;
  const room = block.last - block.first > 2n * PINNED_HOSTS;
  return { ...block, first: block.first + (room ? PINNED_HOSTS : 0n), last: room ? block.last - 1n : block.last };
}

function blockOf(cidr: string): Omit<Subnet, "taken"> | undefined {
  try {
    const [address, prefix] = parseCIDR(cidr);
    const bytes = address.toByteArray();
    const size = 1n << BigInt(bytes.length * 8 - prefix);
    const first = (toInteger(bytes) / size) * size;
    return { first, last: first + size - 1n, bytes: bytes.length };
  } catch {
    return undefined;
  }
}

function rangeBetween(start: string, end: string): Omit<Subnet, "taken"> | undefined {
  try {
    const bytes = parse(start).toByteArray();
    return { first: toInteger(bytes), last: toInteger(parse(end).toByteArray()), bytes: bytes.length };
  } catch {
    return undefined;
  }
}

function toInteger(bytes: readonly number[]): bigint {
  return bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

function format(address: bigint, bytes: number): string {
  if (bytes === 4) return [24n, 16n, 8n, 0n].map((shift) => ((address >> shift) & 0xffn).toString()).join(".");
  return (address.toString(16).padStart(32, "0").match(/.{4}/g) ?? [])
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(":");
}

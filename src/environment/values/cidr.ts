import ipaddr from "ipaddr.js";
import { Ipv4Address, IPV4_ONLY } from "./ipv4-address";
import { ValueError } from "./value-error";

const ADDRESS_BITS = 32;

/** An address block, always by its network address. */
export class Cidr {
  private constructor(
    readonly first: Ipv4Address,
    /** Bits that the addresses of the block share. */
    readonly prefixLength: number,
  ) {}

  /** @throws ValueError when the text is not a block, or names an address inside one: it then tells the block's own. */
  static parse(text: string): Cidr {
    if (!ipaddr.IPv4.isValidCIDRFourPartDecimal(text)) {
      throw new ValueError(text, `expected a CIDR such as 10.16.0.0/16${text.includes(":") ? IPV4_ONLY : ""}`);
    }
    const [address, prefixLength] = ipaddr.IPv4.parseCIDR(text);
    const given = Ipv4Address.parse(address.toString());
    const block = Cidr.around(given, prefixLength);
    if (!block.first.equals(given)) {
      throw new ValueError(text, `expected the block's network address; did you mean ${block.toString()}?`);
    }
    return block;
  }

  /** The block of one address. */
  static ofAddress(address: Ipv4Address): Cidr {
    return new Cidr(address, ADDRESS_BITS);
  }

  /** The block of that size around an address. */
  static around(address: Ipv4Address, prefixLength: number): Cidr {
    const size = 2 ** (ADDRESS_BITS - prefixLength);
    return new Cidr(Ipv4Address.of(Math.floor(address.toNumber() / size) * size), prefixLength);
  }

  /** Number of addresses. */
  get size(): number {
    return 2 ** (ADDRESS_BITS - this.prefixLength);
  }

  get last(): Ipv4Address {
    return this.first.plus(this.size - 1);
  }

  /** The block as a part of logical ids, such as `10-16-0-0-16`. */
  get key(): string {
    return this.toString().replace(/[./]/g, "-");
  }

  contains(other: Cidr | Ipv4Address): boolean {
    const [first, last] = other instanceof Cidr ? [other.first, other.last] : [other, other];
    return this.first.compare(first) <= 0 && this.last.compare(last) >= 0;
  }

  overlaps(other: Cidr): boolean {
    return this.first.compare(other.last) <= 0 && other.first.compare(this.last) <= 0;
  }

  /**
   * The nth address, the network address being 0.
   * @throws Error when the block has no such address.
   */
  host(number: number): Ipv4Address {
    if (!Number.isInteger(number) || number < 0 || number >= this.size) {
      throw new Error(`block ${this.toString()}: got host number ${number}, expected 0 to ${this.size - 1}`);
    }
    return this.first.plus(number);
  }

  /**
   * The nth block of that size inside this one.
   * @throws Error when this block has no such part.
   */
  subnet(prefixLength: number, index: number): Cidr {
    const count = 2 ** (prefixLength - this.prefixLength);
    if (!Number.isInteger(prefixLength) || prefixLength < this.prefixLength || prefixLength > ADDRESS_BITS) {
      throw new Error(`block ${this.toString()}: got parts of /${prefixLength}, expected /${this.prefixLength} to /32`);
    }
    if (!Number.isInteger(index) || index < 0 || index >= count) {
      throw new Error(
        `block ${this.toString()}: got part ${index} of /${prefixLength}, expected a whole number from 0 to ${count - 1}`,
      );
    }
    return new Cidr(this.first.plus(index * 2 ** (ADDRESS_BITS - prefixLength)), prefixLength);
  }

  equals(other: Cidr): boolean {
    return this.prefixLength === other.prefixLength && this.first.equals(other.first);
  }

  toString(): string {
    return `${this.first.toString()}/${this.prefixLength}`;
  }
}

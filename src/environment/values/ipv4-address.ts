import ipaddr from "ipaddr.js";
import { ValueError } from "./value-error";

/** The end of a message about an IPv6 address. */
export const IPV4_ONLY = "; the platform's networks are IPv4 only";

/** An IPv4 address. The platform's networks are IPv4: ctyun's security groups and access lists take nothing else. */
export class Ipv4Address {
  private constructor(private readonly value: number) {}

  /** @throws ValueError when the text is not an address in dotted-decimal form. */
  static parse(text: string): Ipv4Address {
    if (!ipaddr.IPv4.isValidFourPartDecimal(text)) {
      throw new ValueError(text, `expected an IPv4 address such as 10.16.0.20${text.includes(":") ? IPV4_ONLY : ""}`);
    }
    return Ipv4Address.of(
      ipaddr.IPv4.parse(text)
        .toByteArray()
        .reduce((sum, byte) => sum * 256 + byte, 0),
    );
  }

  /** The address with this number: 0.0.0.0 is 0. */
  static of(value: number): Ipv4Address {
    if (!Number.isInteger(value) || value < 0 || value > 0xffffffff) {
      throw new ValueError(value, "expected the number of an IPv4 address: 0 to 4294967295");
    }
    return new Ipv4Address(value);
  }

  toNumber(): number {
    return this.value;
  }

  /** The address that many further on. */
  plus(count: number): Ipv4Address {
    return Ipv4Address.of(this.value + count);
  }

  /** Negative, zero or positive, as this stands before, at or after the other. */
  compare(other: Ipv4Address): number {
    return this.value - other.value;
  }

  equals(other: Ipv4Address): boolean {
    return this.value === other.value;
  }

  toString(): string {
    return new ipaddr.IPv4([24, 16, 8, 0].map((shift) => (this.value >>> shift) & 0xff)).toString();
  }
}

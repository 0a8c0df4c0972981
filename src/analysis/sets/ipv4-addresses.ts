import { IntervalSet } from "./interval-set";

const BLOCK = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?$/;
const BITS = 32;
const LAST_ADDRESS = 2 ** BITS - 1;

/** Every IPv4 address. */
export const ANY_ADDRESS = IntervalSet.of(0, LAST_ADDRESS);

/**
 * The addresses of a block such as `10.0.0.0/8`, or of a single one. Bits behind the prefix count for nothing, as they do for
 * the clouds.
 * @throws Error when the text is neither.
 */
export function addressesOf(block: string): IntervalSet {
  const match = BLOCK.exec(block.trim());
  const octets = match?.slice(1, 5).map(Number) ?? [];
  const prefixLength = Number(match?.[5] ?? BITS);
  if (!match || octets.some((octet) => octet > 255) || prefixLength > BITS) {
    throw new Error(`got ${JSON.stringify(block)}, expected an IPv4 address or a block such as 10.0.0.0/8`);
  }
  const address = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  const size = 2 ** (BITS - prefixLength);
  const first = Math.floor(address / size) * size;
  return IntervalSet.of(first, first + size - 1);
}

/** The addresses from one to another, both included, as in an allocation pool. */
export function addressRange(start: string, end: string): IntervalSet {
  return IntervalSet.of(addressesOf(start).first ?? 0, addressesOf(end).first ?? 0);
}

/** How many bits of a block are its prefix. */
export function prefixLengthOf(block: string): number {
  const [, length] = block.split("/");
  return length === undefined ? BITS : Number(length);
}

/** A set as text: its blocks where an interval is one, else first and last address. */
export function formatAddresses(addresses: IntervalSet): string {
  if (addresses.isEmpty) return "no address";
  if (addresses.equals(ANY_ADDRESS)) return "any address";
  return [...addresses.intervals()].map(([first, last]) => formatInterval(first, last)).join(", ");
}

function formatInterval(first: number, last: number): string {
  const size = last - first + 1;
  const bits = Math.log2(size);
  if (size === 1) return formatAddress(first);
  if (Number.isInteger(bits) && first % size === 0) return `${formatAddress(first)}/${BITS - bits}`;
  return `${formatAddress(first)}-${formatAddress(last)}`;
}

function formatAddress(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}

import { addressNumber, addressText, blockEdges } from "../support/addresses";
import type { LaidOut } from "./lay-out/lay-out";
import { EXTERNAL_BLOCK, NOT_ON_THE_INTERNET, type Place } from "./lay-out/network";
import type { Packet } from "./run/observe";

/** The first packet of a connection, as the analysis sees it: with the receiver's own address, not its public one. */
export interface Question {
  readonly from: Place;
  readonly source: number;
  readonly destination: number;
  /** IP protocol. */
  readonly protocol: number;
  /** The destination's port; of ICMP the type times 256 and the code; 0 for a protocol without either. */
  readonly detail: number;
  /** Whether it stands at an edge of what the analysis computed. */
  readonly isAtAnEdge: boolean;
}

/** What no host sends or receives by itself. */
const NO_HOSTS = ["0.0.0.0/8", "127.0.0.0/8", "224.0.0.0/3"];
/** Metadata, names and time are the cloud's own. */
const CLOUD_SERVICES = ["169.254.0.0/16", "100.64.0.0/10"];

/**
 * Whether the kernel can be asked. Left out are what a place sends to itself; addresses that the cloud might have given to a machine
 * and that the lay-out gave to nobody; the cloud's own services; the block in which the lay-out puts public addresses; and
 * senders whose addresses nobody routes back to them, which the analysis takes for granted.
 */
export function canBeAsked({ places, subnets }: LaidOut, question: Question): boolean {
  const { from, source, destination } = question;
  const machines = places.flatMap((place) => (place.kind === "machine" ? [place] : []));
  const holder = machines.find((machine) => has(machine, destination));
  if (source === destination || isIn(destination, [...NO_HOSTS, ...CLOUD_SERVICES, EXTERNAL_BLOCK])) return false;
  if (isIn(source, [...NO_HOSTS, ...CLOUD_SERVICES, EXTERNAL_BLOCK])) return false;
  if (!holder && machines.some(({ possible }) => possible && within(destination, possible))) return false;
  switch (from.kind) {
    case "machine": {
      if (holder === from) return false;
      const ownBehind = places.filter((place) => place.kind === "behind" && place.gateway === from.key);
      if (ownBehind.some((place) => place.kind === "behind" && isIn(destination, place.blocks))) return false;
      if (has(from, source)) return true;
      if (from.isHeldToItsAddress === false) return true;
      // In its own subnet the analysis may have taken it together with the one whose address it forges.
      return (
        from.isHeldToItsAddress !== undefined &&
        !subnets.some((block) => isIn(source, [block]) && isIn(from.address, [block]))
      );
    }
    case "internet":
      return (
        holder?.address === destination && holder.publicAddress !== undefined && !isIn(source, NOT_ON_THE_INTERNET)
      );
    case "lines":
    case "tunnels":
      return isIn(source, from.blocks) && !isIn(source, subnets);
    case "behind":
      return isIn(source, from.blocks) && holder?.key !== from.gateway;
  }
}

/** What leaves the sender. From the internet it goes to the public address. */
export function packetOf({ places }: LaidOut, question: Question, number: number): Packet {
  const { from, source, destination, protocol, detail } = question;
  const holder = places.find((place) => place.kind === "machine" && place.address === destination);
  const outside = from.kind === "internet" && holder?.kind === "machine" ? holder.publicAddress : undefined;
  return {
    number,
    namespace: from.namespace,
    source: addressText(source),
    destination: addressText(outside ?? destination),
    protocol,
    detail,
  };
}

/** Whether a machine has the address. */
export function has(place: Place, address: number): boolean {
  return place.kind === "machine" && [place.address, ...place.others].includes(address);
}

export function describeQuestion({ from, source, destination, protocol, detail }: Question): string {
  const end = protocol === 1 ? `type ${Math.floor(detail / 256)} code ${detail % 256}` : `port ${detail}`;
  return `${describePlace(from)}: ${addressText(source)} -> ${addressText(destination)} protocol ${protocol} ${end}`;
}

export function describePlace(place: Place): string {
  switch (place.kind) {
    case "machine":
      return place.key;
    case "internet":
      return "the internet";
    case "lines":
    case "tunnels":
      return `${place.kind} of ${place.routers.join(", ")}`;
    case "behind":
      return `behind ${place.gateway}`;
  }
}

export function isIn(address: number, blocks: readonly string[]): boolean {
  return blocks.some((block) => within(address, blockEdges(block)));
}

/** Whether it can stand in a packet at all. */
export function isAddress(number: number): boolean {
  return number > 0 && number <= addressNumber("255.255.255.255");
}

function within(address: number, [first, last]: readonly [number, number]): boolean {
  return first <= address && address <= last;
}

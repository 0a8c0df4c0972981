import { FIRST_FREE_HOST } from "./schema/names";
import type { Cidr } from "./values";

const FIRST_ALLOTTED_HOST = 100;

/**
 * The first host number that OpenStack allots by itself: lower ones stay free for pinned addresses. A block of fewer than
 * 200 addresses is halved.
 */
export function firstAllottedHost(cidr: Cidr): number {
  return Math.min(FIRST_ALLOTTED_HOST, cidr.size / 2);
}

/** The last host number that may be pinned. ctyun pins any address of a subnet. */
export function lastPinnedHost(provider: "openstack" | "ctyun", cidr: Cidr): number {
  return provider === "openstack" ? firstAllottedHost(cidr) - 1 : cidr.size - 2;
}

/** How many machines a subnet has addresses for; the last address is the broadcast's. */
export function roomInSubnet(provider: "openstack" | "ctyun", cidr: Cidr): number {
  const first = provider === "openstack" ? firstAllottedHost(cidr) : FIRST_FREE_HOST;
  return Math.max(0, cidr.size - 1 - first);
}

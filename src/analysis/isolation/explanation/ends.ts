import { IntervalSet } from "../../sets/interval-set";
import { addressesOf, ANY_ADDRESS } from "../../sets/ipv4-addresses";
import type { Intent } from "../judgement/intent";
import { GLOBAL_ADDRESSES } from "../reachability/places";

/**
 * What a person means by an end of a connection: an address or a block, `internet` (whatever has a public address), a zone such
 * as `zone/medical`, a site such as `site/district-01-hospital-1`, a name such as `medical/worker` or `load-balancer/exchange`, with the cloud before it or in both clouds.
 * @throws Error with the names that exist when it is none of these
 */
export function endAddresses(intent: Intent, text: string): IntervalSet {
  if (/^\d/.test(text)) return addressesOf(text);
  if (text === "internet") return GLOBAL_ADDRESSES;
  const { sites = [] } = intent;
  const site = sites.find(({ name }) => name === text);
  if (site) return site.addresses;
  const named = [
    ...intent.zones.map(({ cloud, zone, addresses }) => ({ cloud, name: `zone/${zone}`, addresses })),
    ...intent.connections.flatMap(({ cloud, from, to }) => [from, to].map((end) => ({ cloud, ...end }))),
  ].filter(({ addresses }) => !addresses.equals(ANY_ADDRESS));
  const found = named.filter(({ cloud, name }) => [name, `${cloud} ${name}`, `${cloud}/${name}`].includes(text));
  if (found.length > 0) return IntervalSet.union(found.map(({ addresses }) => addresses));
  const names = [...new Set(named.map(({ name }) => name))].sort();
  throw new Error(
    `got ${JSON.stringify(text)}, expected an address, a block, internet,${sites.length > 0 ? " a site as site/ID," : ""} pods as cluster/namespace/workload, or one of ${names.join(", ")}`,
  );
}

import type { SubnetRole, Zone } from "../../environment/schema/names";
import { Cidr, type Ipv4Address } from "../../environment/values";
import type { Peer } from "./connections";

/** The subnets of a role in a zone as a peer, such as `medical-worker`: the smallest that a rule names in both clouds. */
export function subnetPeer(
  zone: Zone,
  role: SubnetRole,
  subnets: readonly { readonly availabilityZone: string; readonly cidr: Cidr }[],
): Peer {
  return {
    id: `${zone}-${role}`,
    blocks: subnets.map(({ availabilityZone, cidr }) => ({ key: availabilityZone, cidr })),
  };
}

/** A single address as a peer. */
export function addressPeer(id: string, address: Ipv4Address): Peer {
  return { id, blocks: [{ key: "address", cidr: Cidr.ofAddress(address) }] };
}

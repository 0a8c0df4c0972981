import type { CloudSpecification } from "../schema/clouds";
import type { EnvironmentSpecification } from "../schema/environment";
import type { Zone } from "../schema/names";
import { cloudsOf, fault, type Rule } from "./rule";

/**
 * OpenStack leads public addresses through the router of their zone, which has an external gateway where the zone has
 * egress and nowhere else. ctyun needs none: its public addresses stand by themselves.
 */
export const externalGateways: Rule = (context) =>
  cloudsOf(context)
    .filter(([, { provider }]) => provider === "openstack")
    .flatMap(([cloud, { zones, gateways }]) =>
      [...gatewayAddresses(context.specification, gateways), ...ingressAddresses(context.specification, cloud)]
        .filter(({ zone }) => zones[zone].egress === undefined)
        .map(({ zone, what }) =>
          fault(
            context,
            ["clouds", cloud, "zones", zone],
            `missing egress, expected it in zone ${zone}: OpenStack leads ${what} through the zone's router, which has a way outside with egress alone`,
          ),
        ),
    );

/** Something that peers outside the cloud call. */
interface PublicThing {
  readonly zone: Zone;
  readonly what: string;
}

function gatewayAddresses(
  specification: EnvironmentSpecification,
  { kind }: CloudSpecification["gateways"],
): PublicThing[] {
  if (!usesIpsec(specification)) return [];
  const what = kind === "vpnaas" ? "its VPN service" : "the public addresses of the gateways";
  return [{ zone: "exchange", what }];
}

function ingressAddresses({ clusters }: EnvironmentSpecification, cloud: string): PublicThing[] {
  return clusters
    .filter((cluster) => cluster.cloud === cloud && cluster.zone === "internet" && cluster.publicIngress !== undefined)
    .map(({ id }) => ({ zone: "internet", what: `the public address of cluster ${id}` }));
}

/** Gateways stand where a site or a link joins by IPsec. */
function usesIpsec({ sites, links }: EnvironmentSpecification): boolean {
  return sites.supernets.some(({ access }) => access === "ipsec") || links.some(({ kind }) => kind === "ipsec");
}

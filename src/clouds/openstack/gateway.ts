import { Construct } from "constructs";
import { VpnaasEndpointGroupV2 } from "../../bindings/openstack/vpnaas-endpoint-group-v2";
import { VpnaasIkePolicyV2 } from "../../bindings/openstack/vpnaas-ike-policy-v2";
import { VpnaasIpsecPolicyV2 } from "../../bindings/openstack/vpnaas-ipsec-policy-v2";
import { VpnaasServiceV2 } from "../../bindings/openstack/vpnaas-service-v2";
import { VpnaasSiteConnectionV2 } from "../../bindings/openstack/vpnaas-site-connection-v2";
import type { GatewaysProps, IGateways } from "../../constructs/network/gateway";
import { routeThroughMachines } from "../../constructs/network/gateway-routes";
import type { Cidr } from "../../environment/values";
import { resourceName } from "./names";
import { openstackNetwork, type OpenstackNetwork } from "./network";

/** AES-256, SHA-256 and a 2048-bit group: the strongest that every release of VPNaaS since Mitaka offers. */
const ALGORITHMS = { encryptionAlgorithm: "aes-256", authAlgorithm: "sha256", pfs: "group14" };

/** Seconds between two questions whether the peer lives, and seconds of silence after which the tunnel is built anew. */
const DEAD_PEER_DETECTION = { action: "restart", interval: 30, timeout: 120 };

/**
 * What sites and the other cloud enter by: a pair of machines that run strongSwan, or VPN as a service on the exchange
 * zone's router. Failover: machines move a virtual address between them, or the routes lead to the machine named active;
 * the service is as available as the router, so the cloud has to run it highly available (Neutron's `l3_ha`).
 */
export class OpenstackGateways extends Construct implements IGateways {
  readonly publicAddresses: readonly string[];

  constructor(scope: Construct, id: string, props: GatewaysProps) {
    super(scope, id);
    const { machines } = props;
    if (machines) routeThroughMachines(this, machines, props);
    this.publicAddresses = machines?.publicAddresses ?? this.connectByService(props);
  }

  private connectByService(props: GatewaysProps): readonly string[] {
    const network = openstackNetwork(props.network);
    if (!network.hasExternalGateway) {
      throw new Error(
        `gateways ${props.name}: got VPN as a service in network ${network.name}, which has no egress; peers connect to its router's external address: give zone ${network.zone} egress or use machines`,
      );
    }
    const name = resourceName(props.name);
    const service = new VpnaasServiceV2(this, "service", {
      name,
      routerId: network.routerId,
      dependsOn: network.routerDependencies(this),
    });
    const localEndpoints = new VpnaasEndpointGroupV2(this, "local-endpoints", {
      name: resourceName(`${name}-local`),
      type: "subnet",
      endpoints: props.localCidrs.map((cidr) => localSubnetId(network, cidr)),
    });
    const shared = {
      vpnserviceId: service.id,
      localEpGroupId: localEndpoints.id,
      ikepolicyId: new VpnaasIkePolicyV2(this, "ike-policy", { name, ikeVersion: "v2", ...ALGORITHMS }).id,
      ipsecpolicyId: new VpnaasIpsecPolicyV2(this, "ipsec-policy", { name, ...ALGORITHMS }).id,
      dpd: [DEAD_PEER_DETECTION],
    };
    const peers = [
      ...props.sites.map((site) => ({
        key: `site-${site.id}`,
        peerAddress: site.peerAddress.toString(),
        psk: site.presharedKey,
        cidrs: [site.cidr],
      })),
      ...props.links.map((link) => ({
        key: `link-${link.id}`,
        peerAddress: link.peerAddress,
        psk: link.presharedKey,
        cidrs: link.remoteCidrs,
      })),
    ];
    for (const { key, peerAddress, psk, cidrs } of peers) {
      const peerName = resourceName(`${name}-${key}`);
      const peerEndpoints = new VpnaasEndpointGroupV2(this, `${key}-endpoints`, {
        name: peerName,
        type: "cidr",
        endpoints: cidrs.map(String),
      });
      new VpnaasSiteConnectionV2(this, key, {
        ...shared,
        name: peerName,
        peerAddress,
        peerId: peerAddress,
        peerEpGroupId: peerEndpoints.id,
        psk,
      });
    }
    return [service.externalV4Ip];
  }
}

function localSubnetId(network: OpenstackNetwork, cidr: Cidr): string {
  const subnet = network.subnets.find((candidate) => candidate.cidr.equals(cidr));
  if (subnet) return subnet.subnetId;
  throw new Error(
    `got local block ${cidr.toString()}, expected a subnet of network ${network.name}: ${network.subnets.map((candidate) => candidate.cidr.toString()).join(", ")}`,
  );
}

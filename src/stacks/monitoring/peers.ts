import type { Construct } from "constructs";
import type { Environment } from "../../environment/environment";
import { gatewayCertificates } from "../../environment/gateway-certificates";
import type { ClusterSpecification } from "../../environment/schema/clusters";
import { gatewayPorts, peerClusters } from "../../constructs/connectivity";
import type { Peer, PeerTrust } from "../../constructs/monitoring/peers/peer";
import { PeerWatch } from "../../constructs/monitoring/peers/peer-watch";
import { recordSource } from "../../constructs/provenance";
import type { MonitoringAddOnProps } from "./monitoring-add-on-props";

/** Host name by which peers know a cluster's gateway; undefined where it has no peer. */
export function alarmsHost(environment: Environment, { id, cloud, zone }: ClusterSpecification): string | undefined {
  return peerClusters(environment, cloud, zone).length > 0
    ? `alarms.${id}.${environment.specification.domain}`
    : undefined;
}

/**
 * The clusters that hear a cluster's alarms and whose alarms it hears.
 * @param authority certificate of the environment's authority for services, where the zone's gateways have theirs from it.
 */
export function peersOf(
  environment: Environment,
  { cloud, zone }: ClusterSpecification,
  authority: string | undefined,
): Peer[] {
  return peerClusters(environment, cloud, zone).flatMap((peer) => {
    const serverName = alarmsHost(environment, peer);
    if (serverName === undefined) return [];
    const address = environment.loadBalancerAddress(peer.cloud, `${zone}-ingress`).toString();
    return [
      {
        cluster: peer.id,
        target: `${address}:${gatewayPorts.peers.port.from}`,
        serverName,
        trust: trustIn(environment, peer, authority),
      },
    ];
  });
}

/** Has a cluster take its peers' alarms, and hear when they fall silent. */
export function addPeerWatch(
  scope: Construct,
  environment: Environment,
  { namespace }: MonitoringAddOnProps,
  peers: readonly Peer[],
): void {
  if (peers.length === 0) return;
  const watch = new PeerWatch(scope, "peers", {
    namespace,
    peers,
    heartbeats: environment.specification.monitoring.probes,
  });
  recordSource(watch, ["monitoring"]);
}

function trustIn(environment: Environment, { zone }: ClusterSpecification, authority: string | undefined): PeerTrust {
  const { servicesCertificateAuthority } = environment.specification;
  switch (gatewayCertificates(environment.specification, zone).kind) {
    case "authority":
      return authority === undefined ? { kind: "unknown" } : { kind: "certificate", certificate: authority };
    case "given":
      return servicesCertificateAuthority === undefined
        ? { kind: "public" }
        : { kind: "certificate", certificate: servicesCertificateAuthority };
    case "acme":
      return { kind: "public" };
    case "cluster":
      return { kind: "unknown" };
  }
}

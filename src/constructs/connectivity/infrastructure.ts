import type { Environment } from "../../environment/environment";
import {
  CLUSTER_ZONES,
  ZONES,
  type ClusterZone,
  type LoadBalancerName,
  type SubnetRole,
} from "../../environment/schema/names";
import type { ClusterSpecification } from "../../environment/schema/clusters";
import { Cidr, type Port } from "../../environment/values";
import { subnetPeer } from "../network/peers";
import { alarmConnections } from "./alarm-needs";
import type { Connection } from "./connection";
import { ingressOf } from "./cross-cloud-endpoints";
import { loadBalancerEndpoint, outsideEndpoint, roleEndpoint, type Endpoint } from "./endpoint";
import { exchangeListeners } from "./exchange-listeners";
import { externalConnections } from "./external-access";
import { gatewayConnections } from "./gateway-connections";
import { gatewayListeners } from "./gateway-listeners";
import { machineRoles, NEEDED_ENDPOINTS } from "./machine-needs";
import { consoleClusterOf } from "./identity-provider";
import { gatewayPorts, infrastructurePorts as ports, METADATA_ADDRESS } from "./infrastructure-ports";
import { peerClusters } from "./peer-clusters";
import { platformNeeds } from "./platform-needs";
import { probeConnections } from "./probe-connections";

const NODE_ROLES: readonly SubnetRole[] = ["control-plane", "worker", "data"];

/** Everything the infrastructure of one cloud needs, whatever services run on it. */
export function infrastructureConnections(environment: Environment, cloud: string): Connection[] {
  return [
    ...machineConnections(environment, cloud),
    ...CLUSTER_ZONES.flatMap((zone) => clusterConnections(environment, cloud, zone)),
    ...exchangeConnections(environment, cloud),
    ...gatewayConnections(environment, cloud),
    ...managementConnections(environment, cloud),
    ...probeConnections(environment, cloud),
  ];
}

/** Metadata, names, time and images for every machine. */
function machineConnections(environment: Environment, cloud: string): Connection[] {
  const metadata = outsideEndpoint("metadata", [{ key: "metadata", cidr: Cidr.parse(METADATA_ADDRESS) }]);
  return ZONES.flatMap((zone) =>
    machineRoles(environment, cloud, zone).flatMap((role) => [
      connect(roleEndpoint(zone, role), metadata, ports.metadata, "metadata", ["clouds", cloud]),
      ...NEEDED_ENDPOINTS[role].flatMap((kind) =>
        externalConnections(environment, cloud, zone, roleEndpoint(zone, role), (endpoint) => endpoint.kind === kind),
      ),
    ]),
  );
}

function clusterConnections(environment: Environment, cloud: string, zone: ClusterZone): Connection[] {
  const cluster = environment.clusterIn(cloud, zone);
  if (!cluster) return [];
  const path = ["clusters", environment.specification.clusters.indexOf(cluster)];
  const roles = machineRoles(environment, cloud, zone).filter((role) => NODE_ROLES.includes(role));
  const nodes = roles.map((role) => roleEndpoint(zone, role));
  const controlPlane = roleEndpoint(zone, "control-plane");
  const api = loadBalancerEndpoint(`${zone}-api`);
  const worker = roleEndpoint(zone, "worker");
  const balancers = roleEndpoint(zone, "load-balancer");

  const towardsServers = [ports.kubernetesApi, ports.rke2Supervisor].flatMap((port) => [
    ...nodes.flatMap((node) => [
      connect(node, api, port, "rke2 registration", path),
      connect(node, controlPlane, port, "rke2 servers", path),
    ]),
    connect(balancers, controlPlane, port, `${zone}-api forwarding and health checks`, path),
  ]);
  const everyNode = nodes.flatMap((from) =>
    nodes.flatMap((to) => [
      connect(from, to, ports.kubelet, "kubelet", path),
      connect(from, to, ports.ciliumOverlay, "cilium overlay", path),
      connect(from, to, ports.ciliumWireGuard, "cilium encryption", path),
      connect(from, to, ports.ciliumHealth, "cilium health", path),
      connect(from, to, ports.hubblePeer, "hubble", path),
      connect(from, to, ports.ping, "cilium health", path),
      connect(from, to, ports.nodeExporter, "node metrics", path),
      connect(from, to, ports.ciliumMetrics, "cilium metrics", path),
    ]),
  );
  const towardsGateway = gatewayListeners(environment, cloud, zone).flatMap(({ audience, port, nodePort }) => [
    connect(balancers, worker, nodePort, `${zone}-ingress forwarding and health checks`, path),
    // Pods of one cluster reach their own gateway by host name, as every client does.
    ...(audience === "clients"
      ? [connect(worker, loadBalancerEndpoint(`${zone}-ingress`), port, "gateway from inside", path)]
      : []),
  ]);
  return [
    ...towardsServers,
    ...everyNode,
    connect(controlPlane, controlPlane, ports.etcd, "etcd", path),
    connect(worker, controlPlane, ports.etcd, "etcd metrics", path),
    ...towardsGateway,
    ...peerConnections(environment, cloud, zone),
    ...platformConnections(environment, cluster),
    ...alarmConnections(environment, cluster),
  ];
}

/** Alarms to the same zone's cluster in another cloud, and from it: both by the gateway. */
function peerConnections(environment: Environment, cloud: string, zone: ClusterZone): Connection[] {
  const { port } = gatewayPorts.peers;
  return peerClusters(environment, cloud, zone).flatMap((peer) => {
    const { id, blocks } = subnetPeer(zone, "worker", environment.plan.subnetsOf(peer.cloud, zone, "worker"));
    const from = outsideEndpoint(`${peer.cloud}-${id}`, blocks);
    return [
      connect(roleEndpoint(zone, "worker"), ingressOf(environment, peer.cloud, zone), port, "alarms", ["monitoring"]),
      connect(from, loadBalancerEndpoint(`${zone}-ingress`), port, "alarms", ["monitoring"]),
    ];
  });
}

/** What the platform's pods reach outside, apart from what their workers reach for themselves. */
function platformConnections(environment: Environment, cluster: ClusterSpecification): Connection[] {
  const { cloud, zone } = cluster;
  return platformNeeds(environment, cluster)
    .filter(({ endpoint }) => !NEEDED_ENDPOINTS.worker.includes(endpoint.kind))
    .flatMap(({ endpoint, need, path }) =>
      externalConnections(environment, cloud, zone, roleEndpoint(zone, "worker"), ({ id }) => id === endpoint.id, {
        why: `infrastructure ${need}`,
        path,
      }),
    );
}

function exchangeConnections(environment: Environment, cloud: string): Connection[] {
  const balancers = roleEndpoint("exchange", "load-balancer");
  const proxies = roleEndpoint("exchange", "exchange-proxy");
  const path = ["clouds", cloud, "exchange"];
  return [
    connect(balancers, proxies, ports.exchangeHealth, "exchange health checks", path),
    ...exchangeListeners(environment, cloud).map((listener) =>
      connect(balancers, proxies, listener.port, `exchange forwarding ${listener.id}`, listener.path),
    ),
  ];
}

function managementConnections(environment: Environment, cloud: string): Connection[] {
  const path = ["clouds", cloud, "management"];
  const bastion = roleEndpoint("management", "bastion");
  const runner = roleEndpoint("management", "runner");
  const operators = outsideEndpoint(
    "operators",
    environment.cloud(cloud).management.operators.map((cidr) => ({ key: cidr.key, cidr })),
  );
  const gateways = CLUSTER_ZONES.filter((zone) => consoleClusterOf(environment, cloud, zone)).map((zone) =>
    loadBalancerEndpoint(`${zone}-ingress`),
  );
  const apis = environment.specification.clusters
    .filter((cluster) => cluster.cloud === cloud)
    .map((cluster): LoadBalancerName => `${cluster.zone}-api`);
  return [
    connect(operators, bastion, ports.ssh, "operators", [...path, "operators"]),
    connect(bastion, runner, ports.ssh, "bastion to runner", path),
    ...gateways.map((gateway) => connect(bastion, gateway, gatewayPorts.operators.port, "console", ["console"])),
    ...apis.flatMap((api) => [
      connect(runner, loadBalancerEndpoint(api), ports.kubernetesApi, "deploy", path),
      connect(bastion, loadBalancerEndpoint(api), ports.kubernetesApi, "administration", path),
    ]),
  ];
}

function connect(from: Endpoint, to: Endpoint, port: Port, need: string, path: Connection["path"]): Connection {
  return { from, to, port, why: `infrastructure ${need}`, path };
}

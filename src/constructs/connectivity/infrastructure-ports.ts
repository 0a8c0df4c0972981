import { Port, type TransportPort } from "../../environment/values";
import type { GatewayAudience } from "./audiences";

/**
 * What the infrastructure itself needs, once. Sources: RKE2 "Networking requirements", Cilium "System requirements",
 * RFC 7296 (IKEv2), RFC 3948 (ESP in UDP).
 */
export const infrastructurePorts = {
  kubernetesApi: Port.tcp(6443),
  rke2Supervisor: Port.tcp(9345),
  etcd: Port.tcpRange(2379, 2381),
  kubelet: Port.tcp(10250),
  ciliumOverlay: Port.udp(8472),
  ciliumWireGuard: Port.udp(51871),
  ciliumHealth: Port.tcp(4240),
  hubblePeer: Port.tcp(4244),
  nodeExporter: Port.tcp(9100),
  ciliumMetrics: Port.tcpRange(9962, 9965),
  ping: Port.icmp(),
  /** ICMP's echo request, which a probe sends; the reply needs no rule. */
  echo: Port.icmpType(8),
  metadata: Port.tcp(80),
  ssh: Port.tcp(22),
  ike: Port.udp(500),
  natTraversal: Port.udp(4500),
  vrrp: Port.vrrp(),
  https: Port.tcp(443),
  /** Where an exchange proxy tells its load balancer that it is well. */
  exchangeHealth: Port.tcp(8404),
} as const;

/** Where each audience of a cluster's gateway enters: the port of the load balancer and of the gateway, and the NodePort between. */
export const gatewayPorts: Readonly<
  Record<GatewayAudience, { readonly port: TransportPort; readonly nodePort: TransportPort }>
> = {
  clients: { port: Port.tcp(443), nodePort: Port.tcp(30443) },
  exchange: { port: Port.tcp(8443), nodePort: Port.tcp(30444) },
  operators: { port: Port.tcp(9443), nodePort: Port.tcp(30445) },
  peers: { port: Port.tcp(11443), nodePort: Port.tcp(30446) },
};

/** The clouds answer metadata there; machines read it besides their configuration drive. */
export const METADATA_ADDRESS = "169.254.169.254/32";

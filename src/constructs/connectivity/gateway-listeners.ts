import type { Environment } from "../../environment/environment";
import type { ClusterZone } from "../../environment/schema/names";
import type { TransportPort } from "../../environment/values";
import { GATEWAY_AUDIENCES, type GatewayAudience } from "./audiences";
import { flowConnections } from "./flows";
import { consoleClusterOf } from "./identity-provider";
import { gatewayPorts } from "./infrastructure-ports";
import { peerClusters } from "./peer-clusters";

/** One listener of the load balancer before a cluster's gateway. */
export interface GatewayListener {
  readonly audience: GatewayAudience;
  readonly port: TransportPort;
  readonly nodePort: TransportPort;
}

/**
 * The listeners that a cluster's gateway needs: one for each audience that a flow, the console or another
 * cloud's alarms lead there, and none that admits nobody.
 */
export function gatewayListeners(environment: Environment, cloud: string, zone: ClusterZone): GatewayListener[] {
  const arriving = flowConnections(environment, cloud).filter(
    ({ to }) => to.kind === "load-balancer" && to.name === `${zone}-ingress`,
  );
  const isWanted: Readonly<Partial<Record<GatewayAudience, boolean>>> = {
    operators: consoleClusterOf(environment, cloud, zone) !== undefined,
    peers: peerClusters(environment, cloud, zone).length > 0,
  };
  return GATEWAY_AUDIENCES.map((audience) => ({ audience, ...gatewayPorts[audience] })).filter(
    ({ audience, port }) => isWanted[audience] ?? arriving.some((connection) => connection.port.equals(port)),
  );
}

import type { Environment } from "../../environment/environment";
import type { ClusterZone } from "../../environment/schema/names";
import type { TransportPort } from "../../environment/values";
import { GATEWAY_AUDIENCES, type GatewayAudience } from "./audiences";
import { flowConnections } from "./flows";
import { consoleClusterOf } from "./identity-provider";
import { gatewayPorts } from "./infrastructure-ports";

/** One listener of the load balancer before a cluster's gateway. */
export interface GatewayListener {
  readonly audience: GatewayAudience;
  readonly port: TransportPort;
  readonly nodePort: TransportPort;
}

/**
 * The listeners that a cluster's gateway needs: one for each audience that a flow or the console leads there,
 * and none that admits nobody.
 */
export function gatewayListeners(environment: Environment, cloud: string, zone: ClusterZone): GatewayListener[] {
  const arriving = flowConnections(environment, cloud).filter(
    ({ to }) => to.kind === "load-balancer" && to.name === `${zone}-ingress`,
  );
  const hasConsole = consoleClusterOf(environment, cloud, zone) !== undefined;
  return GATEWAY_AUDIENCES.map((audience) => ({ audience, ...gatewayPorts[audience] })).filter(({ audience, port }) =>
    audience === "operators" ? hasConsole : arriving.some((connection) => connection.port.equals(port)),
  );
}

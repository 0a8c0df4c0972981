import type { Environment } from "../../environment/environment";
import type { Connection } from "./connection";
import { flowConnections } from "./flows";
import { infrastructureConnections } from "./infrastructure";

export { alarmConnections, alarmNeeds } from "./alarm-needs";
export { audiencesOf, GATEWAY_AUDIENCES, type GatewayAudience } from "./audiences";
export type { Connection } from "./connection";
export * from "./endpoint";
export { exchangeListeners, type ExchangeListener, type ExchangeTarget } from "./exchange-listeners";
export { gatewayListeners, type GatewayListener } from "./gateway-listeners";
export { consoleClusterOf, identityProviderOf } from "./identity-provider";
export { gatewayPorts, infrastructurePorts } from "./infrastructure-ports";
export { lineRoutes, type LineRoute } from "./line-routes";
export { isPlaced, servingClouds } from "./placement";
export { peerClusters } from "./peer-clusters";
export { platformNeeds, type PlatformNeed } from "./platform-needs";
export { probedLinks, probedSites, type ProbedSite } from "./probe-connections";
export { transitsOf, type Transit } from "./transits";

/**
 * Every connection that one cloud permits: the declared flows and the infrastructure's needs, hop by hop. It is the only
 * source of security group rules and access lists; what is not in it is denied.
 */
export function connectionsOf(environment: Environment, cloud: string): Connection[] {
  return [...infrastructureConnections(environment, cloud), ...flowConnections(environment, cloud)];
}

import type { Environment } from "../../environment/environment";
import type { Connection } from "./connection";
import { flowConnections } from "./flows";
import { infrastructureConnections } from "./infrastructure";

export type { Connection } from "./connection";
export * from "./endpoint";
export { exchangeListeners, type ExchangeListener, type ExchangeTarget } from "./exchange-listeners";
export { isPlaced } from "./placement";
export { infrastructurePorts } from "./infrastructure-ports";

/**
 * Every connection that one cloud permits: the declared flows and the infrastructure's needs, hop by hop. It is the only
 * source of security group rules and access lists; what is not in it is denied.
 */
export function connectionsOf(environment: Environment, cloud: string): Connection[] {
  return [...infrastructureConnections(environment, cloud), ...flowConnections(environment, cloud)];
}

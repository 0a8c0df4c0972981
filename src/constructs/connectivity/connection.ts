import type { Port } from "../../environment/values";
import type { Endpoint } from "./endpoint";

/**
 * One permission between neighbours: a flow that passes proxies and load balancers is several of them. Every security group
 * rule and every entry of an access list comes from one of these, and carries its `why`.
 */
export interface Connection {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly port: Port;
  /** `flow …` or `infrastructure …`: what it is for, short enough for a rule's description. */
  readonly why: string;
  /** The path in the YAML that asks for it: `["services", 3, "flows", 0]`. */
  readonly path: readonly (string | number)[];
}

import { PLATFORM_NAMESPACES } from "../../environment/platform-namespaces";
import type { GatewayReference } from "./http-route";

/** The gateway that the platform stack puts into every cluster. It has a listener for each audience, which bears its name. */
export const CLUSTER_GATEWAY: GatewayReference = {
  namespace: PLATFORM_NAMESPACES.gateway,
  gateway: "cluster",
};

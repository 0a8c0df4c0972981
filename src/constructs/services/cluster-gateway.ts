import type { GatewayListener } from "./http-route";

/** The gateway that the platform stack puts into every cluster. */
export const CLUSTER_GATEWAY: GatewayListener = {
  namespace: "envoy-gateway-system",
  gateway: "cluster",
  listener: "https",
};

import type { Construct } from "constructs";
import { Manifests } from "../kubernetes/manifests";
import type { INamespace } from "../kubernetes/namespace";
import { ENVOY_GATEWAY } from "./envoy-gateway";
import { HEADLAMP, HEADLAMP_PORT } from "./headlamp";
import { operatorRoute } from "./operator-route";

export interface ConsoleRouteProps {
  /** Where Headlamp stands. */
  readonly namespace: INamespace;
  readonly host: string;
}

/** Leads operators to the page for applications. */
export class ConsoleRoute extends Manifests {
  constructor(scope: Construct, id: string, { namespace, host }: ConsoleRouteProps) {
    super(scope, id, {
      namespace,
      needs: [ENVOY_GATEWAY, HEADLAMP],
      manifests: operatorRoute({
        service: HEADLAMP,
        port: HEADLAMP_PORT,
        namespace,
        host,
        cookie: "console-replica",
      }),
    });
  }
}

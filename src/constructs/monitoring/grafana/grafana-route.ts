import type { Construct } from "constructs";
import { Manifests } from "../../kubernetes/manifests";
import type { INamespace } from "../../kubernetes/namespace";
import { operatorRoute } from "../../platform/operator-route";
import { GRAFANA, GRAFANA_PORT } from "./grafana";

export interface GrafanaRouteProps {
  /** Where Grafana stands. */
  readonly namespace: INamespace;
  readonly host: string;
}

/** Leads operators to Grafana. The gateway is the platform's, which stands before monitoring. */
export class GrafanaRoute extends Manifests {
  constructor(scope: Construct, id: string, { namespace, host }: GrafanaRouteProps) {
    super(scope, id, {
      namespace,
      needs: [GRAFANA],
      manifests: operatorRoute({ service: GRAFANA, port: GRAFANA_PORT, namespace, host, cookie: "grafana-replica" }),
    });
  }
}

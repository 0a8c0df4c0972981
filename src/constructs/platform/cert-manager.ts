import type { Construct } from "constructs";
import { AddOn } from "../kubernetes/add-on";
import { ReleasedChart } from "../kubernetes/chart";
import { Port } from "../../environment/values";
import { topologySpread } from "../kubernetes/topology-spread";
import { PlatformNamespace } from "./platform-namespace";
import { releaseProps, type PlatformAddOnProps } from "./platform-add-on-props";
import { PLATFORM_PRIORITY } from "./priority-classes";

/** What other add-ons call it when they need it. */
export const CERT_MANAGER = "cert-manager";

/** Where the API server asks whether an object of cert-manager's is right. */
const WEBHOOK = Port.tcp(10250);

export interface CertManagerProps extends PlatformAddOnProps {
  /**
   * Name server, as `address:port`, that is asked whether a record of ACME stands, in place of those that the world asks.
   * @default - the domain's own
   */
  readonly nameServer?: string;
}

/** Issues and renews certificates inside the cluster. Every part has two replicas, in different failure domains. */
export class CertManager extends AddOn {
  constructor(scope: Construct, id: string, props: CertManagerProps) {
    const part = (component: string) => ({
      replicaCount: 2,
      podDisruptionBudget: { enabled: true },
      topologySpreadConstraints: topologySpread(
        { "app.kubernetes.io/instance": CERT_MANAGER, "app.kubernetes.io/component": component },
        props.availabilityZones,
      ),
      resources: { requests: { cpu: "20m", memory: "64Mi" }, limits: { memory: "256Mi" } },
    });
    super(scope, id, {
      chart: ReleasedChart.fromFacts("cert-manager"),
      name: CERT_MANAGER,
      namespace: new PlatformNamespace(scope, `${id}-namespace`, {
        name: CERT_MANAGER,
        podSecurity: "restricted",
        receives: [{ id: "webhook", from: "api-server", ports: [WEBHOOK] }],
        ...(props.dependsOn && { dependsOn: props.dependsOn }),
      }),
      values: {
        ...part("controller"),
        webhook: { ...part("webhook"), securePort: WEBHOOK.from },
        cainjector: part("cainjector"),
        crds: { enabled: true, keep: true },
        global: { priorityClassName: PLATFORM_PRIORITY, leaderElection: { namespace: CERT_MANAGER } },
        ...(props.nameServer !== undefined && {
          dns01RecursiveNameservers: props.nameServer,
          dns01RecursiveNameserversOnly: true,
        }),
        ...(props.imageRegistry !== undefined && { imageRegistry: props.imageRegistry }),
      },
      ...releaseProps(props),
    });
  }
}

import type { Construct } from "constructs";
import { Port } from "../../environment/values";
import { AddOn } from "../kubernetes/add-on";
import { ReleasedChart } from "../kubernetes/chart";
import type { ChartValues } from "../kubernetes/chart-values";
import type { INamespace } from "../kubernetes/namespace";
import { topologySpread } from "../kubernetes/topology-spread";
import type { HostAlias } from "../services";
import { hostAliasValues } from "./host-aliases";
import { releaseProps, type PlatformAddOnProps } from "./platform-add-on-props";
import { PLATFORM_PRIORITY } from "./priority-classes";

/** What other add-ons call it when they need it. */
export const EXTERNAL_SECRETS = "external-secrets";

/** Where the API server asks whether a store or a copy is right. */
export const EXTERNAL_SECRETS_WEBHOOK = Port.tcp(10250);

export interface ExternalSecretsProps extends PlatformAddOnProps {
  readonly namespace: INamespace;

  /**
   * Where its pods find the secret store, in place of what DNS says.
   * @default - none
   */
  readonly hostAliases?: readonly HostAlias[];
}

/** Brings secrets from the environment's secret store into vendors' namespaces, and keeps them as new as they are there. */
export class ExternalSecrets extends AddOn {
  constructor(scope: Construct, id: string, props: ExternalSecretsProps) {
    const { namespace, imageRegistry, availabilityZones, hostAliases = [] } = props;
    const part = (name: string): ChartValues => ({
      replicaCount: 2,
      podDisruptionBudget: { enabled: true, minAvailable: 1 },
      priorityClassName: PLATFORM_PRIORITY,
      resources: { requests: { cpu: "20m", memory: "64Mi" }, limits: { memory: "256Mi" } },
      topologySpreadConstraints: topologySpread(
        { "app.kubernetes.io/name": name, "app.kubernetes.io/instance": EXTERNAL_SECRETS },
        availabilityZones,
      ),
      ...(imageRegistry !== undefined && {
        image: { repository: `${imageRegistry}/external-secrets/external-secrets` },
      }),
    });
    super(scope, id, {
      chart: ReleasedChart.fromFacts("external-secrets"),
      name: EXTERNAL_SECRETS,
      namespace,
      values: {
        ...part("external-secrets"),
        webhook: { ...part("external-secrets-webhook"), port: EXTERNAL_SECRETS_WEBHOOK.from },
        certController: part("external-secrets-cert-controller"),
        leaderElect: true,
        ...hostAliasValues(hostAliases),
        // One vendor must never write into another's namespace, nor into the store.
        processClusterExternalSecret: false,
        processClusterPushSecret: false,
        processPushSecret: false,
        rbac: { serviceAccountTokenCreate: true },
      },
      ...releaseProps(props),
    });
  }
}

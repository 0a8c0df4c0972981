import type { Construct } from "constructs";
import { Port } from "../../environment/values";
import { AddOn } from "../kubernetes/add-on";
import { ReleasedChart } from "../kubernetes/chart";
import type { INamespace } from "../kubernetes/namespace";
import { topologySpread } from "../kubernetes/topology-spread";
import type { HostAlias } from "../services";
import { hostAliasValues } from "./host-aliases";
import { releaseProps, type PlatformAddOnProps } from "./platform-add-on-props";
import { PLATFORM_PRIORITY } from "./priority-classes";

/** What other add-ons call it when they need it; the name of its Service, too. */
export const HEADLAMP = "headlamp";

/** Port of its Service. */
export const HEADLAMP_PORT = 80;

/** Port of its pods, which its image has built in. */
export const HEADLAMP_POD_PORT = Port.tcp(4466);

export interface HeadlampProps extends PlatformAddOnProps {
  readonly namespace: INamespace;
  /** URL at which people open it, such as `https://console.medical-chutian.health.example:9443`. */
  readonly url: string;
  /** URL of the identity provider: the one that the API server trusts. */
  readonly issuer: string;
  /** The client that people's tokens are issued to: the one that the API server takes tokens of. */
  readonly client: string;
  readonly scopes: readonly string[];

  /**
   * Where its pods find the identity provider, in place of what DNS says.
   * @default - none
   */
  readonly hostAliases?: readonly HostAlias[];
}

/**
 * The page from which applications are managed. It has no rights of its own: each request carries the token of the person who
 * signed in, and the API server decides what that person sees. The client is a public one with PKCE, so there is no secret.
 */
export class Headlamp extends AddOn {
  constructor(scope: Construct, id: string, props: HeadlampProps) {
    const { namespace, imageRegistry, availabilityZones, url, issuer, client, scopes, hostAliases = [] } = props;
    super(scope, id, {
      chart: ReleasedChart.fromFacts("headlamp"),
      name: HEADLAMP,
      namespace,
      values: {
        replicaCount: 2,
        podDisruptionBudget: { enabled: true, minAvailable: 1 },
        topologySpreadConstraints: topologySpread(
          { "app.kubernetes.io/name": HEADLAMP, "app.kubernetes.io/instance": HEADLAMP },
          availabilityZones,
        ),
        priorityClassName: PLATFORM_PRIORITY,
        resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "512Mi" } },
        service: { type: "ClusterIP", port: HEADLAMP_PORT },
        clusterRoleBinding: { create: false },
        config: {
          inCluster: true,
          enableHelm: false,
          oidc: {
            secret: { create: false },
            clientID: client,
            issuerURL: issuer,
            scopes: scopes.join(","),
            callbackURL: `${url}/oidc-callback`,
            usePKCE: true,
          },
        },
        podSecurityContext: { seccompProfile: { type: "RuntimeDefault" } },
        securityContext: {
          runAsNonRoot: true,
          privileged: false,
          allowPrivilegeEscalation: false,
          capabilities: { drop: ["ALL"] },
          runAsUser: 100,
          runAsGroup: 101,
        },
        ...hostAliasValues(hostAliases),
        ...(imageRegistry !== undefined && { image: { registry: imageRegistry } }),
      },
      ...releaseProps(props),
    });
  }
}

import { ConfigMapV1 } from "@cdktf/provider-kubernetes/lib/config-map-v1";
import type { Construct } from "constructs";
import type { DashboardsSpecification } from "../../../environment/schema/monitoring";
import { AddOn } from "../../kubernetes/add-on";
import { ReleasedChart } from "../../kubernetes/chart";
import type { ChartValues } from "../../kubernetes/chart-values";
import type { INamespace } from "../../kubernetes/namespace";
import { topologySpread } from "../../kubernetes/topology-spread";
import { hostAliasValues } from "../../platform/host-aliases";
import { releaseProps, type PlatformAddOnProps } from "../../platform/platform-add-on-props";
import type { HostAlias } from "../../services";
import { terraformLiteral } from "../../services/terraform-literal";
import { PROMETHEUS_STACK } from "../addresses";
import { dataSources } from "./data-sources";

/** What other add-ons call it when they need it; the name of its Service, too. */
export const GRAFANA = "grafana";

/** Port of its Service. */
export const GRAFANA_PORT = 80;

/** Secret beside it with the secret of its client at the identity provider, at key `client-secret`. */
export const SIGN_IN_SECRET = "grafana-sign-in";

export interface GrafanaProps extends PlatformAddOnProps {
  readonly namespace: INamespace;
  /** URL at which people open it, such as `https://grafana.medical-chutian.health.example:9443`. */
  readonly url: string;
  /** URL of the identity provider. */
  readonly issuer: string;
  readonly signIn: DashboardsSpecification;
  /** Groups of the identity provider that see everything; nobody else sees anything. */
  readonly groups: readonly string[];
  /** Dashboards as Grafana reads them, by file name. */
  readonly dashboards: Readonly<Record<string, string>>;
  /** Whether the cluster keeps logs. */
  readonly logs: boolean;

  /**
   * Where its pods find the identity provider, in place of what DNS says.
   * @default - none
   */
  readonly hostAliases?: readonly HostAlias[];
}

const DASHBOARDS = "dashboards";
const DASHBOARDS_FOLDER = "/var/lib/grafana/dashboards";
const SIGN_IN_FOLDER = "/etc/secrets/sign-in";

/**
 * The page on which people look at series and logs. It keeps nothing: data sources and dashboards come from the code, so its
 * replicas are alike, and nobody changes one by hand. People sign in with the identity provider; there is no password.
 */
export class Grafana extends AddOn {
  constructor(scope: Construct, id: string, props: GrafanaProps) {
    const { namespace, availabilityZones, imageRegistry, hostAliases = [], dependsOn = [] } = props;
    const dashboards = new ConfigMapV1(scope, `${id}-dashboards`, {
      metadata: { name: DASHBOARDS, namespace: namespace.namespaceReference },
      data: Object.fromEntries(Object.entries(props.dashboards).map(([file, text]) => [file, terraformLiteral(text)])),
    });
    super(scope, id, {
      chart: ReleasedChart.fromFacts("grafana"),
      name: GRAFANA,
      namespace,
      needs: [PROMETHEUS_STACK],
      // A settings file of Grafana's own, of which the chart knows a few entries.
      openValues: ["grafana.ini"],
      values: {
        ...(imageRegistry !== undefined && { global: { imageRegistry } }),
        replicas: 2,
        podDisruptionBudget: { minAvailable: 1 },
        topologySpreadConstraints: topologySpread({ "app.kubernetes.io/name": GRAFANA }, availabilityZones),
        resources: { requests: { cpu: "50m", memory: "192Mi" }, limits: { memory: "512Mi" } },
        service: { type: "ClusterIP", port: GRAFANA_PORT },
        rbac: { create: false },
        testFramework: { enabled: false },
        "grafana.ini": settings(props),
        extraSecretMounts: [
          {
            name: "sign-in",
            secretName: SIGN_IN_SECRET,
            mountPath: SIGN_IN_FOLDER,
            readOnly: true,
            defaultMode: 0o440,
          },
        ],
        datasources: { "datasources.yaml": dataSources(props.logs) },
        dashboardProviders: { "dashboardproviders.yaml": provider() },
        dashboardsConfigMaps: { [DASHBOARDS]: DASHBOARDS },
        serviceMonitor: { enabled: true },
        ...hostAliasValues(hostAliases),
      },
      ...releaseProps({ ...props, dependsOn: [...dependsOn, dashboards] }),
    });
  }
}

function settings({ url, issuer, signIn, groups }: GrafanaProps): ChartValues {
  const { clientId, scopes, authorizationPath, tokenPath, userInfoPath } = signIn;
  return {
    server: { root_url: url },
    analytics: { reporting_enabled: false, check_for_updates: false, check_for_plugin_updates: false },
    // Medical has no way to the shop from which it would take them.
    plugins: { preinstall_disabled: true, plugin_admin_enabled: false },
    security: { disable_initial_admin_creation: true, cookie_secure: true, disable_gravatar: true },
    users: { allow_sign_up: false, viewers_can_edit: false },
    auth: { disable_login_form: true, oauth_auto_login: true },
    "auth.basic": { enabled: false },
    "auth.generic_oauth": {
      enabled: true,
      name: "sign in",
      client_id: clientId,
      client_secret: `$__file{${SIGN_IN_FOLDER}/client-secret}`,
      scopes: scopes.join(" "),
      auth_url: issuer + authorizationPath,
      token_url: issuer + tokenPath,
      api_url: issuer + userInfoPath,
      use_pkce: true,
      use_refresh_token: true,
      allow_sign_up: true,
      // Explore, for questions that no dashboard asks, is an editor's; what editors save is gone with the pod.
      role_attribute_path: `(${groups.map((group) => `contains(groups[*], '${group.replaceAll("'", "\\'")}')`).join(" || ")}) && 'Editor'`,
      // Who is in none of the groups gets no role, and so does not get in.
      role_attribute_strict: true,
      allow_assign_grafana_admin: false,
    },
  };
}

function provider(): ChartValues {
  return {
    apiVersion: 1,
    providers: [
      {
        name: DASHBOARDS,
        type: "file",
        disableDeletion: true,
        allowUiUpdates: false,
        options: { path: `${DASHBOARDS_FOLDER}/${DASHBOARDS}` },
      },
    ],
  };
}

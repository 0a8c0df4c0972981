import { z } from "zod";
import { valuesTextOf } from "../../constructs/kubernetes/cluster";
import { resourcesOf } from "../../constructs/services/synthesized";
import { platformStack, specOf as platformSpecOf } from "../platform/support";
import { monitoringStack, specOf } from "./support";

const settings = {
  console: {},
  monitoring: {
    acrossClouds: false,
    dashboards: { authorizationPath: "/auth", tokenPath: "/token", userInfoPath: "/userinfo" },
  },
};

function valuesIn(stack: ReturnType<typeof monitoringStack>): unknown {
  const text = valuesTextOf(stack, "grafana").replaceAll(/\$\{jsonencode\(([^)]*)\)\}/g, (_, reference: string) =>
    JSON.stringify(reference),
  );
  return JSON.parse(text.replaceAll("$${", "${"));
}

const releases = (stack: ReturnType<typeof monitoringStack>) =>
  resourcesOf(stack, "helm_release").map(({ block }) => block.name);

describe("the page for dashboards of a cluster", () => {
  it("is left out where the environment asks for none, or has no console beside it", () => {
    expect(releases(monitoringStack())).not.toContain("grafana");
    expect(releases(monitoringStack({ settings: { ...settings, console: undefined } }))).not.toContain("grafana");
  });

  it("signs people in with the identity provider alone, by a secret that it reads from a file", () => {
    expect(valuesIn(monitoringStack({ settings }))).toMatchObject({
      "grafana.ini": {
        server: { root_url: "https://grafana.medical-chutian.dev.health.example:9443" },
        security: { disable_initial_admin_creation: true },
        auth: { disable_login_form: true },
        "auth.basic": { enabled: false },
        "auth.generic_oauth": {
          enabled: true,
          client_id: "grafana",
          client_secret: "$__file{/etc/secrets/sign-in/client-secret}",
          auth_url: "https://login.health.example/auth",
          token_url: "https://login.health.example/token",
          api_url: "https://login.health.example/userinfo",
          use_pkce: true,
          role_attribute_path:
            "(contains(groups[*], 'dev-system-administrators') || contains(groups[*], 'dev-audit-administrators') || contains(groups[*], 'dev-security-administrators')) && 'Editor'",
          role_attribute_strict: true,
        },
      },
      extraSecretMounts: [{ secretName: "grafana-sign-in" }],
    });
  });

  it("is reached by the listener of operators alone, under a name of the gateway's certificate", () => {
    expect(specOf(monitoringStack({ settings }), "grafana-route", "HTTPRoute", "grafana")).toMatchObject({
      parentRefs: [{ name: "cluster", sectionName: "operators" }],
      hostnames: ["grafana.medical-chutian.dev.health.example"],
      rules: [{ backendRefs: [{ name: "grafana", port: 80 }] }],
    });
    expect(
      platformSpecOf(platformStack({ settings }), "cluster-gateway", "Certificate", "gateway-certificate"),
    ).toMatchObject({
      dnsNames: ["console.medical-chutian.dev.health.example", "grafana.medical-chutian.dev.health.example"],
    });
  });

  it("has its dashboards from the code, as files that nobody changes", () => {
    const stack = monitoringStack({ settings });
    const [files] = resourcesOf(stack, "kubernetes_config_map_v1");
    const data = z.record(z.string(), z.string()).parse(files?.block.data);
    expect(Object.keys(data).sort()).toEqual([
      "cluster.json",
      "network.json",
      "platform.json",
      "service.json",
      "site.json",
    ]);
    expect(valuesIn(stack)).toMatchObject({
      dashboardsConfigMaps: { dashboards: "dashboards" },
      dashboardProviders: { "dashboardproviders.yaml": { providers: [{ allowUiUpdates: false }] } },
    });
  });

  it("asks Prometheus and Alertmanager, and Loki where the cluster keeps logs", () => {
    const sources = (clusters: Record<string, unknown>) =>
      z
        .looseObject({
          datasources: z.object({
            "datasources.yaml": z.object({ datasources: z.array(z.looseObject({ uid: z.string(), url: z.string() })) }),
          }),
        })
        .parse(valuesIn(monitoringStack({ settings, clusters })))
        .datasources["datasources.yaml"].datasources.map(({ uid, url }) => `${uid} ${url}`);
    expect(sources({})).toEqual([
      "prometheus http://kube-prometheus-stack-prometheus:9090",
      "alertmanager http://kube-prometheus-stack-alertmanager:9093",
      "loki http://loki:3100",
    ]);
    expect(sources({ logs: undefined })).not.toContain("loki http://loki:3100");
  });
});

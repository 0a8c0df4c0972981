import { z } from "zod";
import { valuesTextOf } from "../../constructs/kubernetes/cluster";
import { resourcesOf } from "../../constructs/services/synthesized";
import { platformStack, specOf as platformSpecOf } from "../platform/support";
import { monitoringStack, specOf } from "./support";

function valuesIn(stack: ReturnType<typeof monitoringStack>): unknown {
  const text = valuesTextOf(stack, "kube-prometheus-stack");
  return JSON.parse(text.replace(/\$\{jsonencode\(([^)]*)\)\}/g, (_, reference: string) => JSON.stringify(reference)));
}

const releases = (stack: ReturnType<typeof monitoringStack>) =>
  resourcesOf(stack, "helm_release").map(({ block }) => block.name);

/** A platform that hears the other cloud. */
const listening = { settings: { monitoring: {} } };

describe("alarms across the clouds", () => {
  it("are told to the own Alertmanager, and to the same zone's in the other cloud by its gateway", () => {
    expect(valuesIn(monitoringStack())).toMatchObject({
      prometheus: {
        prometheusSpec: {
          additionalAlertManagerConfigs: [
            {
              scheme: "https",
              static_configs: [{ targets: ["10.40.0.21:11443"] }],
              tls_config: { server_name: "alarms.medical-tianyi.dev.health.example" },
            },
          ],
        },
      },
    });
    expect(
      platformSpecOf(platformStack(listening, "tianyi"), "cluster-gateway", "Certificate", "gateway-certificate"),
    ).toEqual(expect.objectContaining({ dnsNames: ["alarms.medical-tianyi.dev.health.example"] }));
  });

  it("enter by a listener of their own, which takes alerts and answers no question", () => {
    expect(specOf(monitoringStack(), "peers", "HTTPRoute", "peers")).toEqual({
      parentRefs: [{ name: "cluster", namespace: "envoy-gateway-system", sectionName: "peers" }],
      rules: [
        {
          matches: [{ method: "POST", path: { type: "Exact", value: "/api/v2/alerts" } }],
          backendRefs: [{ name: "kube-prometheus-stack-alertmanager", port: 9093 }],
        },
      ],
    });
    const gateway = z
      .object({ listeners: z.array(z.looseObject({ name: z.string(), port: z.number() })) })
      .parse(platformSpecOf(platformStack(listening), "cluster-gateway", "Gateway", "cluster"));
    expect(gateway.listeners.find(({ name }) => name === "peers")).toMatchObject({
      port: 11443,
      allowedRoutes: {
        namespaces: {
          selector: {
            matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "In", values: ["monitoring"] }],
          },
        },
      },
    });
  });

  it("are kept quiet in the other cloud as long as the own Alertmanager serves", () => {
    const { route, inhibit_rules: rules } = z
      .looseObject({
        alertmanager: z.looseObject({
          config: z.looseObject({
            route: z.looseObject({ routes: z.array(z.unknown()) }),
            inhibit_rules: z.array(z.unknown()),
          }),
        }),
      })
      .parse(valuesIn(monitoringStack())).alertmanager.config;
    expect(route.routes).toContainEqual({ receiver: "nobody", matchers: ['alertname="AlertmanagerServes"'] });
    expect(rules).toContainEqual({
      source_matchers: ['alertname="AlertmanagerServes"', 'cluster="medical-tianyi"'],
      target_matchers: ['alertname!="AlertmanagerServes"', 'cluster="medical-tianyi"'],
    });
    // Its own alerts are not among them.
    expect(valuesTextOf(monitoringStack(), "kube-prometheus-stack")).not.toContain(
      String.raw`cluster=\"medical-chutian\"`,
    );
  });

  it("are missed when the heartbeat of the other cloud does not arrive", () => {
    expect(specOf(monitoringStack(), "peers", "ScrapeConfig", "heartbeats")).toMatchObject({
      staticConfigs: [
        {
          targets: [
            "http://kube-prometheus-stack-alertmanager.monitoring.svc:9093/api/v2/alerts?filter=alertname%3D%22Watchdog%22&filter=cluster%3D%22medical-tianyi%22",
          ],
          labels: { probe: "heartbeat", module: "heartbeat", watched_cluster: "medical-tianyi" },
        },
      ],
    });
  });

  it("stay at home where no link carries the zone, or the environment says so", () => {
    expect(releases(monitoringStack({}, "chutian", "internet"))).not.toContain("peers");
    const alone = monitoringStack({ settings: { monitoring: { acrossClouds: false } } });
    expect(releases(alone)).not.toContain("peers");
    expect(valuesIn(alone)).toMatchObject({ prometheus: { prometheusSpec: { additionalAlertManagerConfigs: [] } } });
  });

  it("trust the authority that the environment names, and look at no certificate that they cannot check", () => {
    const trusted = { settings: { servicesCertificateAuthority: "-----BEGIN CERTIFICATE-----\nservices" } };
    const config = (stack: ReturnType<typeof monitoringStack>) =>
      z
        .looseObject({
          prometheus: z.looseObject({
            prometheusSpec: z.looseObject({
              additionalAlertManagerConfigs: z.array(z.looseObject({ tls_config: z.record(z.string(), z.unknown()) })),
            }),
          }),
        })
        .parse(valuesIn(stack))
        .prometheus.prometheusSpec.additionalAlertManagerConfigs.map(({ tls_config }) => tls_config);
    expect(config(monitoringStack(trusted))).toEqual([
      { server_name: "alarms.medical-tianyi.dev.health.example", ca: "-----BEGIN CERTIFICATE-----\nservices" },
    ]);
    expect(config(monitoringStack())).toEqual([
      { server_name: "alarms.medical-tianyi.dev.health.example", insecure_skip_verify: true },
    ]);
  });
});

import { releaseOf, valuesTextOf } from "../../constructs/kubernetes/cluster";
import { resourcesOf } from "../../constructs/services/synthesized";
import { monitoringStack } from "./support";

const logs = {
  logs: { endpoint: "object-store-tianyi", bucket: "logs-medical", region: "hubei-1" },
};

/** The values of a release; references in them as their text. */
function valuesIn(stack: ReturnType<typeof monitoringStack>, release: string): unknown {
  const text = valuesTextOf(stack, release);
  return JSON.parse(text.replace(/\$\{jsonencode\(([^)]*)\)\}/g, (_, reference: string) => JSON.stringify(reference)));
}

describe("the logs of a cluster", () => {
  it("are left on the nodes where the cluster names no bucket", () => {
    const stack = monitoringStack({ clusters: { logs: undefined } });
    const releases = resourcesOf(stack, "helm_release").map(({ block }) => block.name);
    expect(releases).not.toContain("loki");
    expect(releases).not.toContain("alloy");
  });

  it("are kept for 180 days in the cluster's bucket, by keys that stand in a Secret alone", () => {
    const stack = monitoringStack({ clusters: logs });
    expect(valuesIn(stack, "loki")).toMatchObject({
      deploymentMode: "Monolithic",
      loki: {
        storage: {
          type: "s3",
          bucketNames: { chunks: "logs-medical" },
          s3: { endpoint: "https://hubei-1.zos.tianyi.example", region: "hubei-1", s3ForcePathStyle: true },
        },
        compactor: { retention_enabled: true },
        structuredConfig: { limits_config: { retention_period: "4320h" } },
      },
      singleBinary: { extraEnvFrom: [{ secretRef: { name: "log-store" } }] },
    });
    expect(valuesTextOf(stack, "loki")).not.toMatch(/secretAccessKey|accessKeyId/);
  });

  it("survive the loss of one of three replicas, and need one alone in development", () => {
    const replicas = (stage: string) => valuesIn(monitoringStack({ clusters: logs, settings: { stage } }), "loki");
    expect(replicas("production")).toMatchObject({
      loki: { commonConfig: { replication_factor: 3 } },
      singleBinary: { replicas: 3, podDisruptionBudget: { enabled: true } },
    });
    expect(replicas("development")).toMatchObject({
      loki: { commonConfig: { replication_factor: 1 } },
      singleBinary: { replicas: 1 },
    });
  });

  it("find a store behind the exchange by its own name", () => {
    expect(valuesTextOf(monitoringStack({ clusters: logs }), "loki")).toMatch(
      /"hostnames": \[\s+"hubei-1\.zos\.tianyi\.example"\s+\],\s+"ip": \$\{jsonencode\(/,
    );
    expect(valuesTextOf(monitoringStack({ clusters: logs }, "chutian", "internet"), "loki")).not.toContain("hostnames");
  });

  it("come from every node, those of servers too, by a collector that may read files and list pods", () => {
    const stack = monitoringStack({ clusters: logs });
    expect(valuesIn(stack, "alloy")).toMatchObject({
      controller: { type: "daemonset", tolerations: [{ operator: "Exists" }] },
      rbac: { rules: [{ resources: ["pods", "namespaces"], verbs: ["get", "list", "watch"] }], clusterRules: [] },
      alloy: { securityContext: { capabilities: { drop: ["ALL"] }, readOnlyRootFilesystem: true } },
    });
    expect(releaseOf(stack, "alloy").depends_on).toEqual(["helm_release.prometheus", "helm_release.loki"]);
  });

  it("say whose they are", () => {
    const text = valuesTextOf(monitoringStack({ clusters: logs }), "alloy");
    for (const part of [
      String.raw`cluster = \"medical-chutian\"`,
      String.raw`regex = \"(vendor-01)\"\n    target_label = \"vendor\"`,
      String.raw`__path__ = \"/var/lib/rancher/rke2/server/logs/audit.log\"`,
      String.raw`loki.source.journal \"journal\"`,
    ]) {
      expect(text).toContain(part);
    }
  });
});

import { Testing } from "cdktf";
import { z } from "zod";
import { MonitoringStack } from "../../../src/stacks/monitoring-stack";
import { valuesTextOf } from "../../constructs/kubernetes/cluster";
import { sampleEnvironment, sampleService, type RawService } from "../../constructs/services/sample-environment";

const access = {
  host: "https://10.24.0.20:6443",
  clusterCaCertificate: "authority",
  clientCertificate: "certificate",
  clientKey: "key",
};

/** How the environment of a tested monitoring stack differs from `dev`. */
export interface MonitoringChanges {
  readonly services?: RawService[];
  /** Keys of the environment file. */
  readonly settings?: Record<string, unknown>;
  /** Keys of every cluster. */
  readonly clusters?: Record<string, unknown>;
}

const list = z.array(z.custom<Record<string, unknown>>((value) => typeof value === "object" && value !== null));

/** The monitoring stack of a cluster. */
export function monitoringStack(
  changes: MonitoringChanges = {},
  cloud = "chutian",
  zone: "medical" | "internet" = "medical",
): MonitoringStack {
  const { services = [sampleService("card", { zone })], settings = {}, clusters = {} } = changes;
  const environment = sampleEnvironment((raw) => {
    Object.assign(raw, { services }, settings);
    for (const cluster of list.parse(raw.clusters)) Object.assign(cluster, clusters);
  });
  const cluster = environment.clusterIn(cloud, zone);
  if (!cluster) throw new Error(`no cluster of ${zone} in ${cloud}`);
  return new MonitoringStack(Testing.app(), "monitoring", { environment, cluster, access });
}

const release = z.object({
  manifests: z.array(
    z.looseObject({ kind: z.string(), metadata: z.looseObject({ name: z.string() }), spec: z.unknown() }),
  ),
});

/** The objects of a release of the chart of manifests. */
export function manifestsOf(stack: MonitoringStack, name: string) {
  return release.parse(JSON.parse(valuesTextOf(stack, name))).manifests;
}

/** What one of these objects asks for. */
export function specOf(stack: MonitoringStack, releaseName: string, kind: string, name: string): unknown {
  return manifestsOf(stack, releaseName).find((one) => one.kind === kind && one.metadata.name === name)?.spec;
}

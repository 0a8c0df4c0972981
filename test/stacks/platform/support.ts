import { Testing } from "cdktf";
import { z } from "zod";
import type { KeyPair } from "../../../src/constructs/pki/certificate-authority";
import { PlatformStack } from "../../../src/stacks/platform-stack";
import { valuesTextOf } from "../../constructs/kubernetes/cluster";
import { sampleEnvironment, sampleService, type RawService } from "../../constructs/services/sample-environment";

const access = {
  host: "https://10.24.0.20:6443",
  clusterCaCertificate: "authority",
  clientCertificate: "certificate",
  clientKey: "key",
};

/** How the environment of a tested platform stack differs from `dev`. */
export interface PlatformChanges {
  readonly services?: RawService[];
  readonly version?: string;
  /** Keys of the environment file. */
  readonly settings?: Record<string, unknown>;
  /** Keys of every cluster. */
  readonly clusters?: Record<string, unknown>;
  /** What the cluster issues certificates with. */
  readonly issuer?: KeyPair;
  /** Further external endpoints. */
  readonly endpoints?: readonly Record<string, unknown>[];
}

/** The platform stack of the medical cluster in a cloud; nothing is optional but what the changes ask for. */
export function platformStack(
  changes: PlatformChanges = {},
  cloud = "chutian",
  zone: "medical" | "internet" = "medical",
) {
  const { services = [sampleService("card")], version, settings = {}, clusters = {}, endpoints = [], issuer } = changes;
  const environment = sampleEnvironment((raw) => {
    Object.assign(raw, { services, secretStore: undefined, monitoring: { acrossClouds: false } }, settings);
    for (const cluster of list.parse(raw.clusters)) Object.assign(cluster, clusters);
    raw.externalEndpoints = [...list.parse(raw.externalEndpoints), ...endpoints];
  });
  const cluster = environment.clusterIn(cloud, zone);
  if (cluster?.kind !== "rke2") throw new Error(`no rke2 cluster in ${cloud}`);
  return new PlatformStack(Testing.app(), "platform", {
    environment,
    cluster: version === undefined ? cluster : { ...cluster, version },
    access,
    ...(issuer && { issuer }),
  });
}

const list = z.array(z.custom<Record<string, unknown>>((value) => typeof value === "object" && value !== null));

const release = z.object({
  manifests: z.array(z.looseObject({ kind: z.string(), metadata: z.looseObject({ name: z.string() }) })),
});

/** The objects of a release of the chart of manifests. */
export function manifestsOf(stack: PlatformStack, name: string) {
  return release.parse(JSON.parse(valuesTextOf(stack, name))).manifests;
}

/** What one of these objects asks for. */
export function specOf(stack: PlatformStack, releaseName: string, kind: string, name: string): unknown {
  return manifestsOf(stack, releaseName).find(
    (candidate) => candidate.kind === kind && candidate.metadata.name === name,
  )?.spec;
}

import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { Environment } from "../../../src/environment/environment";
import { environmentSchema } from "../../../src/environment/schema/environment";

/** A service as YAML has it. */
const rawService = z.looseObject({ id: z.string() });
export type RawService = z.output<typeof rawService>;

const rawEnvironment = z.looseObject({ vendors: z.array(z.unknown()), services: z.array(rawService) });
type RawEnvironment = z.output<typeof rawEnvironment>;

/** The clouds, zones and clusters of `dev`, with vendors and services of the test's own. */
export function sampleEnvironment(change: (raw: RawEnvironment) => void): Environment {
  const raw = rawEnvironment.parse(parse(readFileSync("environments/dev.yaml", "utf8")));
  raw.vendors = [sampleVendor("vendor-01"), sampleVendor("vendor-02")];
  raw.services = [];
  change(raw);
  return new Environment({
    specification: environmentSchema.parse(raw),
    sites: [],
    placeOf: () => ({ file: "environments/dev.yaml", line: 1, column: 1 }),
  });
}

export function sampleVendor(id: string) {
  return {
    id,
    title: `Vendor ${id}`,
    owner: `operations@${id}.example`,
    group: id,
    quota: { cpu: "6", memory: "12Gi", pods: 40 },
  };
}

/** A service of `vendor-01` in both clouds of the medical zone, changed as the test needs it. */
export function sampleService(id: string, changes: Record<string, unknown> = {}): RawService {
  return {
    id,
    title: `Service ${id}`,
    vendor: "vendor-01",
    owner: `${id}@vendor-01.example`,
    zone: "medical",
    dataClass: "personal-health",
    image: `registry.health.example/vendor-01/${id}@sha256:${"0".repeat(64)}`,
    ports: [{ name: "http", port: 8080 }],
    replicas: 4,
    share: { chutian: 50, tianyi: 50 },
    requests: { cpu: "100m", memory: "256Mi" },
    limits: { cpu: "500m", memory: "512Mi" },
    probes: { readiness: { path: "/ready", port: "http" }, liveness: { port: "http" } },
    ...changes,
  };
}

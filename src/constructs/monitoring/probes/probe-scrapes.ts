import type { Construct } from "constructs";
import { SERVICE_PROBE_SECONDS } from "../../../environment/probe-intervals";
import { Manifests, type Manifest } from "../../kubernetes/manifests";
import type { INamespace } from "../../kubernetes/namespace";
import { MANAGED_BY_TERRAFORM } from "../../services/labels";
import { PROMETHEUS_STACK } from "../addresses";
import { BLACKBOX_EXPORTER } from "./exporter-name";
import { HOST_NAME, MODULE, probeRelabelings } from "./probe-relabelings";
import type { ProbeKind, ProbeTarget } from "./probe-targets";

export interface ProbeScrapesProps {
  /** Where Prometheus and the exporter stand. */
  readonly namespace: INamespace;
  readonly targets: Readonly<Record<ProbeKind, readonly ProbeTarget[]>>;
}

/** How often each kind is asked: what serves people more often than what is far away. */
const INTERVALS: Readonly<Record<ProbeKind, string>> = {
  portal: "15s",
  service: `${SERVICE_PROBE_SECONDS}s`,
  "load-balancer": "15s",
  link: "15s",
  site: "60s",
};

/**
 * Has Prometheus ask the exporter about each target: one scrape configuration for each kind of probe. A custom resource
 * `Probe` has one set of labels, so 247 sites would be as many of them.
 */
export class ProbeScrapes extends Manifests {
  constructor(scope: Construct, id: string, { namespace, targets }: ProbeScrapesProps) {
    const kinds: readonly ProbeKind[] = ["portal", "service", "load-balancer", "link", "site"];
    super(scope, id, {
      namespace,
      needs: [PROMETHEUS_STACK, BLACKBOX_EXPORTER],
      manifests: kinds
        .filter((kind) => targets[kind].length > 0)
        .map((kind) => scrapeConfig(namespace.namespaceName, kind, targets[kind])),
    });
  }
}

function scrapeConfig(namespace: string, kind: ProbeKind, targets: readonly ProbeTarget[]): Manifest {
  return {
    apiVersion: "monitoring.coreos.com/v1alpha1",
    kind: "ScrapeConfig",
    metadata: { name: `probe-${kind}`, namespace, labels: { ...MANAGED_BY_TERRAFORM } },
    spec: {
      jobName: `probe-${kind}`,
      metricsPath: "/probe",
      scrapeInterval: INTERVALS[kind],
      scrapeTimeout: "10s",
      staticConfigs: targets.map(({ module, target, hostname, labels }) => ({
        targets: [target],
        labels: {
          probe: kind,
          [MODULE]: module,
          ...(hostname !== undefined && { [HOST_NAME]: hostname }),
          ...labels,
        },
      })),
      relabelings: probeRelabelings(namespace),
    },
  };
}

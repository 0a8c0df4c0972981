import type { Resource } from "../../../terraform/configuration";
import type { ValueRecord } from "../../../terraform/symbolic-value";
import { PROTOCOL_NUMBERS, ServiceSet } from "../../sets/service-set";
import { areKnownBlocks, blocksIn, numberOf, type Arguments } from "../model/arguments";
import { knownText } from "./label-selectors";
import { readLabels, type Labels } from "./namespaces";

/** What makes pods from a template. */
export interface Workload extends Labels {
  readonly name: string;
  readonly namespace: string;
  readonly origin: Resource;
  /** Container ports by name; `any` where they are not known. */
  readonly namedPorts: ReadonlyMap<string, ServiceSet> | "any";
  /** Whether its pods have the network of their node, where no policy counts. */
  readonly isOnHost: boolean;
}

/** Where a kind has its pods' template, and which labels its controller adds to them. */
interface WorkloadKind {
  readonly types: readonly string[];
  readonly template: (resource: TemplateHolder) => ValueRecord | undefined;
  readonly added: readonly string[];
}

type TemplateHolder = Readonly<Record<"metadata" | "spec", ValueRecord | undefined>>;

const inSpec = ({ spec }: TemplateHolder) => blocksIn(spec?.template)[0];

/** Of the labels that controllers add none is ever missing, and their values are known to the cluster alone. */
const KINDS: readonly WorkloadKind[] = [
  {
    types: ["kubernetes_deployment_v1", "kubernetes_deployment"],
    template: inSpec,
    added: ["pod-template-hash"],
  },
  {
    types: ["kubernetes_stateful_set_v1", "kubernetes_stateful_set"],
    template: inSpec,
    added: ["controller-revision-hash", "statefulset.kubernetes.io/pod-name", "apps.kubernetes.io/pod-index"],
  },
  {
    types: ["kubernetes_daemon_set_v1", "kubernetes_daemonset"],
    template: inSpec,
    added: ["controller-revision-hash", "pod-template-generation"],
  },
  {
    types: ["kubernetes_replication_controller_v1", "kubernetes_replication_controller"],
    template: inSpec,
    added: [],
  },
  {
    types: ["kubernetes_job_v1", "kubernetes_job"],
    template: inSpec,
    added: jobLabels(),
  },
  {
    types: ["kubernetes_cron_job_v1", "kubernetes_cron_job"],
    template: ({ spec }) => blocksIn(blocksIn(blocksIn(spec?.job_template)[0]?.spec)[0]?.template)[0],
    added: jobLabels(),
  },
  {
    types: ["kubernetes_pod_v1", "kubernetes_pod"],
    template: ({ metadata, spec }) => ({ metadata, spec }),
    added: [],
  },
];

/** The types that make pods. */
export const WORKLOAD_TYPES: readonly string[] = KINDS.flatMap(({ types }) => types);

function jobLabels(): string[] {
  return [
    "job-name",
    "controller-uid",
    "batch.kubernetes.io/job-name",
    "batch.kubernetes.io/controller-uid",
    "batch.kubernetes.io/job-completion-index",
  ];
}

/** The workloads of some stacks. One whose namespace or name is not known is reported and left out. */
export function readWorkloads(given: Arguments, stacks: ReadonlySet<string>): Workload[] {
  return KINDS.flatMap((kind) =>
    kind.types
      .flatMap((type) => given.configuration.ofType(type))
      .filter(({ stack }) => stacks.has(stack))
      .flatMap((origin) => readWorkload(given, origin, kind)),
  );
}

function readWorkload(given: Arguments, origin: Resource, { template: templateOf, added }: WorkloadKind): Workload[] {
  const [metadata] = given.blocks(origin, "metadata");
  const [spec] = given.blocks(origin, "spec");
  const namespace = knownText(metadata?.namespace ?? "default");
  const name = knownText(metadata?.name ?? metadata?.generate_name) ?? origin.name;
  const template = templateOf({ metadata, spec });
  if (namespace === undefined || !template) {
    given.report(origin, "its namespace or its pods' template is not known, so nothing is said about its pods");
    return [];
  }
  const [templateMetadata] = blocksIn(template.metadata);
  const [pod] = blocksIn(template.spec);
  return [
    {
      name,
      namespace,
      origin,
      ...readLabels(templateMetadata?.labels, added),
      namedPorts: pod ? namedPortsOf(pod) : "any",
      isOnHost: pod?.host_network === true || pod?.host_network === "true",
    },
  ];
}

/** A port's name is unique in a pod, whichever of its containers has it. */
function namedPortsOf(pod: ValueRecord): Workload["namedPorts"] {
  const ports = new Map<string, ServiceSet>();
  const written = [pod.container, pod.init_container];
  if (!written.every(areKnownBlocks)) return "any";
  for (const container of written.flatMap(blocksIn)) {
    if (!areKnownBlocks(container.port)) return "any";
    for (const { name, container_port: number, protocol } of blocksIn(container.port)) {
      if (name === undefined || name === "") continue;
      const [known, port] = [knownText(name), numberOf(number)];
      const transport = PROTOCOL_NUMBERS.get((knownText(protocol ?? "TCP") ?? "").toLowerCase());
      if (known === undefined || port === undefined || transport === undefined) return "any";
      ports.set(known, (ports.get(known) ?? ServiceSet.EMPTY).union(ServiceSet.ports(transport, port)));
    }
  }
  return ports;
}

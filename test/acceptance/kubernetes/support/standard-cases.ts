import { FAILURE_DOMAINS } from "../../../../src/constructs/kubernetes/topology-spread";
import { PLATFORM_KEYS } from "../../../../src/constructs/services/labels";
import type { KubernetesObject } from "../../../../src/terraform/kubernetes";
import {
  autoscaler,
  container,
  containerWithSecurity,
  cronJob,
  deployment,
  endingPodSpec,
  IMAGE,
  pod,
  podSpec,
  REGISTRY,
  service,
  SPREAD,
  template,
  workload,
  type Fields,
} from "./standard-samples";

/** Two objects that differ in what a rule is about alone. */
export interface StandardCase {
  readonly rule: string;
  readonly what: string;
  readonly admitted: KubernetesObject;
  readonly refused: KubernetesObject;
  /** What the refusal names. */
  readonly offenders: readonly string[];
}

const withContainer = (changed: Fields) => deployment(podSpec({ containers: [changed] }));
const withInitContainer = (changed: Fields) => deployment(podSpec({ initContainers: [changed] }));
const firstStep = { name: "first", readinessProbe: undefined, livenessProbe: undefined };
const tagged = `${REGISTRY}/vendor-01/sample:1.0`;
const foreign = IMAGE.replace(REGISTRY, "docker.example");

export const STANDARD_CASES: readonly StandardCase[] = [
  {
    rule: "probes",
    what: "a container without a liveness probe",
    admitted: withContainer(container()),
    refused: withContainer(container({ livenessProbe: undefined })),
    offenders: ["sample"],
  },
  {
    rule: "probes",
    what: "a pod that runs on without probes, while one that ends by itself needs none",
    admitted: pod(endingPodSpec()),
    refused: pod({ ...endingPodSpec(), restartPolicy: "Always" }),
    offenders: ["sample"],
  },
  {
    rule: "probes",
    what: "a container beside the others without probes, while one that goes before them needs none",
    admitted: withInitContainer(container(firstStep)),
    refused: withInitContainer(container({ ...firstStep, restartPolicy: "Always" })),
    offenders: ["first"],
  },
  {
    rule: "resources",
    what: "a container without a limit of memory",
    admitted: withContainer(container()),
    refused: withContainer(container({ resources: { requests: { cpu: "1", memory: "1Gi" }, limits: { cpu: "1" } } })),
    offenders: ["sample"],
  },
  {
    rule: "resources",
    what: "a first step that says nothing of what it needs",
    admitted: withInitContainer(container(firstStep)),
    refused: withInitContainer(container({ ...firstStep, resources: undefined })),
    offenders: ["first"],
  },
  {
    rule: "image-digest",
    what: "an image by its tag",
    admitted: withContainer(container()),
    refused: withContainer(container({ image: tagged })),
    offenders: [tagged],
  },
  {
    rule: "image-digest",
    what: "an image by its tag in a task of every night",
    admitted: cronJob(endingPodSpec()),
    refused: cronJob(endingPodSpec({ image: tagged })),
    offenders: [tagged],
  },
  {
    rule: "image-registry",
    what: "an image of another registry",
    admitted: withContainer(container({ image: IMAGE.replace(REGISTRY, `${REGISTRY}:5000`) })),
    refused: withContainer(container({ image: foreign })),
    offenders: [foreign],
  },
  {
    rule: "image-registry",
    what: "a registry whose name only starts like the environment's",
    admitted: withContainer(container()),
    refused: withContainer(container({ image: IMAGE.replace(REGISTRY, `${REGISTRY}.attacker.example`) })),
    offenders: [IMAGE.replace(REGISTRY, `${REGISTRY}.attacker.example`)],
  },
  {
    rule: "non-root",
    what: "a container that does not refuse to be root, while its pod may say so for all",
    admitted: deployment(
      podSpec({
        securityContext: { runAsNonRoot: true },
        containers: [containerWithSecurity({ runAsNonRoot: undefined })],
      }),
    ),
    refused: withContainer(containerWithSecurity({ runAsNonRoot: undefined })),
    offenders: ["sample"],
  },
  {
    rule: "non-root",
    what: "a container that is root by number",
    admitted: withContainer(containerWithSecurity({ runAsUser: 1000 })),
    refused: withContainer(containerWithSecurity({ runAsUser: 0 })),
    offenders: ["sample"],
  },
  {
    rule: "read-only-root",
    what: "a container that may write beside its volumes",
    admitted: withContainer(container()),
    refused: withContainer(containerWithSecurity({ readOnlyRootFilesystem: false })),
    offenders: ["sample"],
  },
  {
    rule: "read-only-root",
    what: "a single pod that may write beside its volumes",
    admitted: pod(endingPodSpec()),
    refused: pod(endingPodSpec(containerWithSecurity({ readOnlyRootFilesystem: undefined }))),
    offenders: ["sample"],
  },
  {
    rule: "owner-label",
    what: "pods of which nobody is the owner",
    admitted: workload("DaemonSet", template()),
    refused: workload("DaemonSet", template({ labels: { [PLATFORM_KEYS.owner]: "" } })),
    offenders: [PLATFORM_KEYS.owner],
  },
  {
    rule: "data-class-label",
    what: "a class of data that there is not",
    admitted: workload("StatefulSet", template()),
    refused: workload("StatefulSet", template({ labels: { [PLATFORM_KEYS.dataClass]: "secret" } })),
    offenders: [`${PLATFORM_KEYS.dataClass}=secret`],
  },
  {
    rule: "data-class-label",
    what: "pods that say nothing of their data",
    admitted: deployment(),
    refused: workload("Deployment", template({ labels: { [PLATFORM_KEYS.dataClass]: undefined } })),
    offenders: [`${PLATFORM_KEYS.dataClass}=`],
  },
  {
    rule: "host-path",
    what: "a folder of the node",
    admitted: deployment(podSpec({ volumes: [{ name: "logs", emptyDir: {} }] })),
    refused: deployment(podSpec({ volumes: [{ name: "logs", hostPath: { path: "/var/log" } }] })),
    offenders: ["logs"],
  },
  {
    rule: "host-network",
    what: "the node's network",
    admitted: deployment(podSpec({ hostNetwork: false })),
    refused: deployment(podSpec({ hostNetwork: true })),
    offenders: ["hostNetwork"],
  },
  {
    rule: "host-network",
    what: "a port of the node",
    admitted: withContainer(container({ ports: [{ containerPort: 8080 }] })),
    refused: withContainer(container({ ports: [{ containerPort: 8080, hostPort: 8080 }] })),
    offenders: ["hostPort of sample"],
  },
  {
    rule: "spread",
    what: "pods that may all stand in one availability zone",
    admitted: deployment(),
    refused: deployment(podSpec({ topologySpreadConstraints: SPREAD.slice(1) })),
    offenders: [FAILURE_DOMAINS.availabilityZone],
  },
  {
    rule: "spread",
    what: "a spread that counts dead nodes",
    admitted: deployment(),
    refused: deployment(
      podSpec({ topologySpreadConstraints: SPREAD.map((each) => ({ ...each, nodeTaintsPolicy: undefined })) }),
    ),
    offenders: Object.values(FAILURE_DOMAINS),
  },
  {
    rule: "replicas",
    what: "a single pod in production",
    admitted: deployment(),
    refused: workload("Deployment", template(), { replicas: 1 }),
    offenders: ["1"],
  },
  {
    rule: "replicas",
    what: "an autoscaler that may take all but one away",
    admitted: autoscaler(2),
    refused: autoscaler(1),
    offenders: ["1"],
  },
  {
    rule: "service-type",
    what: "a port of every node",
    admitted: service({ type: "ClusterIP" }),
    refused: service({ type: "NodePort" }),
    offenders: ["NodePort"],
  },
  {
    rule: "service-type",
    what: "a load balancer that Terraform does not know",
    admitted: service({}),
    refused: service({ type: "LoadBalancer" }),
    offenders: ["LoadBalancer"],
  },
  {
    rule: "service-type",
    what: "an address that nodes take packets for",
    admitted: service({}),
    refused: service({ externalIPs: ["192.0.2.1"] }),
    offenders: ["externalIPs 192.0.2.1"],
  },
];

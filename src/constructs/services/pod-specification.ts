import type {
  DeploymentV1SpecTemplateSpec,
  DeploymentV1SpecTemplateSpecContainer,
  DeploymentV1SpecTemplateSpecContainerLivenessProbe,
  DeploymentV1SpecTemplateSpecToleration,
  DeploymentV1SpecTemplateSpecTopologySpreadConstraint,
} from "@cdktf/provider-kubernetes/lib/deployment-v1";
import type { ProbeSpecification } from "../../environment/schema/services";
import { topologySpread } from "../kubernetes/topology-spread";
import { podSelector } from "./labels";
import type { ServiceProps } from "./service";
import { terraformLiteral } from "./terraform-literal";

/** Seconds for requests under way to end after a pod is told to stop. */
const TERMINATION_GRACE_SECONDS = 60;

/**
 * Seconds that a pod stays on a node that answers no more. Kubernetes' own 300 would use up more than the two minutes in
 * which a service must be back after the loss of a failure domain.
 */
const LOST_NODE_SECONDS = 30;

const TEMPORARY_FILES = { name: "temporary-files", mountPath: "/tmp", sizeLimit: "256Mi" };

/** A service's pods, as the Pod Security level `restricted` and the operating standard for vendors ask for them. */
export function podSpecification(props: ServiceProps, serviceAccount: string): DeploymentV1SpecTemplateSpec {
  return {
    serviceAccountName: serviceAccount,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    terminationGracePeriodSeconds: TERMINATION_GRACE_SECONDS,
    securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
    hostAliases: (props.hostAliases ?? []).map(({ address, host }) => ({ ip: address, hostnames: [host] })),
    container: [container(props)],
    toleration: ["not-ready", "unreachable"].map(lostNode),
    topologySpreadConstraint: spread(props),
    volume: [{ name: TEMPORARY_FILES.name, emptyDir: { sizeLimit: TEMPORARY_FILES.sizeLimit } }],
  };
}

function spread({ name, availabilityZones }: ServiceProps): DeploymentV1SpecTemplateSpecTopologySpreadConstraint[] {
  return topologySpread(podSelector(name), availabilityZones).map(
    ({ labelSelector, matchLabelKeys, ...constraint }) => ({
      ...constraint,
      matchLabelKeys: [...matchLabelKeys],
      labelSelector: [{ matchLabels: { ...labelSelector.matchLabels } }],
    }),
  );
}

function container(props: ServiceProps): DeploymentV1SpecTemplateSpecContainer {
  const { readiness, liveness, startup } = props.probes;
  return {
    name: props.name,
    image: props.image.toString(),
    imagePullPolicy: "IfNotPresent",
    port: props.ports.map(({ name, port }) => ({ name, containerPort: port, protocol: "TCP" })),
    env: Object.entries(props.environment ?? {})
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, value]) => ({ name, value: terraformLiteral(value) })),
    resources: { requests: quantities(props.requests), limits: quantities(props.limits) },
    readinessProbe: probe(readiness),
    livenessProbe: probe(liveness),
    ...(startup ? { startupProbe: probe(startup) } : {}),
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    },
    volumeMount: [{ name: TEMPORARY_FILES.name, mountPath: TEMPORARY_FILES.mountPath }],
  };
}

function quantities({ cpu, memory }: ServiceProps["requests"]): Record<string, string> {
  return { cpu: cpu.toString(), memory: memory.toString() };
}

function probe(specification: ProbeSpecification): DeploymentV1SpecTemplateSpecContainerLivenessProbe {
  const { path, port, periodSeconds, failureThreshold, initialDelaySeconds } = specification;
  return {
    periodSeconds,
    failureThreshold,
    initialDelaySeconds,
    ...(path === undefined ? { tcpSocket: [{ port }] } : { httpGet: { path: terraformLiteral(path), port } }),
  };
}

function lostNode(condition: string): DeploymentV1SpecTemplateSpecToleration {
  return {
    key: `node.kubernetes.io/${condition}`,
    operator: "Exists",
    effect: "NoExecute",
    tolerationSeconds: String(LOST_NODE_SECONDS),
  };
}

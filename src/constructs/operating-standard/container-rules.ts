import { POD_CARRIERS, POD_CARRIERS_AND_EPHEMERAL_CONTAINERS } from "./matched-resources";
import { celText, celTexts, type OperatingRule } from "./operating-rule";

/** What each container says of itself. */
export const CONTAINER_RULES: readonly OperatingRule[] = [
  {
    name: "probes",
    resources: POD_CARRIERS,
    offenders:
      "variables.longRunningContainers.filter(c, !has(c.readinessProbe) || !has(c.livenessProbe)).map(c, c.name)",
    fault: "containers without a readiness and a liveness probe",
    remedy:
      "Give each both: traffic goes only to pods that say they are ready, and a container that hangs is started again",
  },
  {
    name: "resources",
    resources: POD_CARRIERS,
    offenders: `variables.containers.filter(c, !${celTexts(["requests", "limits"])}.all(part, ${celTexts(["cpu", "memory"])}.all(amount, c.?resources[?part][?amount].hasValue()))).map(c, c.name)`,
    fault: "containers without requests and limits of cpu and memory",
    remedy: "Give each all four: the quota counts requests, and limits keep a fault from the neighbours",
  },
  {
    name: "image-digest",
    resources: POD_CARRIERS_AND_EPHEMERAL_CONTAINERS,
    offenders: imagesThatDoNotMatch("@sha256:[0-9a-f]{64}$"),
    fault: "images without a digest",
    remedy: "Write registry/name@sha256:<64 hexadecimal digits>: a tag can be moved after the image was reviewed",
  },
  {
    name: "non-root",
    resources: POD_CARRIERS_AND_EPHEMERAL_CONTAINERS,
    offenders: `variables.allContainers.filter(c, !${effective("runAsNonRoot", "false")} || ${effective("runAsUser", "1")} == 0).map(c, c.name)`,
    fault: "containers that may run as root",
    remedy: "Set securityContext.runAsNonRoot: true, and no runAsUser: 0; the image needs a numeric user",
  },
  {
    name: "read-only-root",
    resources: POD_CARRIERS_AND_EPHEMERAL_CONTAINERS,
    offenders:
      "variables.allContainers.filter(c, !c.?securityContext.?readOnlyRootFilesystem.orValue(false)).map(c, c.name)",
    fault: "containers with a writable root file system",
    remedy:
      "Set securityContext.readOnlyRootFilesystem: true, and mount an emptyDir where files are written, such as /tmp",
  },
];

/**
 * Images come from the environment's registries.
 * @param registries hosts; nodes take any port of them.
 */
export function imageRegistryRule(registries: readonly string[]): OperatingRule {
  const hosts = registries.map((host) => host.replaceAll(".", "\\.")).join("|");
  return {
    name: "image-registry",
    resources: POD_CARRIERS_AND_EPHEMERAL_CONTAINERS,
    offenders: imagesThatDoNotMatch(`^(${hosts})(:[0-9]+)?/`),
    fault: "images of another registry",
    remedy: `Push them to ${registries.join(" or ")}: nodes reach no other, and images are scanned there`,
  };
}

function imagesThatDoNotMatch(pattern: string): string {
  return `variables.allContainers.filter(c, !c.image.matches(${celText(pattern)})).map(c, c.image)`;
}

/** A setting of a container, which goes before that of its pod. */
function effective(setting: string, otherwise: string): string {
  const ofPod = `variables.pod.spec.?securityContext.?${setting}.orValue(${otherwise})`;
  return `c.?securityContext.?${setting}.orValue(${ofPod})`;
}

import { SERVICES } from "./matched-resources";
import { celTexts, type OperatingRule } from "./operating-rule";

/** Types of Service for which a controller or every node opens a way in behind Terraform's back. */
const OPENING_TYPES = ["LoadBalancer", "NodePort"];

/** What Services may not open. */
export const SERVICE_RULES: readonly OperatingRule[] = [
  {
    name: "service-type",
    resources: SERVICES,
    scope: "all-but-gateway",
    offenders: [
      `[variables.resource.spec.?type.orValue("")].filter(type, type in ${celTexts(OPENING_TYPES)})`,
      'variables.resource.spec.?externalIPs.orValue([]).map(address, "externalIPs " + address)',
    ].join(" + "),
    fault: "Service that opens a way into the cluster beside its gateway",
    remedy:
      "Use type ClusterIP without externalIPs, and an HTTPRoute of the cluster's gateway for what is asked from outside",
  },
];

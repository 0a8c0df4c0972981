import { field, isArray, listField, textField, type Value } from "../wire/value";
import type { ComputedContext, ComputedValues, ProviderValues } from "./computed";
import { LOWER_CASE_AND_DIGITS, uuid } from "./identifiers";

/** Attributes of any object's metadata that the API server fills in. */
function attribute(path: string, context: ComputedContext): Value | undefined {
  switch (path) {
    case "metadata.uid":
      return uuid(context.seed, path);
    case "metadata.generation":
      return 1;
    case "metadata.resource_version":
      return String(context.seed.integer(path, 1_000, 9_999_999));
    case "metadata.name":
      return objectName(context);
    default:
      return undefined;
  }
}

/** What a Kubernetes API server computes. */
export const KUBERNETES_VALUES: ProviderValues = {
  id: objectId,
  attribute,
  resources: {
    kubernetes_service: service,
    kubernetes_service_v1: service,
    kubernetes_manifest: ({ planned }) => ({ object: field(planned, "manifest") }),
  },
};

function service({ planned, seed, addresses }: ComputedContext): ComputedValues {
  const address = addresses.assign(undefined, seed);
  const spec = listField(planned, "spec")[0] ?? null;
  const exposed = textField(spec, "type") === "LoadBalancer";
  return {
    "spec.cluster_ip": address,
    "spec.cluster_ips": [address],
    "spec.ip_families": ["IPv4"],
    "spec.ip_family_policy": "SingleStack",
    "spec.internal_traffic_policy": "Cluster",
    "spec.session_affinity": "None",
    "spec.port.node_port": exposed ? seed.integer("node_port", 30_000, 32_767) : 0,
    status: [
      {
        load_balancer: [
          { ingress: exposed ? [{ ip: addresses.assign(undefined, seed.child("load-balancer")), hostname: "" }] : [] },
        ],
      },
    ],
  };
}

/** `namespace/name`, or `name` alone for what stands in no namespace. */
function objectId(context: ComputedContext): string {
  const namespace = textField(metadata(context), "namespace");
  const name = textField(metadata(context), "name") ?? objectName(context);
  return namespace === undefined ? name : `${namespace}/${name}`;
}

function objectName(context: ComputedContext): string {
  const suffix = context.seed.text("metadata.name", 5, LOWER_CASE_AND_DIGITS);
  return `${textField(metadata(context), "generate_name") ?? `${context.type.replace(/^kubernetes_/, "").replaceAll("_", "-")}-`}${suffix}`;
}

function metadata({ planned }: ComputedContext): Value {
  const blocks = field(planned, "metadata");
  return isArray(blocks) ? (blocks[0] ?? null) : blocks;
}

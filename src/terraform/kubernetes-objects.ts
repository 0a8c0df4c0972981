import { argumentReferences } from "./argument-references";
import type { TerraformJson } from "./check-schema";
import { evaluateValue, type Resolve } from "./expressions";
import { isRecord } from "./json-record";
import { chartObjects } from "./kubernetes-chart-objects";
import { kubernetesObject, type KubernetesObject, type TerraformResource } from "./kubernetes";

/** A Kubernetes object and the resource that makes it. */
export interface DeployedObject {
  /** Address of the resource, such as `helm_release.routes`. */
  readonly address: string;
  readonly object: KubernetesObject;
  /** Where an object of a Helm release goes that names no namespace, if its kind has namespaces at all. */
  readonly releaseNamespace?: string;
}

/**
 * The Kubernetes objects that a stack makes: those of the Kubernetes provider's resources, and those that stand whole in the
 * values of Helm releases. What a chart makes of its other values is known to Helm alone.
 *
 * @param resolve what references yield that nothing in the stack says, as a Service's cluster address.
 * @throws Error with address and argument of what cannot be read.
 */
export function kubernetesObjects(stack: TerraformJson, resolve: Resolve = () => undefined): DeployedObject[] {
  const inStack = argumentReferences(stack);
  return resourcesOf(stack).flatMap((resource) =>
    resourceObjects(resource, (reference) => inStack(reference) ?? resolve(reference)),
  );
}

/**
 * The Kubernetes objects that a resource makes; none for a resource of another provider.
 *
 * @param resolve what its references yield. Left out for a plan or a state.
 */
export function resourceObjects(resource: TerraformResource, resolve?: Resolve): DeployedObject[] {
  const { type, address, values } = resource;
  if (type.startsWith("kubernetes_")) return [{ address, object: kubernetesObject(resource, resolve) }];
  if (type !== "helm_release") return [];
  const { namespace = "default" } = values;
  const releaseNamespace = String(resolve ? evaluateValue(namespace, resolve) : namespace);
  return chartObjects(resource, resolve).map((object) => ({ address, object, releaseNamespace }));
}

function resourcesOf({ resource = {} }: TerraformJson): TerraformResource[] {
  return Object.entries(resource).flatMap(([type, resources]) =>
    Object.entries(resources).flatMap(([name, values]) =>
      isRecord(values) ? [{ type, address: `${type}.${name}`, values }] : [],
    ),
  );
}

import { z } from "zod";
import type { TerraformJson } from "../../../../src/terraform/check-schema";
import type { Resolve } from "../../../../src/terraform/expressions";
import type { KubernetesObject } from "../../../../src/terraform/kubernetes";
import { kubernetesObjects, type DeployedObject } from "../../../../src/terraform/kubernetes-objects";
import { apiServerAccess, messageOf, type ApiServer } from "./api-server";
import { untilEstablished } from "./definitions";
import { lostFields } from "./lost-fields";
import { validityEnd } from "../../../support/stand-in-references";

/** A Service's address, which the cluster gives, as Terraform refers to it. */
const CLUSTER_ADDRESS = /^(?<address>kubernetes_service_v1\.[\w-]+)\.spec\[0\]\.cluster_ip$/;

/** Stands for an address until the cluster has given it. */
const NOT_YET = "0.0.0.0";

/** What another stack makes, which nobody deploys here: keys and certificates. */
const OF_ANOTHER_STACK = /^data\.terraform_remote_state\.[\w-]+\.outputs\./;

const storedService = z.looseObject({ spec: z.looseObject({ clusterIP: z.string() }) });

/** What became of a stack's objects. */
export interface Deployment {
  /** What the API server holds now. */
  readonly objects: readonly KubernetesObject[];
  /** What it refused, warned of or did not keep, with the address of the resource. */
  readonly faults: readonly string[];
  /** Custom resources that were left out. */
  readonly skipped: number;
}

/**
 * Gives the API server all Kubernetes objects of a stack in the order in which Terraform would: what others are put into
 * first, addresses from Services before what names them, workloads last.
 *
 * @param hasDefinitions whether custom resources have definitions; without, those that the API server does not know are left out.
 */
export async function deployStack(
  server: ApiServer,
  stack: TerraformJson,
  hasDefinitions: boolean,
): Promise<Deployment> {
  const deployment = new StackDeployment(server, hasDefinitions);
  const unaddressed = kubernetesObjects(stack, clusterAddresses(new Map()));
  await deployment.apply(unaddressed.filter(({ object }) => FIRST.has(object.kind)));
  const addresses = await deployment.apply(unaddressed.filter(({ object }) => object.kind === "Service"));
  const others = kubernetesObjects(stack, clusterAddresses(addresses)).filter(
    ({ object }) => !FIRST.has(object.kind) && object.kind !== "Service",
  );
  await deployment.apply(others.filter(({ object }) => object.kind !== "Deployment"));
  await deployment.apply(others.filter(({ object }) => object.kind === "Deployment"));
  return deployment;
}

const FIRST = new Set(["Namespace", "PriorityClass", "CustomResourceDefinition"]);

/** Objects that are on their way at the same time. */
const PARALLEL = 8;

class StackDeployment implements Deployment {
  readonly objects: KubernetesObject[] = [];
  readonly faults: string[] = [];
  skipped = 0;

  constructor(
    private readonly server: ApiServer,
    private readonly hasDefinitions: boolean,
  ) {}

  /** @returns the cluster addresses of the Services among them, by the address of the resource. */
  async apply(objects: readonly DeployedObject[]): Promise<ReadonlyMap<string, string>> {
    const addresses = new Map<string, string>();
    const waiting = [...objects];
    const applyWaiting = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const stored = await this.applyOne(next);
        const service = storedService.safeParse(stored);
        if (service.success) addresses.set(next.address, service.data.spec.clusterIP);
      }
    };
    await Promise.all(Array.from({ length: PARALLEL }, applyWaiting));
    return addresses;
  }

  private async applyOne(deployed: DeployedObject): Promise<unknown> {
    const { address } = deployed;
    const { kind, metadata } = deployed.object;
    const name = `${address} (${kind} ${metadata.name})`;
    if (!this.hasDefinitions && !(await this.server.knows(deployed.object))) {
      this.skipped += 1;
      return undefined;
    }
    try {
      const object = await locatedObject(this.server, deployed);
      const answer = await this.server.apply(object);
      this.faults.push(...answer.warnings.map((warning) => `${name}: warning: ${warning}`));
      if (answer.status >= 300) {
        this.faults.push(`${name}: ${messageOf(answer)}`);
        return undefined;
      }
      this.objects.push(object);
      if (object.kind === "CustomResourceDefinition") await untilEstablished(this.server, object);
      this.faults.push(...lostFields(object, answer.body).map((lost) => `${name}: ${lost}`));
      return answer.body;
    } catch (error) {
      this.faults.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }
}

/** An object where it goes: what a Helm release makes without a namespace goes into the release's, if its kind has namespaces. */
export async function locatedObject(
  server: ApiServer,
  { object, releaseNamespace }: DeployedObject,
): Promise<KubernetesObject> {
  if (releaseNamespace === undefined || object.metadata.namespace !== undefined) return object;
  if (!(await server.isNamespaced(object))) return object;
  return { ...object, metadata: { ...object.metadata, namespace: releaseNamespace } };
}

function clusterAddresses(known: ReadonlyMap<string, string>): Resolve {
  return (reference) => {
    if (OF_ANOTHER_STACK.test(reference)) return validityEnd(reference) ?? standIn(reference);
    const address = CLUSTER_ADDRESS.exec(reference)?.groups?.address;
    return address === undefined ? undefined : (known.get(address) ?? NOT_YET);
  };
}

/** The testbed's own key and certificate: the API server warns of a Secret for TLS in which the two do not belong together. */
function standIn(reference: string): string {
  const { clientCertificate, clientKey } = apiServerAccess();
  return reference.endsWith("private_key_pem") ? clientKey : clientCertificate;
}

import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import { z } from "zod";
import { PlatformRoles } from "../../../../src/constructs/roles";
import { Vendor } from "../../../../src/constructs/services";
import { Quantity } from "../../../../src/environment/values";
import type { KubernetesObject } from "../../../../src/terraform/kubernetes";
import { kubernetesObjects } from "../../../../src/terraform/kubernetes-objects";
import { ApiServer, messageOf, refusalIn } from "./api-server";
import { purge } from "./purge";

/** A person of each kind, by the group of the identity provider that the token names. */
export const PEOPLE = {
  system: "system-people",
  audit: "audit-people",
  security: "security-people",
  vendor: "vendor-01-people",
  stranger: "people-without-a-role",
} as const;
export type Person = keyof typeof PEOPLE;

/** The namespace of the vendor among the people, and that of another. */
export const OWN_NAMESPACE = "vendor-01";
export const OTHER_NAMESPACE = "vendor-02";

/** What somebody wants to do, as `kubectl auth can-i` takes it. */
export interface Deed {
  readonly verb: string;
  /** Such as `pods`, `pods/log` or `deployments.apps/scale`. */
  readonly resource: string;
  /** @default - in the whole cluster */
  readonly namespace?: string;
}

const review = z.looseObject({ status: z.looseObject({ allowed: z.boolean() }) });

/** What the roles are made of; the rest of a vendor's namespace is not needed to ask who may do what. */
const KINDS = ["Namespace", "ClusterRole", "ClusterRoleBinding", "RoleBinding"];

const synthesized = z.looseObject({ resource: z.record(z.string(), z.record(z.string(), z.unknown())) });

/** People on an API server that has the platform's roles and the namespaces of two vendors. */
export class People {
  static async start(): Promise<People> {
    const people = new People(new ApiServer());
    for (const object of roleObjects()) await people.put(object);
    return people;
  }

  private readonly objects: KubernetesObject[] = [];

  private constructor(private readonly server: ApiServer) {}

  /** Asks the API server as that person whether it would let it. */
  async may(person: Person, { verb, resource, namespace }: Deed): Promise<boolean> {
    const [qualified = "", subresource] = resource.split("/");
    const [name, ...group] = qualified.split(".");
    const answer = await this.server.call({
      method: "POST",
      path: "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
      body: {
        apiVersion: "authorization.k8s.io/v1",
        kind: "SelfSubjectAccessReview",
        spec: { resourceAttributes: { verb, group: group.join("."), resource: name, subresource, namespace } },
      },
      as: { user: `${person}@health.example`, group: PEOPLE[person] },
    });
    if (answer.status >= 300) throw new Error(`${person}: ${messageOf(answer)}`);
    return review.parse(answer.body).status.allowed;
  }

  /** Everyone among the people whom the API server would let do it. */
  async allowed(deed: Deed): Promise<Person[]> {
    const allowed: Person[] = [];
    for (const person of EVERYONE) if (await this.may(person, deed)) allowed.push(person);
    return allowed;
  }

  /** What the API server says when a person puts an object there, nothing when it takes it. Nothing is left there. */
  async refusal(person: Person, object: KubernetesObject): Promise<string | undefined> {
    const as = { user: `${person}@health.example`, group: PEOPLE[person] };
    const answer = await this.server.create(object, { dryRun: true, as });
    return refusalIn(answer);
  }

  async stop(): Promise<void> {
    await purge(this.server, this.objects);
    this.server.close();
  }

  private async put(object: KubernetesObject): Promise<void> {
    const answer = await this.server.apply(object);
    if (answer.status >= 300) throw new Error(`${object.kind} ${object.metadata.name}: ${messageOf(answer)}`);
    this.objects.push(object);
  }
}

export const EVERYONE: readonly Person[] = ["system", "audit", "security", "vendor", "stranger"];

/** The objects that the platform's own constructs make, those first that others are put into. */
function roleObjects(): KubernetesObject[] {
  const stack = new TerraformStack(Testing.app(), "roles");
  new KubernetesProvider(stack, "kubernetes");
  const { system, audit, security, vendor } = PEOPLE;
  new PlatformRoles(stack, "roles", { administrators: { system, audit, security } });
  for (const name of [OWN_NAMESPACE, OTHER_NAMESPACE]) {
    new Vendor(stack, name, {
      name,
      owner: `operations@${name}.example`,
      zone: "medical",
      group: name === OWN_NAMESPACE ? vendor : `${name}-people`,
      quota: { cpu: Quantity.cpu("8"), memory: Quantity.memory("16Gi"), pods: 20 },
    });
  }
  return kubernetesObjects(synthesized.parse(JSON.parse(Testing.synth(stack))))
    .map(({ object }) => object)
    .filter(({ kind }) => KINDS.includes(kind))
    .toSorted((one, other) => KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind));
}

import { z } from "zod";
import type { KubernetesObject } from "../../../src/terraform/kubernetes";

const role = z.looseObject({
  rules: z.array(
    z.looseObject({
      apiGroups: z.array(z.string()).default([]),
      resources: z.array(z.string()).default([]),
      verbs: z.array(z.string()),
    }),
  ),
});

const binding = z.looseObject({ roleRef: z.looseObject({ name: z.string() }) });

/** Roles of Kubernetes' own that hold more than anybody needs. */
const MIGHTY_ROLES = ["cluster-admin", "admin", "edit"];

/** Where a role says `*`, and where a binding gives a role that does. */
export function wildcardsIn(object: KubernetesObject): string[] {
  const name = `${object.kind} ${object.metadata.name}`;
  if (/^(Cluster)?Role$/.test(object.kind)) {
    return role
      .parse(object)
      .rules.flatMap(({ apiGroups, resources, verbs }) =>
        [...apiGroups, ...resources, ...verbs].filter((text) => text.includes("*")).map((text) => `${name}: ${text}`),
      );
  }
  if (/^(Cluster)?RoleBinding$/.test(object.kind)) {
    const { roleRef } = binding.parse(object);
    return MIGHTY_ROLES.includes(roleRef.name) ? [`${name}: ${roleRef.name}`] : [];
  }
  return [];
}

/** Whether an object says who may do what. */
export function isAboutRoles({ kind }: KubernetesObject): boolean {
  return /^(Cluster)?Role(Binding)?$/.test(kind);
}

import type { Manifest } from "../kubernetes/manifests";
import { UPGRADE_GROUP } from "./names";

const text = { type: "string" };
const number = { type: "integer" };
/** A map that Kubernetes checks elsewhere, such as a label selector. */
const open = { type: "object", "x-kubernetes-preserve-unknown-fields": true };
const container = {
  type: "object",
  required: ["image"],
  properties: { image: text, args: { type: "array", items: text } },
  "x-kubernetes-preserve-unknown-fields": true,
};

/**
 * The kind of upgrade plans, with the fields that our plans have. It has to stand before the first plan, while the controller
 * brings the whole of it only when it starts; fields that are not named here are kept.
 */
export function planDefinition(): Manifest {
  const spec = {
    type: "object",
    required: ["upgrade"],
    properties: {
      concurrency: number,
      jobActiveDeadlineSecs: number,
      nodeSelector: open,
      serviceAccountName: text,
      version: text,
      tolerations: { type: "array", items: open },
      prepare: container,
      upgrade: container,
      cordon: { type: "boolean" },
      drain: open,
    },
    "x-kubernetes-preserve-unknown-fields": true,
  };
  return {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: `plans.${UPGRADE_GROUP}` },
    spec: {
      group: UPGRADE_GROUP,
      names: { kind: "Plan", listKind: "PlanList", plural: "plans", singular: "plan" },
      scope: "Namespaced",
      versions: [
        {
          name: "v1",
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: "object", properties: { spec, status: open } } },
          subresources: { status: {} },
        },
      ],
    },
  };
}

import { policyName } from "../../../../src/constructs/operating-standard";
import { PLATFORM_KEYS } from "../../../../src/constructs/services/labels";
import type { KubernetesObject } from "../../../../src/terraform/kubernetes";
import { messageOf, refusalIn, type ApiServer } from "./api-server";
import { lostFields } from "./lost-fields";
import { endingPodSpec, pod, service, type Fields } from "./standard-samples";
import { untilRefused } from "./until-refused";

/** A pod that a vendor may start to look into a fault, of which nobody has said how much it needs. */
const modestPod = (changes: Fields = {}) => pod(endingPodSpec({ resources: undefined, ...changes }));

/** What goes around the platform, and what the API server has to answer. */
const REFUSED: readonly (readonly [what: string, object: KubernetesObject, answer: string])[] = [
  ["a service of type LoadBalancer", service({ type: "LoadBalancer" }), policyName({ name: "service-type" })],
  ["a service of type NodePort", service({ type: "NodePort" }), policyName({ name: "service-type" })],
  [
    "a pod without an owner",
    { ...modestPod(), metadata: { name: "sample", labels: { [PLATFORM_KEYS.dataClass]: "personal" } } },
    policyName({ name: "owner-label" }),
  ],
  [
    "a privileged pod",
    modestPod({ securityContext: { privileged: true } }),
    'violates PodSecurity "restricted:latest"',
  ],
  [
    "a pod that asks for more than the vendor has",
    modestPod({ resources: { requests: { cpu: "10k" }, limits: { cpu: "10k", memory: "1Gi" } } }),
    "exceeded quota: quota",
  ],
];

/** What a container gets that says nothing; and its pod no token, since it asks for none. */
const GIVEN = {
  spec: {
    volumes: undefined,
    containers: [
      { resources: { limits: { cpu: "500m", memory: "512Mi" }, requests: { cpu: "100m", memory: "128Mi" } } },
    ],
  },
};

/** What is open in a vendor's namespace that the platform promises to be closed. Nothing is left there. */
export async function openingsOf(server: ApiServer, namespace: string): Promise<string[]> {
  const openings: string[] = [];
  for (const [what, object, expected] of REFUSED) {
    const ask = async () => refusalIn(await server.create(inNamespace(namespace, object), { dryRun: true }));
    const said = (await untilRefused(ask, expected)) ?? "no refusal";
    if (!said.includes(expected)) openings.push(`${namespace}: ${what}: got ${said}, expected ${expected}`);
  }
  const modest = await server.create(inNamespace(namespace, modestPod()), { dryRun: true });
  if (modest.status >= 300) return [...openings, `${namespace}: a modest pod: ${messageOf(modest)}`];
  return [...openings, ...lostFields(GIVEN, modest.body, `${namespace}: a modest pod`)];
}

function inNamespace(namespace: string, object: KubernetesObject): KubernetesObject {
  return { ...object, metadata: { ...object.metadata, namespace } };
}

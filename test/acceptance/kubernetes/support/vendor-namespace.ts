import type { KubernetesObject } from "../../../../src/terraform/kubernetes";
import { messageOf, type ApiServer } from "./api-server";
import { lostFields } from "./lost-fields";

/** A pod as Pod Security `restricted` admits it, of which nobody has said how much it needs. */
const MODEST_CONTAINER = {
  name: "intruder",
  image: "registry.example/intruder@sha256:0000000000000000000000000000000000000000000000000000000000000000",
  securityContext: {
    allowPrivilegeEscalation: false,
    runAsNonRoot: true,
    capabilities: { drop: ["ALL"] },
    seccompProfile: { type: "RuntimeDefault" },
  },
};

const pod = (container: object): Specified => ({ kind: "Pod", spec: { containers: [container] } });
const service = (type: string): Specified => ({
  kind: "Service",
  spec: { type, selector: { app: "intruder" }, ports: [{ port: 80 }] },
});

type Specified = Pick<KubernetesObject, "kind" | "spec">;

/** What goes around the platform, and what the API server has to answer. */
const REFUSED: readonly (readonly [what: string, object: Specified, answer: string])[] = [
  ["a service of type LoadBalancer", service("LoadBalancer"), "exceeded quota: quota"],
  ["a service of type NodePort", service("NodePort"), "exceeded quota: quota"],
  [
    "a privileged pod",
    pod({ ...MODEST_CONTAINER, securityContext: { privileged: true } }),
    'violates PodSecurity "restricted:latest"',
  ],
  [
    "a pod that asks for more than the vendor has",
    pod({ ...MODEST_CONTAINER, resources: { requests: { cpu: "10k" }, limits: { cpu: "10k" } } }),
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
    const answer = await server.create(inNamespace(namespace, object), { dryRun: true });
    const said = answer.status < 300 ? "nothing" : messageOf(answer);
    if (!said.includes(expected)) openings.push(`${namespace}: ${what}: got ${said}, expected ${expected}`);
  }
  const modest = await server.create(inNamespace(namespace, pod(MODEST_CONTAINER)), { dryRun: true });
  if (modest.status >= 300) return [...openings, `${namespace}: a modest pod: ${messageOf(modest)}`];
  return [...openings, ...lostFields(GIVEN, modest.body, `${namespace}: a modest pod`)];
}

function inNamespace(namespace: string, object: Specified): KubernetesObject {
  return { apiVersion: "v1", metadata: { name: "intruder", namespace }, ...object };
}

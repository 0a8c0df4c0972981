import { setTimeout as sleep } from "node:timers/promises";
import type { KubernetesObject } from "../../../../src/terraform/kubernetes";
import type { ApiServer } from "./api-server";
import { Workloads } from "./workloads";

const PATIENCE_MILLISECONDS = 180_000;

/**
 * Takes objects away until nothing of them is left: workloads, then namespaces with all that is in them, nodes, and what stands
 * in no namespace. The API server is then as it was before.
 */
export async function purge(server: ApiServer, objects: readonly KubernetesObject[]): Promise<void> {
  const deadline = Date.now() + PATIENCE_MILLISECONDS;
  await purgeWorkloads(server, objects, deadline);
  const outermost: KubernetesObject[] = [];
  for (const object of objects) {
    if (!(await server.isNamespaced(object))) outermost.push(object);
  }
  for (const object of outermost) await server.delete(object);
  for (const object of outermost) {
    const path = await server.pathOf(object);
    await until(
      async () => (await server.call({ method: "GET", path })).status === 404,
      deadline,
      `${object.kind} ${object.metadata.name} does not end`,
    );
  }
}

/** A pod ends at once only while its node stands, and a namespace waits long for one that does not. */
async function purgeWorkloads(
  server: ApiServer,
  objects: readonly KubernetesObject[],
  deadline: number,
): Promise<void> {
  const deployments = objects.filter(({ kind }) => kind === "Deployment");
  const namespaces = new Set(deployments.map(({ metadata }) => metadata.namespace));
  for (const deployment of deployments) await server.delete(deployment);
  const workloads = new Workloads(server);
  await until(
    async () => !(await workloads.allPods()).some(({ metadata }) => namespaces.has(metadata.namespace)),
    deadline,
    `the pods in ${[...namespaces].join(", ")} do not end`,
  );
}

async function until(isDone: () => Promise<boolean>, deadline: number, problem: string): Promise<void> {
  while (!(await isDone())) {
    if (Date.now() > deadline) throw new Error(problem);
    await sleep(200);
  }
}

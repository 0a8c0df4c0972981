import type { KubernetesObject } from "../../../../src/terraform/kubernetes";
import { until } from "../../support/until";
import type { ApiServer } from "./api-server";
import { Workloads } from "./workloads";

/**
 * Takes objects away until nothing of them is left: workloads, then namespaces with all that is in them, nodes, and what stands
 * in no namespace. The API server is then as it was before.
 */
export async function purge(server: ApiServer, objects: readonly KubernetesObject[]): Promise<void> {
  await purgeWorkloads(server, objects);
  const outermost: KubernetesObject[] = [];
  for (const object of objects) {
    if (!(await server.isNamespaced(object))) outermost.push(object);
  }
  for (const object of outermost) await server.delete(object);
  for (const object of outermost) {
    const path = await server.pathOf(object);
    await until(
      async () => (await server.call({ method: "GET", path })).status === 404,
      `${object.kind} ${object.metadata.name} does not end`,
    );
  }
}

/** A pod ends at once only while its node stands, and a namespace waits long for one that does not. */
async function purgeWorkloads(server: ApiServer, objects: readonly KubernetesObject[]): Promise<void> {
  const deployments = objects.filter(({ kind }) => kind === "Deployment");
  const namespaces = new Set(deployments.map(({ metadata }) => metadata.namespace));
  for (const deployment of deployments) await server.delete(deployment);
  const workloads = new Workloads(server);
  await until(
    async () => !(await workloads.allPods()).some(({ metadata }) => namespaces.has(metadata.namespace)),
    `the pods in ${[...namespaces].join(", ")} do not end`,
  );
}

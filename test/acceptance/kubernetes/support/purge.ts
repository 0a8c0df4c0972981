import { setTimeout as sleep } from "node:timers/promises";
import type { KubernetesObject } from "../../../../src/terraform/kubernetes";
import type { ApiServer } from "./api-server";

const PATIENCE_MILLISECONDS = 180_000;

/**
 * Takes objects away until nothing of them is left: namespaces with all that is in them, nodes, and what stands in no
 * namespace. The API server is then as it was before.
 */
export async function purge(server: ApiServer, objects: readonly KubernetesObject[]): Promise<void> {
  const outermost: KubernetesObject[] = [];
  for (const object of objects) {
    if (!(await server.isNamespaced(object))) outermost.push(object);
  }
  for (const object of outermost) await server.delete(object);
  const deadline = Date.now() + PATIENCE_MILLISECONDS;
  for (const object of outermost) {
    const path = await server.pathOf(object);
    while ((await server.call({ method: "GET", path })).status !== 404) {
      if (Date.now() > deadline) throw new Error(`${object.kind} ${object.metadata.name} does not end`);
      await sleep(200);
    }
  }
}

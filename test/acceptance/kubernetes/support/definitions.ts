import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { isKubernetesObject, type KubernetesObject } from "../../../../src/terraform/kubernetes";
import { messageOf, type ApiServer } from "./api-server";

/**
 * Where the definitions of other projects' custom resources stand, one `kind: List` for each project. They are theirs, so this
 * repository has none of them.
 */
const DEFINITIONS_FOLDER = join(__dirname, "..", "..", "..", "..", "..", "shared", "crds");

const list = z.object({ items: z.array(z.custom<KubernetesObject>(isKubernetesObject, "expected an object")) });

/** A definition that is just made has no status, or one whose conditions are null. */
const definition = z.looseObject({
  status: z
    .looseObject({ conditions: z.array(z.looseObject({ type: z.string(), status: z.string() })).nullish() })
    .optional(),
});

/** Whether custom resources can be checked on this machine. */
export function hasDefinitions(): boolean {
  return existsSync(DEFINITIONS_FOLDER);
}

/** Brings all definitions into the cluster that it does not have yet. */
export async function installDefinitions(server: ApiServer): Promise<void> {
  const files = readdirSync(DEFINITIONS_FOLDER).filter((file) => file.endsWith(".json"));
  const definitions = files.flatMap(
    (file) => list.parse(JSON.parse(readFileSync(join(DEFINITIONS_FOLDER, file), "utf8"))).items,
  );
  // The clusters of one run come one after the other to the same API server.
  const present = new Set(await server.names("/apis/apiextensions.k8s.io/v1/customresourcedefinitions"));
  const missing = definitions.filter(({ metadata }) => !present.has(metadata.name));
  for (const object of missing) {
    const answer = await server.apply(object);
    if (answer.status >= 300) throw new Error(`${object.metadata.name}: ${messageOf(answer)}`);
  }
  await Promise.all(missing.map((object) => untilEstablished(server, object)));
}

const PATIENCE_MILLISECONDS = 120_000;

/** Waits until the API server takes objects of a definition. */
export async function untilEstablished(server: ApiServer, object: KubernetesObject): Promise<void> {
  const deadline = Date.now() + PATIENCE_MILLISECONDS;
  while (Date.now() < deadline) {
    const { status: known } = definition.parse(await server.read(object));
    if (known?.conditions?.some(({ type, status }) => type === "Established" && status === "True")) return;
    await sleep(200);
  }
  throw new Error(`${object.metadata.name} is not established`);
}

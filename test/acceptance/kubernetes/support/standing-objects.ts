import type { TerraformJson } from "../../../../src/terraform/check-schema";
import { kubernetesObjects, type DeployedObject } from "../../../../src/terraform/kubernetes-objects";
import type { ApiServer } from "./api-server";
import { locatedObject } from "./deploy";
import { standInReferences } from "../../../support/stand-in-references";

const NOT_FOUND = 404;

/** Stands for what only a cluster says; no name is among it. */
const UNKNOWN = "0.0.0.0";

/** Which of a stack's objects the API server has. */
export interface StandingObjects {
  readonly standing: readonly DeployedObject[];
  readonly missing: readonly DeployedObject[];
}

export async function standingObjects(server: ApiServer, stack: TerraformJson): Promise<StandingObjects> {
  const standing: DeployedObject[] = [];
  const missing: DeployedObject[] = [];
  for (const deployed of kubernetesObjects(stack, standInReferences(UNKNOWN))) {
    ((await stands(server, deployed)) ? standing : missing).push(deployed);
  }
  return { standing, missing };
}

/** The provider that makes an object. */
export function makerOf({ address }: DeployedObject): "kubernetes" | "helm" {
  return address.startsWith("helm_release.") ? "helm" : "kubernetes";
}

async function stands(server: ApiServer, deployed: DeployedObject): Promise<boolean> {
  // No object stands whose definition is missing.
  if (!(await server.knows(deployed.object))) return false;
  const path = await server.pathOf(await locatedObject(server, deployed));
  const { status } = await server.call({ method: "GET", path });
  if (status !== 200 && status !== NOT_FOUND) throw new Error(`GET ${path}: ${status}`);
  return status === 200;
}

import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { TerraformJson } from "../../../../src/terraform/check-schema";
import { kubernetesObjects, type DeployedObject } from "../../../../src/terraform/kubernetes-objects";
import { messageOf, type ApiServer } from "./api-server";
import { standInReferences } from "../../../support/stand-in-references";

/** Stands for an address that the cluster has given already; it is the same before and after. */
const GIVEN = "0.0.0.0";

const withAutoscaler = z.looseObject({
  lifecycle: z.looseObject({
    ignore_changes: z.array(z.string()).refine((paths) => paths.includes("spec[0].replicas")),
  }),
});

/**
 * Updates the objects of a stack that a change touches, as Terraform would: the replicas of a Deployment that it is told to
 * ignore are no change. Returns what the API server refuses.
 */
export async function applyChanges(server: ApiServer, before: TerraformJson, after: TerraformJson): Promise<string[]> {
  const old = new Map(kubernetesObjects(before, standInReferences(GIVEN)).map((each) => [keyOf(each), each.object]));
  const changed = kubernetesObjects(after, standInReferences(GIVEN)).filter(
    (each) => !isDeepStrictEqual(each.object, old.get(keyOf(each))) && !isAutoscaled(after, each.address),
  );
  const refusals: string[] = [];
  for (const { address, object } of changed) {
    const answer = await server.apply(object);
    if (answer.status >= 300) refusals.push(`${address}: ${messageOf(answer)}`);
  }
  return refusals;
}

function keyOf({ address, object }: DeployedObject): string {
  return `${address} ${object.kind} ${object.metadata.name}`;
}

function isAutoscaled({ resource = {} }: TerraformJson, address: string): boolean {
  const [type = "", name = ""] = address.split(".");
  return withAutoscaler.safeParse(resource[type]?.[name]).success;
}

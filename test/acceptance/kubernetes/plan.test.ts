import { readPlanJson } from "../../../src/simulation/engine/plan-json";
import { Simulation } from "../../../src/simulation/engine/simulation";
import { readSynthesizedApp } from "../../../src/simulation/engine/synthesized-app";
import { isRecord, type JsonRecord } from "../../../src/terraform/json-record";
import { kubernetesObjects, resourceObjects, type DeployedObject } from "../../../src/terraform/kubernetes-objects";
import { synthesizeNamed, type SynthesizedFolder } from "../../app/support/synthesized";
import { standInReferences } from "../../support/stand-in-references";

/** Stands for an address that only a cluster gives; a plan has nothing in its place. */
const UNKNOWN = "known after apply";

describe("the Kubernetes objects of dev", () => {
  let folder: SynthesizedFolder;
  let simulation: Simulation;

  beforeAll(async () => {
    folder = synthesizeNamed(["dev"]);
    simulation = await Simulation.start();
  });
  afterAll(async () => {
    await simulation.stop();
    folder.remove();
  });

  it("are the same in Terraform's own plan as in the synthesized stacks", async () => {
    const plans = await simulation.plan({
      head: readSynthesizedApp(folder.folder),
      includes: (stack) => /-(platform|monitoring|services)$/.test(stack),
    });
    expect(plans).toHaveLength(12);
    for (const { stack, jsonFile } of plans) {
      if (jsonFile === undefined) throw new Error(`stack ${stack} has no plan`);
      expect(byAddress(plannedObjects(jsonFile))).toEqual(byAddress(synthesizedObjects(folder, stack)));
    }
  });
});

function plannedObjects(file: string): DeployedObject[] {
  return readPlanJson(file).resource_changes.flatMap(({ type, address, change }) =>
    isRecord(change.after) ? resourceObjects({ type, address, values: change.after }) : [],
  );
}

function synthesizedObjects(synthesized: SynthesizedFolder, stack: string): DeployedObject[] {
  return kubernetesObjects(synthesized.stack(stack), standInReferences(UNKNOWN)).map((deployed) => ({
    ...deployed,
    object: { ...deployed.object, ...withoutUnknown(deployed.object) },
  }));
}

function withoutUnknown(value: JsonRecord): JsonRecord {
  const known: unknown = JSON.parse(JSON.stringify(value), (_, inner: unknown) =>
    inner === UNKNOWN ? undefined : inner,
  );
  if (isRecord(known)) return known;
  throw new Error("expected an object to stay one");
}

function byAddress(objects: readonly DeployedObject[]): readonly DeployedObject[] {
  return objects.toSorted((one, other) => nameOf(one).localeCompare(nameOf(other), "en"));
}

function nameOf({ address, object }: DeployedObject): string {
  return `${address} ${object.kind} ${object.metadata.name}`;
}

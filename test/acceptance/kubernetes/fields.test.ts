import { kubernetesObject } from "../../../src/terraform/kubernetes";
import { kubernetesTypes } from "../../../src/terraform/kubernetes-types";
import { record } from "../support/report";
import { ApiServer, messageOf } from "./support/api-server";
import { sampleArguments } from "./support/sample-arguments";

/** What the API server answers to a field that it does not know, or that holds a value of another type. */
const BAD_REQUEST = 400;

describe("the reading of Terraform's arguments", () => {
  const server = new ApiServer();
  afterAll(() => {
    server.close();
  });

  it("gives every argument of every type the name and the type of a field of the API", async () => {
    const faults: string[] = [];
    for (const type of kubernetesTypes()) {
      const object = kubernetesObject({ type, address: `${type}.sample`, values: sampleArguments(type) });
      const answer = await server.create(object, { dryRun: true });
      if (answer.status === BAD_REQUEST) faults.push(`${type}: ${messageOf(answer)}`);
    }
    record({
      stack: "every argument of the Kubernetes provider",
      resources: kubernetesTypes().length,
      verdict: faults.length === 0 ? "pass" : `${faults.length} faults`,
    });
    expect(faults).toEqual([]);
  });
});

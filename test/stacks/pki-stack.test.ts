import { Testing } from "cdktf";
import { PkiStack } from "../../src/stacks/pki-stack";
import { sampleEnvironment, sampleService } from "../constructs/services/sample-environment";
import { resourcesOf } from "../constructs/services/synthesized";

describe("the PKI stack of a cluster", () => {
  const environment = sampleEnvironment((raw) => raw.services.push(sampleService("card")));
  const stackIn = (cloud: string) => {
    const cluster = environment.clusterIn(cloud, "medical");
    if (cluster?.kind !== "rke2") throw new Error(`no rke2 cluster in ${cloud}`);
    return new PkiStack(Testing.app(), "pki", { environment, cluster });
  };

  it("names its authorities after the environment and the cluster", () => {
    const names = resourcesOf(stackIn("chutian"), "tls_self_signed_cert").map(({ block }) => block.subject);
    expect(names).toContainEqual([{ common_name: "dev-medical-chutian server-ca" }]);
  });

  it("gives access at the address at which the runner in management meets the API server", () => {
    for (const cloud of ["chutian", "tianyi"]) {
      const address = environment.addressSeenFrom(cloud, "management", "medical-api").toString();
      expect(stackIn(cloud).access.host).toBe(`https://${address}:6443`);
    }
  });
});

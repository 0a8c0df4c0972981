import { agentConfiguration, serverConfiguration } from "../../src/stacks/cluster/node-configuration";
import { z } from "zod";
import { sampleEnvironment, sampleService } from "../constructs/services/sample-environment";

const clusters = z.array(z.record(z.string(), z.unknown()));

/** What the machines of the medical cluster in Chutian are told, changed as the test needs it. */
function configurationsWith(changes: Record<string, unknown>) {
  const environment = sampleEnvironment((raw) => {
    raw.services = [sampleService("card")];
    raw.clusters = clusters.parse(raw.clusters).map((cluster) => ({ ...cluster, ...changes }));
  });
  const cluster = environment.clusterIn("chutian", "medical");
  const pool = cluster?.pools[0];
  if (cluster?.kind !== "rke2" || !pool) throw new Error("no rke2 cluster with a pool in chutian");
  return {
    server: serverConfiguration(environment, cluster),
    agent: agentConfiguration(environment, cluster, pool, 1, "a"),
  };
}

describe("the machines of a cluster without a cloud controller", () => {
  const { server, agent } = configurationsWith({});

  it("are initialized by RKE2", () => {
    expect(server.cloudProvider).toBeUndefined();
    expect(agent.cloudProvider).toBeUndefined();
  });

  it("say themselves where they stand", () => {
    expect(agent.nodeLabels).toMatchObject({
      "topology.kubernetes.io/region": "chutian",
      "topology.kubernetes.io/zone": "chutian-a",
    });
  });
});

describe("the machines of a cluster with a cloud controller", () => {
  const { server, agent } = configurationsWith({ cloudController: "openstack" });

  it("wait for it", () => {
    expect(server.cloudProvider).toBe("external");
    expect(agent.cloudProvider).toBe("external");
    expect(Object.values(server.manifests ?? {}).join()).toContain("tolerations");
  });

  it("leave it to say where they stand", () => {
    expect(Object.keys(agent.nodeLabels ?? {}).filter((label) => label.startsWith("topology"))).toEqual([]);
  });
});

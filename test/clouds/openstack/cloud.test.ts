import { OpenstackCloud } from "../../../src/clouds/openstack";
import { newCloud, newMachines, newNetwork, newStack, Synthesized } from "./support";

describe("an OpenStack cloud", () => {
  it("adds its provider without any credential", () => {
    expect(new Synthesized(newStack()).provider("openstack")).toEqual([
      { auth_url: "https://keystone.chutian.example:5000/v3", region: "RegionOne" },
    ]);
  });

  it("knows its availability zones by our identifiers and by its own names", () => {
    expect(newCloud().availabilityZones).toEqual([
      { id: "a", name: "az1" },
      { id: "b", name: "az2" },
    ]);
  });

  it("has an environment's defaults when it is made in code", () => {
    const cloud = new OpenstackCloud("chutian", {
      availabilityZones: newCloud().availabilityZones.map(({ id, name }) => ({ id, name })),
      authUrl: "https://keystone.chutian.example:5000/v3",
      region: "RegionOne",
      externalNetwork: { id: "0b8bbc4c-6dd3-4b63-8ca1-bbbc1d9e5d3e", name: "public" },
      machineImage: "3f0a2f2e-93a7-4f3c-9d0c-5d9ae3a4a9a1",
    });
    const stack = newStack();
    newMachines(newNetwork(stack, "medical"), {}, cloud);

    expect(new Synthesized(stack).resource("compute_instance_v2", "workers_machine-001")).toMatchObject({
      block_device: [
        { source_type: "image", destination_type: "volume", uuid: "3f0a2f2e-93a7-4f3c-9d0c-5d9ae3a4a9a1" },
      ],
    });
  });
});

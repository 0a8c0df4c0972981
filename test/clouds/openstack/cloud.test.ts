import { newCloud, newStack, Synthesized } from "./support";

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
});

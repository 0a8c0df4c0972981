import { faultsWith } from "./city";

const ENDPOINT = "externalEndpoints[16]";
const CONTROLLER = "clusters[0].cloudController";
const inside = {
  id: "api-inside",
  kind: "cloud-api",
  title: "APIs for the cloud's own machines",
  addresses: ["100.100.0.80/32"],
  ports: ["tcp/5000", "tcp/8774", "tcp/9696"],
  clouds: ["chutian"],
  access: { medical: "cloud", internet: "cloud" },
};
const versions = { "medical-chutian": "v1.35.7+rke2r1" };

describe("the cloud controller of a cluster", () => {
  it("is chosen with a new cluster", () => {
    expect(faultsWith({ [CONTROLLER]: "openstack", [ENDPOINT]: inside })).toEqual([]);
  });

  it("is that of OpenStack, in OpenStack", () => {
    expect(faultsWith({ "clusters[1].cloudController": "openstack", [ENDPOINT]: inside })).toEqual([
      "clusters[1].cloudController: got openstack in tianyi, whose provider is ctyun, expected none: take the line away",
    ]);
    expect(faultsWith({ [CONTROLLER]: "azure" })).toEqual([`${CONTROLLER}: got "azure", expected openstack`]);
  });

  it("reaches the cloud's APIs", () => {
    expect(faultsWith({ [CONTROLLER]: "openstack" })).toEqual([
      `${CONTROLLER}: got a cloud controller in zone medical of chutian, expected an external endpoint of kind cloud-api that the zone reaches with access cloud or direct (api-chutian, api-tianyi): the controller asks Keystone, Nova and Neutron, on more ports than a listener of the exchange has`,
    ]);
  });

  it("is not given to a cluster that stands", () => {
    expect(faultsWith({ [CONTROLLER]: "openstack", [ENDPOINT]: inside }, { versions })).toEqual([
      `${CONTROLLER}: got openstack, expected none, which the last release of medical-chutian has: its machines were built for it and do not change under a running cluster; take the line away, or build a cluster of another id`,
    ]);
  });

  it("is not taken from a cluster that stands", () => {
    const released = { versions, cloudControllers: { "medical-chutian": "openstack" } } as const;
    expect(faultsWith({ [CONTROLLER]: "openstack", [ENDPOINT]: inside }, released)).toEqual([]);
    expect(faultsWith({}, released)).toEqual([
      "clusters[0].cloudController: got none, expected openstack, which the last release of medical-chutian has: its machines were built for it and do not change under a running cluster; write cloudController: openstack, or build a cluster of another id",
    ]);
  });
});

import { newCloud, newNetwork, newStack, Synthesized } from "./support";

describe("a ctyun cloud", () => {
  it("adds its provider without any key", () => {
    expect(new Synthesized(newStack()).provider()).toEqual([
      { region_id: "200000001781", project_id: "0", az_name: "cn-hb-wh41-hbwh1A-public-ctcloud" },
    ]);
  });

  it("knows its availability zones by our identifiers and by its own names", () => {
    expect(newCloud().availabilityZones).toEqual([
      { id: "a", name: "cn-hb-wh41-hbwh1A-public-ctcloud" },
      { id: "b", name: "cn-hb-wh41-hbwh1B-public-ctcloud" },
    ]);
  });
});

describe("two zones that are joined", () => {
  it("get nothing without a peering, since VPCs have no router in common", () => {
    const stack = newStack();
    newCloud().joinNetworks(stack, "join", newNetwork(stack, "exchange"), newNetwork(stack, "medical"));
    const terraform = new Synthesized(stack);

    expect(terraform.ids("vpc_route_table")).toEqual([]);
    expect(terraform.ids("vpc_route_table_rule")).toEqual([]);
  });

  it("get a route to each other through the peering that the environment names for them", () => {
    const stack = newStack();
    const cloud = newCloud({ crossings: [{ from: "medical", loadBalancer: "exchange", peering: "pc-1" }] });
    cloud.joinNetworks(stack, "join", newNetwork(stack, "exchange"), newNetwork(stack, "medical"));
    cloud.joinNetworks(stack, "other", newNetwork(stack, "management"), newNetwork(stack, "internet"));
    const terraform = new Synthesized(stack);

    expect(terraform.ids("vpc_route_table_rule")).toEqual([
      "exchange_route-peering-medical",
      "medical_route-peering-exchange",
    ]);
    expect(terraform.resource("vpc_route_table_rule", "medical_route-peering-exchange")).toEqual({
      route_table_id: "${ctyun_vpc_route_table.medical_route-table.id}",
      destination: "10.34.0.0/16",
      ip_version: 4,
      next_hop_type: "vpcpeering",
      next_hop_id: "pc-1",
      description: "route peering-exchange",
    });
  });
});

import { TerraformStack, Testing } from "cdktf";
import { CtyunCloud } from "../../../src/clouds/ctyun";
import { Port } from "../../../src/environment/values";
import { address, newCloud, newLoadBalancer, newNetwork, newStack, outside, Synthesized } from "./support";

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

  it("has an environment's defaults when it is made in code", () => {
    const cloud = new CtyunCloud("tianyi", {
      availabilityZones: [{ id: "a", name: "az1" }],
      region: "200000001781",
      machineImage: "3f0a2f2e-93a7-4f3c-9d0c-5d9ae3a4a9a1",
      nameServers: [address("100.95.0.1")],
    });
    const stack = new TerraformStack(Testing.app(), "test");
    cloud.addProvider(stack);
    const loadBalancer = newLoadBalancer(newNetwork(stack, "medical"), {}, cloud);
    loadBalancer.connections.allowFrom(outside("sites", { all: "10.64.0.0/12" }), Port.tcp(443), "flow sites");
    const terraform = new Synthesized(stack);

    expect(terraform.provider()).toEqual([{ region_id: "200000001781", project_id: "0", az_name: "az1" }]);
    expect(terraform.resource("elb_loadbalancer", "ingress_load-balancer")).toMatchObject({ sla_name: "elb.s2.small" });
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

import { Connections } from "../../../src/constructs/network/connections";
import { Cidr, Port } from "../../../src/environment/values";
import { address, newCloud, newLoadBalancer, newMachines, newNetwork, newStack, outside, Synthesized } from "./support";

const sites = outside("sites", { north: "10.64.0.0/12" });

describe("a load balancer that is exposed to another zone", () => {
  function expose() {
    const stack = newStack();
    const medical = newNetwork(stack, "medical");
    const management = newNetwork(stack, "management");
    const loadBalancer = newLoadBalancer(medical);
    const runner = newCloud().createSecurityGroup(stack, "runner", {
      name: "prod-management-runner",
      network: management,
      role: "worker",
    });
    return { stack, medical, management, loadBalancer, runner };
  }

  it("gets an endpoint service, and an endpoint with the given address in the other network", () => {
    const { stack, management, loadBalancer, runner } = expose();
    loadBalancer.exposeTo(management, { address: address("10.33.0.30") });
    runner.connections.allowTo(loadBalancer, Port.tcp(443), "flow deploy");
    const terraform = new Synthesized(stack);

    expect(terraform.resource("vpce_service", "ingress_endpoint-service")).toEqual({
      name: "prod-medical-ingress",
      type: "interface",
      vpc_id: "${ctyun_vpc.medical_vpc.id}",
      subnet_id: "${ctyun_subnet.medical_subnet-load-balancer-a.id}",
      instance_type: "lb",
      instance_id: "${ctyun_elb_loadbalancer.ingress_load-balancer.id}",
      auto_connection: true,
      rules: [{ protocol: "TCP", endpoint_port: 443, server_port: 443 }],
    });
    expect(terraform.resource("vpce", "ingress_endpoint-management")).toEqual({
      name: "to-prod-medical-ingress",
      endpoint_service_id: "${ctyun_vpce_service.ingress_endpoint-service.id}",
      vpc_id: "${ctyun_vpc.management_vpc.id}",
      subnet_id: "${ctyun_subnet.management_subnet-load-balancer-a.id}",
      subnet_ip: "10.33.0.30",
      whitelist_flag: true,
      whitelist_cidr: ["10.33.0.0/16"],
    });
  });

  it("is met at the endpoint, and meets its clients as the subnet of its endpoint service", () => {
    const { stack, management, loadBalancer, runner } = expose();
    loadBalancer.exposeTo(management, { address: address("10.33.0.30") });
    runner.connections.allowTo(loadBalancer, Port.tcp(443), "flow deploy");
    const terraform = new Synthesized(stack);

    expect(terraform.ids("security_group_rule")).toEqual(["runner_egress-tcp-443-ingress-endpoint-address"]);
    expect(
      terraform.resource("security_group_rule", "runner_egress-tcp-443-ingress-endpoint-address").dest_cidr_ip,
    ).toBe("10.33.0.30/32");
    expect(terraform.resource("elb_acl", "ingress_access-list-https").source_ips).toEqual(["10.32.0.0/24"]);
  });

  it("shares one endpoint service among the zones", () => {
    const { stack, management, loadBalancer } = expose();
    loadBalancer.exposeTo(management, { address: address("10.33.0.30") });
    loadBalancer.exposeTo(newNetwork(stack, "exchange"), { address: address("10.34.0.30") });
    loadBalancer.connections.allowFrom(sites, Port.tcp(443), "flow sites");
    const terraform = new Synthesized(stack);

    expect(terraform.ids("vpce_service")).toEqual(["ingress_endpoint-service"]);
    expect(terraform.ids("vpce")).toEqual(["ingress_endpoint-exchange", "ingress_endpoint-management"]);
  });

  it("has to be exposed before rules from that zone", () => {
    const { loadBalancer, runner } = expose();
    expect(() => {
      runner.connections.allowTo(loadBalancer, Port.tcp(443), "flow deploy");
    }).toThrow(
      "load balancer prod-medical-ingress: got a connection from zone management, to which it is not exposed; ctyun does not route between zones: expose it to that zone's network before its rules, with a crossing in the cloud's crossings",
    );
  });

  it("is met at its own address by a zone whose VPC has a peering with its own", () => {
    const { stack, medical } = expose();
    const cloud = newCloud({ crossings: [{ from: "exchange", loadBalancer: "medical-ingress", peering: "pc-1" }] });
    const loadBalancer = cloud.createLoadBalancer(stack, "peered", {
      name: "prod-medical-peered",
      network: medical,
      availabilityZone: "a",
      address: address("10.32.0.21"),
      listeners: [{ id: "https", port: 443, targetPort: 30443, targets: [newMachines(medical, {}, "peered-workers")] }],
    });
    const proxies = new Connections({
      zone: "exchange",
      peer: { id: "proxies", blocks: [{ key: "a", cidr: Cidr.parse("10.34.1.0/24") }] },
    });
    expect(() => {
      proxies.connections.allowTo(loadBalancer, Port.tcp(443), "flow referral");
    }).not.toThrow();
  });

  it("wants the endpoint in the client's load-balancer subnet", () => {
    const { management, loadBalancer } = expose();
    expect(() => {
      loadBalancer.exposeTo(management, { address: address("10.33.1.30") });
    }).toThrow(
      "load balancer prod-medical-ingress: got endpoint address 10.33.1.30 in zone management, expected one inside its load-balancer subnet 10.33.0.0/24",
    );
  });

  it("has one endpoint in each other zone", () => {
    const { medical, management, loadBalancer } = expose();
    loadBalancer.exposeTo(management, { address: address("10.33.0.30") });

    expect(() => {
      loadBalancer.exposeTo(management, { address: address("10.33.0.31") });
    }).toThrow(
      "load balancer prod-medical-ingress: got a second way from zone management, expected one endpoint for each other zone",
    );
    expect(() => {
      loadBalancer.exposeTo(medical, { address: address("10.32.0.31") });
    }).toThrow(
      "load balancer prod-medical-ingress: got a second way from zone medical, expected one endpoint for each other zone",
    );
  });
});

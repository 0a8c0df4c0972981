import type { GatewaysProps } from "../../../src/constructs/network/gateway";
import type { INetwork } from "../../../src/constructs/network/network";
import { Cidr } from "../../../src/environment/values";
import { address, newCloud, newMachines, newNetwork, newStack, Synthesized } from "./support";

const siteSupernets = [Cidr.parse("10.96.0.0/12")];
const links = [
  {
    id: "clouds",
    peerAddress: "198.51.100.4",
    presharedKey: "${var.clouds}",
    remoteCidrs: [Cidr.parse("10.18.0.0/24"), Cidr.parse("10.96.0.0/12")],
  },
];

function create(props: (network: INetwork) => Partial<GatewaysProps>) {
  const stack = newStack();
  const network = newNetwork(stack, "exchange");
  const gateways = newCloud().createGateways(stack, "gateways", {
    name: "prod-gateway",
    network,
    localCidrs: [Cidr.parse("10.34.0.0/24")],
    siteSupernets,
    sites: [],
    links,
    ...props(network),
  });
  return { stack, gateways };
}

const pair = (network: INetwork) => newMachines(network, { publicAddresses: { bandwidthMbps: 20 } });

describe("a pair of gateways", () => {
  it("has a route for each block of sites and links, each once, to the first machine", () => {
    const { stack } = create((network) => ({ machines: pair(network) }));
    const terraform = new Synthesized(stack);
    const routes = terraform.ids("vpc_route_table_rule").map((id) => terraform.resource("vpc_route_table_rule", id));

    expect(
      routes.map(({ destination, next_hop_type, next_hop_id }) => [destination, next_hop_type, next_hop_id]),
    ).toEqual(
      expect.arrayContaining([
        ["10.96.0.0/12", "vm", "${ctyun_ecs.workers_machine-001.id}"],
        ["10.18.0.0/24", "vm", "${ctyun_ecs.workers_machine-001.id}"],
      ]),
    );
    expect(routes).toHaveLength(2);
  });

  it("changes over to the second machine by `active`", () => {
    const { stack } = create((network) => ({ machines: pair(network), active: "second" }));
    const terraform = new Synthesized(stack);
    const hops = terraform
      .ids("vpc_route_table_rule")
      .map((id) => terraform.resource("vpc_route_table_rule", id).next_hop_id);

    expect(new Set(hops)).toEqual(new Set(["${ctyun_ecs.workers_machine-002.id}"]));
  });

  it("tells peers both public addresses", () => {
    const { gateways } = create((network) => ({ machines: pair(network) }));
    expect(gateways.publicAddresses).toHaveLength(2);
  });
});

describe("gateways are refused", () => {
  it("without machines, since ctyun has no VPN as a service", () => {
    expect(() => create(() => ({}))).toThrow(
      "gateways prod-gateway: got none of the machines that run them, ctyun has no VPN as a service: use kind machines",
    );
  });

  it("with a virtual address", () => {
    expect(() => create((network) => ({ machines: pair(network), virtualAddress: address("10.34.1.9") }))).toThrow(
      "gateways prod-gateway: got virtual address 10.34.1.9, ctyun cannot move an address between machines: remove virtualAddress and switch active",
    );
  });

  it("with a single machine when the second is to be active", () => {
    const single = [{ key: "001", availabilityZone: "a", userData: "#cloud-config" }];
    expect(() =>
      create((network) => ({ machines: newMachines(network, { machines: single }), active: "second" })),
    ).toThrow("gateways prod-gateway: got active machine second of a group of 1, expected a pair");
  });
});

import type { IMachineGroup } from "../../../src/constructs/machines/machines";
import type { GatewaysProps } from "../../../src/constructs/network/gateway";
import type { INetwork } from "../../../src/constructs/network/network";
import { Cidr } from "../../../src/environment/values";
import { address, newCloud, newMachines, newNetwork, newStack, Synthesized } from "./support";

const siteSupernets = [Cidr.parse("10.96.0.0/12"), Cidr.parse("10.112.0.0/12")];
const sites = [
  {
    id: "clinic-7",
    cidr: Cidr.parse("10.96.7.0/24"),
    peerAddress: address("203.0.113.7"),
    presharedKey: "${var.clinic-7}",
  },
];
const links = [
  {
    id: "clouds",
    peerAddress: "198.51.100.4",
    presharedKey: "${var.clouds}",
    remoteCidrs: [Cidr.parse("10.34.0.0/24"), Cidr.parse("10.34.1.0/24")],
  },
];

interface Setting {
  readonly egress?: boolean;
  readonly machines?: (network: INetwork) => IMachineGroup;
}

function build({ egress = true, machines }: Setting, props: Partial<GatewaysProps> = {}) {
  const stack = newStack();
  const network = newNetwork(stack, "exchange", egress ? { egress: { bandwidthMbps: 100 } } : {});
  const gateways = newCloud().createGateways(stack, "gateways", {
    name: "prod-gateway",
    network,
    localCidrs: network.subnetsOf("load-balancer").map(({ cidr }) => cidr),
    siteSupernets,
    sites: [],
    links: [],
    ...(machines && { machines: machines(network) }),
    ...props,
  });
  return { gateways, terraform: new Synthesized(stack) };
}

const pair = (network: INetwork) => newMachines(network, { publicAddresses: { bandwidthMbps: 10 } });

describe("gateways on machines", () => {
  const nextHops = (props: Partial<GatewaysProps>) => {
    const { terraform } = build({ machines: pair }, props);
    return terraform
      .ids("networking_router_route_v2")
      .map((id) => terraform.resource("networking_router_route_v2", id))
      .map(({ destination_cidr, next_hop }) => [destination_cidr, next_hop]);
  };
  const addressOf = (key: string) =>
    "${element(openstack_networking_port_v2.workers_port-" + key + ".all_fixed_ips, 0)}";

  it("have a route to each block of sites by the first machine", () => {
    expect(nextHops({})).toEqual([
      ["10.112.0.0/12", addressOf("001")],
      ["10.96.0.0/12", addressOf("001")],
    ]);
  });

  it("have the routes by the second machine when that one is active", () => {
    expect(nextHops({ active: "second" })).toEqual([
      ["10.112.0.0/12", addressOf("002")],
      ["10.96.0.0/12", addressOf("002")],
    ]);
  });

  it("have the routes by the virtual address where there is one", () => {
    expect(nextHops({ virtualAddress: address("10.18.1.9"), active: "second" })).toEqual([
      ["10.112.0.0/12", "10.18.1.9"],
      ["10.96.0.0/12", "10.18.1.9"],
    ]);
  });

  it("have one route to a block that two links lead to", () => {
    const [link] = links;
    if (!link) throw new Error("no link");
    expect(nextHops({ siteSupernets: [], links: [link, { ...link, id: "second" }] })).toEqual([
      ["10.34.0.0/24", addressOf("001")],
      ["10.34.1.0/24", addressOf("001")],
    ]);
  });

  it("are met at the machines' public addresses", () => {
    const { gateways, terraform } = build({ machines: pair });

    expect(gateways.publicAddresses).toHaveLength(2);
    expect(terraform.ids("networking_floatingip_v2")).toEqual([
      "workers_public-address-001_floating-ip",
      "workers_public-address-002_floating-ip",
    ]);
    expect(terraform.ids("vpnaas_service_v2")).toEqual([]);
  });

  it("are refused without the machine that is active", () => {
    const single = (network: INetwork) =>
      newMachines(network, { machines: [{ key: "001", availabilityZone: "a", userData: "#cloud-config\n{}" }] });
    expect(() => build({ machines: single }, { active: "second" })).toThrow(
      "gateways prod-gateway: got active machine second of a group of 1, expected a pair",
    );
  });
});

describe("gateways as VPN as a service", () => {
  it("stand on the router of the exchange zone, after its interfaces", () => {
    const { terraform } = build({}, { sites });

    expect(terraform.resource("vpnaas_service_v2", "gateways_service")).toEqual({
      name: "prod-gateway",
      router_id: "${openstack_networking_router_v2.exchange_router.id}",
      depends_on: [
        "openstack_networking_router_interface_v2.exchange_router-interface-load-balancer-a",
        "openstack_networking_router_interface_v2.exchange_router-interface-worker-a",
        "openstack_networking_router_interface_v2.exchange_router-interface-worker-b",
      ],
    });
    expect(terraform.resource("vpnaas_endpoint_group_v2", "gateways_local-endpoints")).toEqual({
      name: "prod-gateway-local",
      type: "subnet",
      endpoints: ["${openstack_networking_subnet_v2.exchange_subnet-load-balancer-a.id}"],
    });
  });

  it("speak IKEv2 with AES-256, SHA-256 and perfect forward secrecy", () => {
    const { terraform } = build({});
    const algorithms = { encryption_algorithm: "aes-256", auth_algorithm: "sha256", pfs: "group14" };

    expect(terraform.resource("vpnaas_ike_policy_v2", "gateways_ike-policy")).toEqual({
      name: "prod-gateway",
      ike_version: "v2",
      ...algorithms,
    });
    expect(terraform.resource("vpnaas_ipsec_policy_v2", "gateways_ipsec-policy")).toEqual({
      name: "prod-gateway",
      ...algorithms,
    });
  });

  it("have a connection per site that is built anew when the site falls silent", () => {
    const { terraform } = build({}, { sites });

    expect(terraform.resource("vpnaas_site_connection_v2", "gateways_site-clinic-7")).toEqual({
      name: "prod-gateway-site-clinic-7",
      vpnservice_id: "${openstack_vpnaas_service_v2.gateways_service.id}",
      ikepolicy_id: "${openstack_vpnaas_ike_policy_v2.gateways_ike-policy.id}",
      ipsecpolicy_id: "${openstack_vpnaas_ipsec_policy_v2.gateways_ipsec-policy.id}",
      local_ep_group_id: "${openstack_vpnaas_endpoint_group_v2.gateways_local-endpoints.id}",
      peer_ep_group_id: "${openstack_vpnaas_endpoint_group_v2.gateways_site-clinic-7-endpoints.id}",
      peer_address: "203.0.113.7",
      peer_id: "203.0.113.7",
      psk: "${var.clinic-7}",
      dpd: [{ action: "restart", interval: 30, timeout: 120 }],
    });
    expect(terraform.resource("vpnaas_endpoint_group_v2", "gateways_site-clinic-7-endpoints")).toEqual({
      name: "prod-gateway-site-clinic-7",
      type: "cidr",
      endpoints: ["10.96.7.0/24"],
    });
  });

  it("have a connection per link with all of its blocks", () => {
    const { terraform } = build({}, { links });

    expect(terraform.ids("vpnaas_site_connection_v2")).toEqual(["gateways_link-clouds"]);
    expect(terraform.resource("vpnaas_endpoint_group_v2", "gateways_link-clouds-endpoints").endpoints).toEqual([
      "10.34.0.0/24",
      "10.34.1.0/24",
    ]);
  });

  it("have no connection when there is nobody to connect", () => {
    expect(build({}).terraform.ids("vpnaas_site_connection_v2")).toEqual([]);
  });

  it("are refused where the router has no external address", () => {
    expect(() => build({ egress: false })).toThrow(
      "gateways prod-gateway: got VPN as a service in network prod-exchange, which has no egress; peers connect to its router's external address: give zone exchange egress or use machines",
    );
  });

  it("are refused with a local block that is no subnet", () => {
    expect(() => build({}, { localCidrs: [Cidr.parse("10.18.9.0/24")] })).toThrow(
      "got local block 10.18.9.0/24, expected a subnet of network prod-exchange: 10.18.0.0/24, 10.18.1.0/24, 10.18.2.0/24",
    );
  });
});

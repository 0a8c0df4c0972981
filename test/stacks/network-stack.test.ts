import { TestedEnvironment } from "./support";

const dev = new TestedEnvironment("dev");
const openstack = dev.output("dev-chutian-network");
const ctyun = dev.output("dev-tianyi-network");

/** The zones named in a reference or logical id. */
const zonesIn = (value: unknown) => [...new Set(JSON.stringify(value).match(/medical|internet|exchange|management/g))];

describe("the network stack of a cloud", () => {
  it("has a network for each zone", () => {
    expect(openstack.resources("openstack_networking_network_v2").map(({ name }) => name)).toEqual([
      "dev-exchange",
      "dev-internet",
      "dev-management",
      "dev-medical",
    ]);
    expect(ctyun.resources("ctyun_vpc").map(({ name, cidr }) => `${String(name)} ${String(cidr)}`)).toEqual([
      "dev-exchange 10.42.0.0/16",
      "dev-internet 10.41.0.0/16",
      "dev-management 10.43.0.0/16",
      "dev-medical 10.40.0.0/16",
    ]);
  });

  it("has a security group for each role of a zone, but for load balancers, which have access lists", () => {
    const groups = [
      "dev-exchange-exchange-proxy",
      "dev-exchange-gateway",
      "dev-internet-control-plane",
      "dev-internet-worker",
      "dev-management-bastion",
      "dev-management-runner",
      "dev-medical-control-plane",
      "dev-medical-worker",
    ];
    expect(
      openstack
        .resources("openstack_networking_secgroup_v2")
        .map(({ name }) => name)
        .sort(),
    ).toEqual(groups);
    expect(
      ctyun
        .resources("ctyun_security_group")
        .map(({ name }) => name)
        .sort(),
    ).toEqual(groups);
  });

  it("names the zones and roles that it has when asked for another", () => {
    expect(() => dev.networkStack("chutian").securityGroup("medical", "gateway")).toThrow(
      "zone medical of cloud chutian has no subnet of role gateway: expected one of medical/control-plane, medical/worker, management/bastion, management/runner, exchange/exchange-proxy, exchange/gateway, internet/control-plane, internet/worker",
    );
  });
});

describe("the zones of an OpenStack cloud", () => {
  it("meet in exchange and management alone: no router of medical stands in internet, nor the reverse", () => {
    const meetings = openstack
      .resources("openstack_networking_router_interface_v2")
      .map(({ router_id: router, subnet_id, port_id }) => {
        const port = /openstack_networking_port_v2\.([\w-]+)\.id/.exec(String(port_id))?.[1];
        const network =
          port === undefined ? subnet_id : openstack.resource("openstack_networking_port_v2", port).network_id;
        return `${zonesIn(router).join()} in ${zonesIn(network).join()}`;
      });
    expect([...new Set(meetings)].sort()).toEqual([
      "exchange in exchange",
      "internet in exchange",
      "internet in internet",
      "internet in management",
      "management in management",
      "medical in exchange",
      "medical in management",
      "medical in medical",
    ]);
  });
});

describe("the zones of a ctyun cloud", () => {
  it("meet at endpoints of load balancers alone, each admitting its own zone", () => {
    const endpoints = ctyun.resources("ctyun_vpce").map(({ subnet_ip: address, whitelist_cidr: clients, vpc_id }) => ({
      zone: zonesIn(vpc_id).join(),
      address,
      clients,
    }));
    expect(endpoints).toEqual([
      { zone: "internet", address: "10.41.0.30", clients: ["10.41.0.0/16"] },
      { zone: "medical", address: "10.40.0.30", clients: ["10.40.0.0/16"] },
    ]);
    expect(ctyun.text).not.toContain("peering");
  });
});

describe("dedicated lines", () => {
  const link = {
    id: "link-radio",
    kind: "line",
    carrier: "China Broadnet",
    transferCidr: "10.255.0.20/30",
    ends: {
      chutian: [{ zone: "medical", nextHop: "10.24.0.9" }],
      tianyi: [{ zone: "medical", nextHop: "dcg-dev-medical-radio" }],
    },
  };
  const twoLinks = new TestedEnvironment("dev", { prepend: { links: link } });

  it("both carry a block in OpenStack, where two lead to it", () => {
    const routes = twoLinks.output("dev-chutian-network").resources("openstack_networking_router_route_v2");
    expect(
      routes.filter(({ destination_cidr }) => destination_cidr === "10.40.0.0/16").map(({ next_hop }) => next_hop),
    ).toEqual(["10.24.0.8", "10.24.0.9"]);
  });

  it("carry it one at a time in ctyun: the first that is declared", () => {
    const routes = twoLinks.output("dev-tianyi-network").resources("ctyun_vpc_route_table_rule");
    expect(
      routes
        .filter(({ destination }) => destination === "10.24.0.0/16")
        .map(({ next_hop_id, next_hop_type }) => [next_hop_type, next_hop_id]),
    ).toEqual([["dc", "dcg-dev-medical-radio"]]);
  });

  it("lead to the sites that join by line, and never to those that join by IPsec", () => {
    const medical = openstack
      .resources("openstack_networking_router_route_v2")
      .filter(({ next_hop }) => next_hop === "10.24.0.6")
      .map(({ destination_cidr }) => destination_cidr);
    expect(medical).toEqual(["10.192.0.0/16"]);
  });
});

describe("the management zone", () => {
  it("has a pair of bastions and a pair of runners in each cloud", () => {
    const machines = [
      "bastion-g1_machine-001",
      "bastion-g1_machine-002",
      "runner-g1_machine-001",
      "runner-g1_machine-002",
    ];
    expect(openstack.ids("openstack_compute_instance_v2")).toEqual(expect.arrayContaining(machines));
    expect(ctyun.ids("ctyun_ecs")).toEqual(expect.arrayContaining(machines));
  });

  it("keeps the machines of a retiring generation beside the new ones", () => {
    const both = new TestedEnvironment("dev", {
      set: { "clouds.chutian.management.generation": 2, "clouds.chutian.management.retiring": [1] },
    }).output("dev-chutian-network");
    const groups = both
      .ids("openstack_compute_instance_v2")
      .filter((id) => /^(bastion|runner)-g\d_machine-001$/.test(id));
    expect(groups).toEqual([
      "bastion-g1_machine-001",
      "bastion-g2_machine-001",
      "runner-g1_machine-001",
      "runner-g2_machine-001",
    ]);
  });

  it("never replaces a runner in place, since a deploy runs on it", () => {
    const ignored = (id: string) => openstack.resource("openstack_compute_instance_v2", id).lifecycle;
    expect(ignored("runner-g1_machine-001")).toMatchObject({ ignore_changes: ["user_data", expect.any(String)] });
    expect(ignored("bastion-g1_machine-001")).toMatchObject({
      ignore_changes: [expect.not.stringContaining("user_data")],
    });
  });

  it("is entered by SSH from the operators' offices at the bastions alone", () => {
    const ssh = openstack
      .resources("openstack_networking_secgroup_rule_v2")
      .filter(({ direction, port_range_min }) => direction === "ingress" && port_range_min === 22)
      .map(({ remote_ip_prefix, security_group_id }) => [
        remote_ip_prefix,
        /\.([\w-]+)_security-group/.exec(String(security_group_id))?.[1],
      ]);
    expect(ssh).toEqual([
      ["10.250.2.0/24", "management-bastion"],
      ["10.27.4.0/24", "management-runner"],
    ]);
  });
});

describe("an exchange that ends TLS", () => {
  it("checks the gateway behind it by the environment's own authority, where that signs its certificate", () => {
    const changed = new TestedEnvironment("dev", {
      set: { "services.0.flows.0.tls": "reencrypt", certificates: { medical: { kind: "authority" } } },
    });
    const authority = "base64gzip(tls_self_signed_cert.services-ca_certificate.cert_pem)";
    expect(changed.output("dev-chutian-network").text.includes(authority)).toBe(true);
  });
});

import { admittedBlocks, firewallRules, PERMISSION_TYPES, publicThings, target, zoneOf } from "./support/firewalls";
import { synthesizeNamed, type SynthesizedFolder, type SynthesizedResource } from "./support/synthesized";

let output: SynthesizedFolder;
let resources: SynthesizedResource[];
const ofType = (type: string) => resources.filter((resource) => resource.type === type);

beforeAll(() => {
  output = synthesizeNamed(["prod"]);
  resources = output.resources("prod");
}, 240_000);
afterAll(() => {
  output.remove();
});

describe("the security groups of prod", () => {
  it("have rules in both clouds", () => {
    const counts = (type: string) => ofType(type).length;
    expect(counts("openstack_networking_secgroup_rule_v2")).toBeGreaterThan(100);
    expect(counts("ctyun_security_group_rule")).toBeGreaterThan(100);
  });

  it("name a protocol and a peer in every rule, and ports for TCP and UDP", () => {
    const incomplete = firewallRules(resources).filter(
      ({ protocol, ports, peer }) =>
        !["tcp", "udp", "icmp", "vrrp"].includes(String(protocol)) ||
        !/^\d+\.\d+\.\d+\.\d+\/\d+$/.test(String(peer)) ||
        (["tcp", "udp"].includes(String(protocol)) && ports === undefined),
    );
    expect(incomplete).toEqual([]);
  });

  it("open nothing to everybody", () => {
    expect(firewallRules(resources).filter(({ peer }) => String(peer).endsWith("/0"))).toEqual([]);
  });

  it("permit nothing twice", () => {
    const permissions = resources
      .filter(({ type }) => PERMISSION_TYPES.slice(0, 2).includes(type))
      .map(({ stack, values }) =>
        JSON.stringify([
          stack,
          values.security_group_id,
          values.direction,
          values.protocol,
          values.range ?? [values.port_range_min, values.port_range_max],
          values.remote_ip_prefix ?? values.dest_cidr_ip,
        ]),
      );
    expect(new Set(permissions).size).toBe(permissions.length);
  });

  it("start without the rules that OpenStack adds by itself", () => {
    const groups = ofType("openstack_networking_secgroup_v2");
    expect(groups).toHaveLength(10);
    expect(groups.filter(({ values }) => values.delete_default_rules !== true)).toEqual([]);
  });

  it("leave room in ctyun before every rule: none has priority 1", () => {
    const priorities = new Set(ofType("ctyun_security_group_rule").map(({ values }) => values.priority));
    expect([...priorities]).toEqual([50]);
  });

  it("stand on every machine, in OpenStack on its port", () => {
    const instances = ofType("openstack_compute_instance_v2");
    const ports = instances.flatMap(({ stack, values }) => {
      const networks = Array.isArray(values.network) ? values.network : [];
      return networks.map((network: { port?: unknown }) => target(resources, stack, network.port));
    });
    expect(ports).toHaveLength(instances.length);
    const unguarded = [...ports, ...ofType("ctyun_ecs")].filter(({ values }) => {
      const groups = values.security_group_ids;
      return !Array.isArray(groups) || groups.length === 0 || values.port_security_enabled === false;
    });
    expect(unguarded).toEqual([]);
  });
});

describe("the load balancers of prod", () => {
  it("admit the public at the gateway of the internet zone alone", () => {
    const open = resources.filter((resource) => JSON.stringify(admittedBlocks(resource) ?? "").includes("0.0.0.0/0"));
    expect(open.map(({ stack, values }) => `${stack}: ${String(values.name)}`).sort()).toEqual([
      "prod-internet-chutian-cluster: prod-internet-ingress-clients",
      "prod-internet-tianyi-cluster: prod-internet-ingress-443",
    ]);
  });

  it("have an access list on every listener", () => {
    const octavia = ofType("openstack_lb_listener_v2");
    expect(octavia.filter((listener) => !Array.isArray(admittedBlocks(listener)))).toEqual([]);
    const elb = ofType("ctyun_elb_listener");
    expect(elb.filter(({ values }) => values.access_control_type !== "White")).toEqual([]);
    expect(
      elb.flatMap(({ stack, values }) => admittedBlocks(target(resources, stack, values.access_control_id))),
    ).not.toContain(undefined);
  });

  it("hold at most ten blocks in an access list of ctyun", () => {
    const long = ofType("ctyun_elb_acl").filter(({ values }) => {
      const blocks = values.source_ips;
      return !Array.isArray(blocks) || blocks.length > 10 || blocks.length === 0;
    });
    expect(long).toEqual([]);
  });
});

describe("the public addresses of prod", () => {
  it("belong to the internet zone's gateways and the IPsec machines, never to medical or management", () => {
    expect(
      publicThings(resources)
        .map(({ stack, zone }) => `${stack}: ${String(zone)}`)
        .sort(),
    ).toEqual([
      "prod-internet-chutian-cluster: internet",
      "prod-internet-tianyi-cluster: internet",
      "prod-tianyi-network: exchange",
      "prod-tianyi-network: exchange",
    ]);
  });

  it("are all in use", () => {
    const allotted = [...ofType("openstack_networking_floatingip_v2"), ...ofType("ctyun_eip")];
    expect(allotted).toHaveLength(publicThings(resources).length + ofType("ctyun_nat").length);
  });

  it("give medical no way out: no NAT gateway, no router to the external network", () => {
    expect(ofType("ctyun_nat").map(zoneOf).sort()).toEqual(["exchange", "internet", "management"]);
    const outwards = ofType("openstack_networking_router_v2").filter(({ values }) => values.external_network_id);
    expect(outwards.map(({ values }) => values.name).sort()).toEqual([
      "prod-exchange",
      "prod-internet",
      "prod-management",
    ]);
  });
});

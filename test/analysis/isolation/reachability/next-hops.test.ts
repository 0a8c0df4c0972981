import { analyseIsolation } from "../../../../src/analysis/isolation/isolation";
import type { Intent } from "../../../../src/analysis/isolation/judgement/intent";
import { formatAddresses } from "../../../../src/analysis/sets/ipv4-addresses";
import { line, type Values } from "../support/seeded";

const NOTHING_DECLARED: Intent = { zones: [], separated: [], connections: [], sourceOf: () => undefined };

/** Everything that the clouds' terms for one network differ in. */
type Resources = Readonly<Record<string, Values>>;

/** An OpenStack router with the subnet of its machines: a client that sends everything, and a gateway that takes HTTPS. */
function openstack(others: Resources, gateway: Values = { fixed_ip: [fixedAt("192.168.1.9")] }) {
  const port = (role: string, values: Values) => ({
    security_group_ids: [`\${openstack_networking_secgroup_v2.${role}.id}`],
    ...values,
  });
  const resource: Resources = {
    openstack_networking_router_v2: { hub: {} },
    openstack_networking_subnet_v2: { hub: { cidr: "192.168.1.0/24", gateway_ip: "192.168.1.1" } },
    openstack_networking_router_interface_v2: {
      hub: {
        router_id: "${openstack_networking_router_v2.hub.id}",
        subnet_id: "${openstack_networking_subnet_v2.hub.id}",
      },
    },
    openstack_networking_secgroup_v2: { client: {}, gateway: { delete_default_rules: true } },
    openstack_networking_secgroup_rule_v2: {
      https: {
        security_group_id: "${openstack_networking_secgroup_v2.gateway.id}",
        direction: "ingress",
        protocol: "tcp",
        port_range_min: 443,
        port_range_max: 443,
      },
    },
    openstack_networking_port_v2: {
      client: port("client", { fixed_ip: [fixedAt("192.168.1.8")] }),
      gateway: port("gateway", gateway),
    },
    ...others,
  };
  return [{ name: "main", terraform: { resource } }];
}

function fixedAt(address?: string): Values {
  return { subnet_id: "${openstack_networking_subnet_v2.hub.id}", ...(address && { ip_address: address }) };
}

const routerRoute = (destination: string, hop: string): Resources => ({
  openstack_networking_router_route_v2: {
    it: { router_id: "${openstack_networking_router_v2.hub.id}", destination_cidr: destination, next_hop: hop },
  },
});

const hostRoute = (destination: string, hop: string): Resources => ({
  openstack_networking_subnet_route_v2: {
    it: { subnet_id: "${openstack_networking_subnet_v2.hub.id}", destination_cidr: destination, next_hop: hop },
  },
});

const open = (files: ReturnType<typeof openstack>) => analyseIsolation(files, NOTHING_DECLARED).violations.map(line);

const GATEWAY = "openstack_networking_port_v2.gateway";
const CLIENT = "openstack_networking_port_v2.client";

describe("a route whose next hop is a machine of OpenStack", () => {
  const behindIt = `undeclared: ${CLIENT} -> what stands behind ${GATEWAY} tcp/443`;

  it("leads to what stands behind the machine, by its security groups", () => {
    expect(open(openstack(routerRoute("10.1.0.0/16", "192.168.1.9")))).toContain(behindIt);
  });

  it("leads there as well where the hosts of the subnet have the route", () => {
    expect(open(openstack(hostRoute("10.1.0.0/16", "192.168.1.9")))).toContain(behindIt);
  });

  it("leads there where the machine's address is known only after apply", () => {
    const hop = "${openstack_networking_port_v2.gateway.all_fixed_ips[0]}";
    expect(open(openstack(routerRoute("10.1.0.0/16", hop), { fixed_ip: [fixedAt()] }))).toContain(behindIt);
  });

  it("leads to each machine that may bear the address", () => {
    const files = openstack(routerRoute("10.1.0.0/16", "192.168.1.100"), {
      fixed_ip: [fixedAt("192.168.1.9")],
      allowed_address_pairs: [{ ip_address: "192.168.1.100" }],
    });
    expect(open(files)).toContain(behindIt);
  });

  it("lets in what stands behind the machine as far as its security groups let it out and its port bears the sender", () => {
    const egress = {
      openstack_networking_secgroup_v2: { client: {}, gateway: {} },
      openstack_networking_secgroup_rule_v2: {
        ssh: {
          security_group_id: "${openstack_networking_secgroup_v2.client.id}",
          direction: "ingress",
          protocol: "tcp",
          port_range_min: 22,
          port_range_max: 22,
          remote_ip_prefix: "10.1.0.0/16",
        },
      },
    };
    const letIn = (gateway: Values) =>
      open(openstack({ ...routerRoute("10.1.0.0/16", "192.168.1.9"), ...egress }, gateway));
    const fixed = { fixed_ip: [fixedAt("192.168.1.9")] };
    const passing = `undeclared: what stands behind ${GATEWAY} -> ${CLIENT} tcp/22`;
    expect(letIn({ ...fixed, allowed_address_pairs: [{ ip_address: "10.1.0.0/16" }] })).toContain(passing);
    expect(letIn(fixed)).not.toContain(passing);
  });

  it("is listed where the machine is not read", () => {
    const { notUnderstood } = analyseIsolation(
      [
        {
          name: "main",
          terraform: {
            resource: {
              ctyun_vpc: { hub: {} },
              ctyun_instance_of_others: { it: {} },
              ctyun_vpc_route_table: { hub: { vpc_id: "${ctyun_vpc.hub.id}" } },
              ctyun_vpc_route_table_rule: {
                it: {
                  route_table_id: "${ctyun_vpc_route_table.hub.id}",
                  destination: "10.1.0.0/16",
                  next_hop_type: "vm",
                  next_hop_id: "${ctyun_instance_of_others.it.id}",
                },
              },
            },
          },
        },
      ],
      NOTHING_DECLARED,
    );
    expect(notUnderstood).toContainEqual({
      stack: "main",
      address: "ctyun_vpc_route_table_rule.it",
      what: "it leads to something that is not read in these stacks",
    });
  });
});

describe("a host route to a neighbour that is not of these stacks", () => {
  const files = openstack(hostRoute("10.1.0.0/16", "192.168.1.6"));

  it("leads to what stands behind it", () => {
    expect(open(files)).toContain(`undeclared: ${CLIENT} -> lines of openstack_networking_subnet_v2.hub any`);
  });

  it("lets in what stands behind it, as far as security groups do", () => {
    expect(open(files)).toContain(`undeclared: lines of openstack_networking_subnet_v2.hub -> ${GATEWAY} tcp/443`);
  });

  it("shows the route", () => {
    const { violations } = analyseIsolation(files, NOTHING_DECLARED);
    const [leaving] = violations.filter(({ to }) => to === "lines of openstack_networking_subnet_v2.hub");
    expect(leaving?.witness.map(({ address }) => address)).toContain("openstack_networking_subnet_route_v2.it");
    expect(leaving && formatAddresses(leaving.destinations)).toBe("10.1.0.0/16");
  });
});

import { analyseIsolation } from "../../../src/analysis/isolation/isolation";
import type { Intent } from "../../../src/analysis/isolation/judgement/intent";
import { addressesOf } from "../../../src/analysis/sets/ipv4-addresses";
import { packets } from "../../../src/analysis/sets/packet-set";
import { ServiceSet } from "../../../src/analysis/sets/service-set";
import type { Values } from "./support/seeded";

const NOTHING_DECLARED: Intent = { zones: [], separated: [], connections: [], sourceOf: () => undefined };

/** `client` and `server` in one subnet; the server's group lets in SSH from the client's group and from 192.0.2.0/24. */
function subnet(client: Values) {
  const port = (name: string, address: string): Values => ({
    fixed_ip: [{ subnet_id: "${openstack_networking_subnet_v2.main.id}", ip_address: address }],
    security_group_ids: [`\${openstack_networking_secgroup_v2.${name}.id}`],
  });
  const rule = (values: Values): Values => ({
    security_group_id: "${openstack_networking_secgroup_v2.server.id}",
    direction: "ingress",
    ethertype: "IPv4",
    protocol: "tcp",
    port_range_min: 22,
    port_range_max: 22,
    ...values,
  });
  const resource = {
    openstack_networking_subnet_v2: { main: { cidr: "10.0.0.0/24" } },
    openstack_networking_secgroup_v2: { client: {}, server: {} },
    openstack_networking_secgroup_rule_v2: {
      group: rule({ remote_group_id: "${openstack_networking_secgroup_v2.client.id}" }),
      block: rule({ remote_ip_prefix: "192.0.2.0/24" }),
    },
    openstack_networking_port_v2: {
      client: { ...port("client", "10.0.0.10"), ...client },
      server: port("server", "10.0.0.20"),
    },
  };
  return [{ name: "main", terraform: { resource } }];
}

/** Whether the server takes SSH in that the client sends under an address. */
function reaches(client: Values, source: string): boolean {
  const { paths } = analyseIsolation(subnet(client), NOTHING_DECLARED);
  const asked = packets(addressesOf(source), addressesOf("10.0.0.20"), ServiceSet.parse("tcp/22"));
  return paths.all.some(
    ({ from, packets: passing }) => from.key.endsWith("_v2.client") && !passing.intersect(asked).isEmpty,
  );
}

describe("a port of Neutron's", () => {
  it("sends under its own addresses and its pairs alone", () => {
    expect(reaches({}, "10.0.0.10")).toBe(true);
    expect(reaches({}, "192.0.2.1")).toBe(false);
    expect(reaches({ allowed_address_pairs: [{ ip_address: "192.0.2.1" }] }, "192.0.2.1")).toBe(true);
  });

  it("keeps to them without security groups, and sends under any address without port security", () => {
    expect(reaches({ no_security_groups: true, security_group_ids: [] }, "192.0.2.1")).toBe(false);
    expect(reaches({ port_security_enabled: false, security_group_ids: [] }, "192.0.2.1")).toBe(true);
  });

  it("is in its groups with its pairs too, where a rule names a group as the peer", () => {
    expect(reaches({}, "10.0.0.99")).toBe(false);
    expect(reaches({ allowed_address_pairs: [{ ip_address: "10.0.0.99" }] }, "10.0.0.99")).toBe(true);
  });
});

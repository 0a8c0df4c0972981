import { X509Certificate } from "node:crypto";
import { parse } from "yaml";
import { z } from "zod";
import { observe } from "../../../src/simulation/provider/observe";
import { AddressBook, hostAt } from "../../../src/simulation/values/address-book";
import { Seed } from "../../../src/simulation/values/seed";
import { field, listField, textField } from "../../../src/simulation/wire/value";
import { created } from "./support";

const kubeconfig = z.object({
  clusters: z.tuple([
    z.object({ cluster: z.object({ server: z.string(), "certificate-authority-data": z.string() }) }),
  ]),
  users: z.tuple([z.object({ user: z.object({ "client-certificate-data": z.string() }) })]),
});

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe("an address book", () => {
  it("assigns addresses of the subnet's range, none twice, the same to the same owner", () => {
    const book = new AddressBook();
    book.addSubnet("s", "10.1.2.0/24", "n", { start: "10.1.2.100", end: "10.1.2.109" });
    const owners = Array.from({ length: 10 }, (_, index) => Seed.of(String(index)));
    const assigned = owners.map((owner) => book.assign("s", owner));
    expect(new Set(assigned).size).toBe(10);
    for (const address of assigned) expect(address).toMatch(/^10\.1\.2\.10\d$/);
    expect(owners.map((owner) => book.assign("s", owner))).toEqual(assigned);
    expect(book.subnetOf("n")).toBe("s");
    expect(() => book.assign("s", Seed.of("one more"))).toThrow(
      "subnet s has no free address: all 10 of its range are taken",
    );
  });

  it("leaves a subnet's first addresses and its last to others when no range is given", () => {
    const book = new AddressBook();
    book.addSubnet("s", "10.1.2.0/27");
    const assigned = Array.from({ length: 21 }, (_, index) => book.assign("s", Seed.of(String(index))));
    expect(assigned.map((address) => Number(address.split(".")[3])).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 21 }, (_, index) => index + 10),
    );
  });

  it("has addresses of IPv6 subnets, and a private one where the subnet is not known", () => {
    const book = new AddressBook();
    book.addSubnet("s", "fd00:1::/64");
    expect(book.assign("s", Seed.of("a"))).toMatch(/^fd00:1:0:0(?::[0-9a-f]{1,4}){4}$/);
    expect(book.assign("elsewhere", Seed.of("a"))).toMatch(/^10\.\d+\.\d+\.\d+$/);
  });

  it("counts hosts from either end, and has none in what is no CIDR", () => {
    expect(hostAt("10.1.2.0/24", 1)).toBe("10.1.2.1");
    expect(hostAt("10.1.2.7/24", -1)).toBe("10.1.2.254");
    expect(hostAt("nonsense", 1)).toBeUndefined();
  });
});

describe("OpenStack", () => {
  it("puts a port, its machine and a load balancer's address into the subnet", () => {
    const addresses = new AddressBook();
    const subnet = created("openstack_networking_subnet_v2", { cidr: "10.9.8.0/24", network_id: "n" }, { addresses });
    observe("openstack_networking_subnet_v2", subnet, addresses);
    expect(subnet).toMatchObject({
      id: expect.stringMatching(UUID) as unknown,
      gateway_ip: "10.9.8.1",
      region: "simulated",
    });
    const fixedIp = { subnet_id: field(subnet, "id"), ip_address: null };
    const port = created("openstack_networking_port_v2", { network_id: "n", fixed_ip: [fixedIp] }, { addresses });
    observe("openstack_networking_port_v2", port, addresses);
    const [address] = listField(port, "all_fixed_ips");
    expect(address).toMatch(/^10\.9\.8\.\d+$/);
    expect(port).toMatchObject({ mac_address: expect.stringMatching(/^fa:16:3e(?::[0-9a-f]{2}){3}$/) as unknown });
    const machine = created("openstack_compute_instance_v2", { network: [{ port: field(port, "id") }] }, { addresses });
    expect(machine).toMatchObject({ access_ip_v4: address, network: [{ fixed_ip_v4: address }] });
    const balancer = created("openstack_lb_loadbalancer_v2", { vip_network_id: "n" }, { addresses });
    expect(balancer).toMatchObject({
      vip_address: expect.stringMatching(/^10\.9\.8\.\d+$/) as unknown,
      vip_subnet_id: field(subnet, "id"),
    });
  });

  it("gives a port the address that it asks for", () => {
    const fixedIp = { subnet_id: "s", ip_address: "10.1.1.7" };
    const port = created("openstack_networking_port_v2", { fixed_ip: [fixedIp], security_group_ids: ["g"] });
    expect(port).toMatchObject({ all_fixed_ips: ["10.1.1.7"], all_security_group_ids: ["g"] });
  });

  it("leaves a rule's other peers empty", () => {
    const rule = created("openstack_networking_secgroup_rule_v2", { remote_ip_prefix: "10.0.0.0/8" });
    expect(rule).toMatchObject({ remote_ip_prefix: "10.0.0.0/8", remote_group_id: "", remote_address_group_id: "" });
  });
});

describe("Tianyi Cloud", () => {
  it.each([
    ["ctyun_vpc", /^vpc-[a-z0-9]{10}$/],
    ["ctyun_subnet", /^subnet-[a-z0-9]{10}$/],
    ["ctyun_security_group", /^sg-[a-z0-9]{10}$/],
    ["ctyun_eip", /^eip-[a-z0-9]{10}$/],
    ["ctyun_ecs", UUID],
  ])("names a %s as the cloud does", (type, form) => {
    expect(created(type, {}).id).toMatch(form);
  });

  it("repeats a NAT gateway's id where others refer to it", () => {
    const gateway = created("ctyun_nat", {});
    expect(gateway.nat_gateway_id).toBe(gateway.id);
  });

  it("puts a machine into its subnet", () => {
    const addresses = new AddressBook();
    const subnet = created("ctyun_subnet", { cidr: "10.42.4.0/24" }, { addresses });
    observe("ctyun_subnet", subnet, addresses);
    expect(subnet).toMatchObject({ gateway_ip: "10.42.4.1", ipv4_start: "10.42.4.3", ipv4_end: "10.42.4.254" });
    const machine = created("ctyun_ecs", { subnet_id: field(subnet, "id") }, { addresses });
    expect(machine.fixed_ip).toMatch(/^10\.42\.4\.\d+$/);
  });

  it("gives a managed cluster a kubeconfig with certificates that fit", () => {
    const cluster = created("ctyun_ccse_cluster", { base_info: { cluster_name: "medical" } });
    const { clusters, users } = kubeconfig.parse(parse(textField(cluster, "internal_kube_config") ?? ""));
    const read = (base64: string) => new X509Certificate(Buffer.from(base64, "base64"));
    const authority = read(clusters[0].cluster["certificate-authority-data"]);
    const client = read(users[0].user["client-certificate-data"]);
    expect(clusters[0].cluster.server).toMatch(/^https:\/\/10\.\d+\.\d+\.\d+:6443$/);
    expect(client.verify(authority.publicKey)).toBe(true);
    expect(client.subject).toBe("O=system:masters\nCN=kubernetes-admin");
  });
});

describe("Kubernetes", () => {
  it("names an object by its namespace and name, and fills in its metadata", () => {
    const metadata = { name: "web", namespace: "vendor-01", generate_name: null };
    expect(created("kubernetes_config_map_v1", { metadata: [metadata] })).toMatchObject({ id: "vendor-01/web" });
    const named = created("kubernetes_namespace_v1", { metadata: [{ generate_name: "team-", name: null }] });
    expect(named).toMatchObject({
      metadata: [
        {
          name: expect.stringMatching(/^team-[a-z0-9]{5}$/) as unknown,
          uid: expect.stringMatching(UUID) as unknown,
          generation: 1,
        },
      ],
      id: expect.stringMatching(/^team-[a-z0-9]{5}$/) as unknown,
    });
  });

  it("gives a service of type LoadBalancer an address outside, and no other", () => {
    const service = (type: string) => created("kubernetes_service_v1", { spec: [{ type, port: [] }] });
    const ingress = (type: string) => JSON.stringify(service(type).status);
    expect(ingress("ClusterIP")).toBe('[{"load_balancer":[{"ingress":[]}]}]');
    expect(ingress("LoadBalancer")).toMatch(/"ingress":\[\{"ip":"10\.[\d.]+","hostname":""\}\]/);
  });
});

describe("the provider random", () => {
  it("makes passwords of the length and the characters asked for", () => {
    const password = created("random_password", {
      length: 32,
      special: true,
      override_special: "_",
      min_special: 4,
      upper: false,
    });
    expect(password.result).toMatch(/^[a-z0-9_]{32}$/);
    expect((textField(password, "result") ?? "").split("_").length).toBeGreaterThan(4);
    expect(password.bcrypt_hash).toMatch(/^\$2a\$10\$[./A-Za-z0-9]{53}$/);
    expect(password).toMatchObject({
      lower: true,
      numeric: true,
      number: true,
      upper: false,
      min_special: 4,
      min_lower: 0,
    });
  });

  it("writes one id in several ways", () => {
    const id = created("random_id", { byte_length: 4, prefix: "x-" });
    const hex = (textField(id, "hex") ?? "").slice(2);
    expect(hex).toMatch(/^[0-9a-f]{8}$/);
    expect(id.dec).toBe(`x-${Number.parseInt(hex, 16)}`);
    expect(id.b64_std).toBe(`x-${Buffer.from(hex, "hex").toString("base64")}`);
  });

  it("stays within bounds, and keeps what it shuffles", () => {
    expect(Number(created("random_integer", { min: 5, max: 7 }).result)).toBeGreaterThanOrEqual(5);
    expect(Number(created("random_integer", { min: 5, max: 7 }).result)).toBeLessThanOrEqual(7);
    const shuffled = created("random_shuffle", { input: ["a", "b", "c"] });
    expect(listField(shuffled, "result").map(String).sort()).toEqual(["a", "b", "c"]);
    expect(listField(created("random_shuffle", { input: ["a", "b"], result_count: 1 }), "result")).toHaveLength(1);
  });
});

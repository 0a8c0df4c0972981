import { checkSchema } from "../../src/terraform/check-schema";

function findings(type: string, values: Record<string, unknown>): string[] {
  return checkSchema({ resource: { [type]: { it: values } } }).map(({ path, message }) => `${path}: ${message}`);
}

describe("the check against a provider's schema", () => {
  it("accepts a resource that the provider accepts", () => {
    expect(findings("openstack_networking_secgroup_v2", { name: "workers", delete_default_rules: true })).toEqual([]);
  });

  it("finds an argument that does not exist", () => {
    expect(findings("openstack_networking_secgroup_v2", { name: "workers", colour: "red" })).toEqual([
      "openstack_networking_secgroup_v2.it.colour: unknown argument",
    ]);
  });

  it("finds a required argument that is missing", () => {
    expect(findings("openstack_networking_secgroup_v2", {})).toEqual([
      "openstack_networking_secgroup_v2.it.name: missing argument",
    ]);
  });

  it("finds a value of another type, and accepts what Terraform converts", () => {
    expect(findings("openstack_blockstorage_volume_v3", { size: "large" })).toEqual([
      'openstack_blockstorage_volume_v3.it.size: got string "large", expected number',
    ]);
    expect(findings("openstack_blockstorage_volume_v3", { size: "20" })).toEqual([]);
  });

  it("lets expressions pass, since only Terraform knows what they yield", () => {
    expect(findings("openstack_blockstorage_volume_v3", { size: "${var.size}" })).toEqual([]);
  });

  it("looks into nested blocks", () => {
    const port = { network_id: "n", fixed_ip: [{ subnet_id: "s", adress: "10.0.0.1" }] };
    expect(findings("openstack_networking_port_v2", port)).toEqual([
      "openstack_networking_port_v2.it.fixed_ip[0].adress: unknown argument",
    ]);
  });

  it("looks into nested attributes", () => {
    const service = {
      auto_connection: true,
      name: "exchange",
      subnet_id: "s",
      vpc_id: "v",
      type: "interface",
      rules: [{ endpoint_port: 443, protocol: "TCP" }],
    };
    expect(findings("ctyun_vpce_service", service)).toEqual([
      "ctyun_vpce_service.it.rules[0].server_port: missing argument",
    ]);
  });

  it("refuses to set what the provider computes", () => {
    expect(findings("ctyun_vpc", { name: "medical", cidr: "10.0.0.0/16", id: "vpc-1" })).toEqual([
      "ctyun_vpc.it.id: is computed by the provider and cannot be given",
    ]);
  });

  it("counts blocks", () => {
    const rule = { name: "g", rules: [{ max_server_per_host: 1 }, { max_server_per_host: 2 }] };
    expect(findings("openstack_compute_servergroup_v2", rule)).toEqual([
      "openstack_compute_servergroup_v2.it.rules: got 2 blocks, expected at most 1",
    ]);
  });

  it("names a type that no known provider has", () => {
    expect(findings("aws_instance", {})).toEqual(["aws_instance: unknown type: no provider with facts has it"]);
  });
});

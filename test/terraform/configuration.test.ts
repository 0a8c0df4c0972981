import { Configuration } from "../../src/terraform/configuration";
import { Reference, Unknown } from "../../src/terraform/symbolic-value";

const network = {
  name: "network",
  terraform: {
    terraform: { backend: { s3: { bucket: "state", key: "network.tfstate", use_lockfile: true } } },
    locals: { prefix: "prod", script: '${base64gzip(join("", ["#!/bin/sh\\n", "exit 0"]))}' },
    variable: { region: { default: "wuhan" }, secret: {} },
    resource: {
      openstack_networking_network_v2: { medical: { name: "${local.prefix}-medical" } },
      openstack_networking_subnet_v2: {
        worker: { network_id: "${openstack_networking_network_v2.medical.id}", cidr: "10.16.0.0/24" },
      },
    },
    output: { worker: { value: "${openstack_networking_subnet_v2.worker.id}" } },
  },
};

const cluster = {
  name: "cluster",
  terraform: {
    data: {
      terraform_remote_state: {
        net: { backend: "s3", config: { bucket: "state", key: "network.tfstate", endpoints: {} } },
      },
    },
    resource: {
      openstack_networking_port_v2: {
        node: { fixed_ip: [{ subnet_id: "${data.terraform_remote_state.net.outputs.worker}" }] },
        many: { count: 3 },
      },
    },
    module: { elsewhere: { source: "./elsewhere" } },
  },
};

const configuration = new Configuration([network, cluster]);

function probe(value: unknown) {
  const stack = {
    ...network,
    terraform: { ...network.terraform, resource: { ...network.terraform.resource, probe: { it: { value } } } },
  };
  const [resource] = new Configuration([stack]).ofType("probe");
  if (!resource) throw new Error("no probe");
  return new Configuration([stack]).valueOf(resource, "value");
}

describe("Configuration", () => {
  it("follows a reference into another stack by way of its state", () => {
    const [port] = configuration.ofType("openstack_networking_port_v2");
    const value = port && configuration.valueOf(port, "fixed_ip");
    expect(value).toEqual([{ subnet_id: expect.any(Reference) as unknown }]);
    expect(JSON.stringify(value)).toContain('"address":"openstack_networking_subnet_v2.worker"');
  });

  it("takes what is written for what it is, and keeps what a provider computes as the identity of its resource", () => {
    expect(probe("${openstack_networking_subnet_v2.worker.cidr}")).toBe("10.16.0.0/24");
    expect(probe("${openstack_networking_network_v2.medical.name}")).toBe("prod-medical");
    const id = probe("${openstack_networking_subnet_v2.worker.id}");
    expect(id instanceof Reference && id.toString()).toBe(
      "\u27e6network/openstack_networking_subnet_v2.worker.id\u27e7",
    );
  });

  it("evaluates the functions that synthesized files use", () => {
    expect(probe("${element(openstack_networking_subnet_v2.worker.all, 0)}")).toMatchObject({ path: ["all", 0] });
    expect(probe('${join("-", ["a", var.region])}')).toBe("a-wuhan");
    expect(probe('${jsonencode({ "a" = [1, true] })}')).toBe('{"a":[1,true]}');
    expect(probe("${local.script}")).toMatch(/^H4sI/);
  });

  it.each(["${var.secret}", "${1 + 2}", "${local.none ? 1 : 2}", "${timestamp()}", "%{ if true }a%{ endif }"])(
    "does not pretend to know %s",
    (text) => {
      expect(probe(text)).toBeInstanceOf(Unknown);
    },
  );

  it("leaves an escaped expression alone", () => {
    expect(probe("$${var.region} ${var.region}")).toBe("${var.region} wuhan");
  });

  it("tells what it does not read", () => {
    expect(configuration.notRead).toEqual([
      { stack: "cluster", address: "module.elsewhere", what: "modules are not read" },
      { stack: "cluster", address: "openstack_networking_port_v2.many", what: "count is not read" },
    ]);
  });
});

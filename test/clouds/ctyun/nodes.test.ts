import { TerraformVariable } from "cdktf";
import { address, newCloud, newMachines, newNetwork, newStack, Synthesized } from "./support";

const lengthCheck = {
  condition: "${(length(local.workers_user-data-001) <= 16384)}",
  error_message:
    "user_data: got ${nonsensitive(sensitive(length(local.workers_user-data-001)))} characters, allowed are at most 16384; give the machine less: fewer manifests, registries or trusted certificates, or build them into the image.",
};

describe("a group of machines", () => {
  it("stands in the subnets of its role, one machine per key, without password or key pair", () => {
    const stack = newStack();
    newMachines(newNetwork(stack, "medical"));
    const terraform = new Synthesized(stack);

    expect(terraform.ids("ecs")).toEqual(["workers_machine-001", "workers_machine-002"]);
    expect(terraform.resource("ecs", "workers_machine-001")).toEqual({
      instance_name: "prod-medical-worker-001",
      display_name: "prod-medical-worker-001",
      flavor_id: "4a53f2ee-9714-4a7e-82e1-f0a3ee0b8304",
      image_id: "3f0a2f2e-93a7-4f3c-9d0c-5d9ae3a4a9a1",
      az_name: "cn-hb-wh41-hbwh1A-public-ctcloud",
      system_disk_type: "ssd",
      system_disk_size: 80,
      vpc_id: "${ctyun_vpc.medical_vpc.id}",
      subnet_id: "${ctyun_subnet.medical_subnet-worker-a.id}",
      security_group_ids: ["${ctyun_security_group.workers-security_security-group.id}"],
      user_data: "${local.workers_user-data-001}",
      cycle_type: "on_demand",
      lifecycle: { ignore_changes: ["user_data", "image_id"], precondition: [lengthCheck] },
    });
    expect(terraform.resource("ecs", "workers_machine-002").subnet_id).toBe(
      "${ctyun_subnet.medical_subnet-worker-b.id}",
    );
  });

  it("hands user data over compressed and in base64, what it refers to included", () => {
    const stack = newStack();
    const secret = new TerraformVariable(stack, "token", { type: "string", sensitive: true });
    newMachines(newNetwork(stack, "medical"), {
      machines: [{ key: "001", availabilityZone: "a", userData: `token: ${secret.stringValue}` }],
    });

    expect(new Synthesized(stack).local("workers_user-data-001")).toBe(
      '${base64gzip(join("", ["token: ", var.token]))}',
    );
  });

  it.each([
    ["soft", "soft-anti-affinity"],
    ["hard", "anti-affinity"],
    [undefined, "soft-anti-affinity"],
  ] as const)("keeps machines apart: %s", (antiAffinity, policy) => {
    const stack = newStack();
    newMachines(newNetwork(stack, "medical"), { ...(antiAffinity && { antiAffinity }) });
    const terraform = new Synthesized(stack);

    expect(terraform.resource("ecs_affinity_group", "workers_affinity-group")).toEqual({
      affinity_group_name: "prod-medical-worker",
      affinity_group_policy: policy,
    });
    expect(terraform.resource("ecs_affinity_group_association", "workers_affinity-002")).toEqual({
      affinity_group_id: "${ctyun_ecs_affinity_group.workers_affinity-group.affinity_group_id}",
      instance_id: "${ctyun_ecs.workers_machine-002.id}",
    });
  });

  it("is protected when asked", () => {
    const stack = newStack();
    newMachines(newNetwork(stack, "medical"), { protect: true });

    expect(new Synthesized(stack).resource("ecs", "workers_machine-001").lifecycle).toEqual({
      ignore_changes: ["user_data", "image_id"],
      precondition: [lengthCheck],
      prevent_destroy: true,
    });
  });

  it("has data disks that outlive its machines", () => {
    const stack = newStack();
    newMachines(newNetwork(stack, "medical"), { dataDisksGiB: [100, 500] });
    const terraform = new Synthesized(stack);

    expect(terraform.ids("ebs")).toEqual([
      "workers_data-disk-001-1",
      "workers_data-disk-001-2",
      "workers_data-disk-002-1",
      "workers_data-disk-002-2",
    ]);
    expect(terraform.resource("ebs", "workers_data-disk-002-2")).toEqual({
      name: "prod-medical-worker-002-data-2",
      az_name: "cn-hb-wh41-hbwh1B-public-ctcloud",
      mode: "vbd",
      type: "ssd",
      size: 500,
      cycle_type: "on_demand",
      lifecycle: { prevent_destroy: true },
    });
    expect(terraform.resource("ebs_association_ecs", "workers_data-disk-attachment-002-2")).toEqual({
      ebs_id: "${ctyun_ebs.workers_data-disk-002-2.id}",
      instance_id: "${ctyun_ecs.workers_machine-002.id}",
    });
  });

  it("has no public address by default", () => {
    expect(newMachines(newNetwork(newStack(), "exchange")).publicAddresses).toEqual([]);
  });

  it("gets a public address per machine in the exchange zone", () => {
    const stack = newStack();
    newMachines(newNetwork(stack, "exchange"), { publicAddresses: { bandwidthMbps: 20 } });
    const terraform = new Synthesized(stack);

    expect(terraform.resource("eip", "workers_public-address-001")).toEqual({
      name: "prod-exchange-worker-001",
      bandwidth: 20,
      cycle_type: "on_demand",
      demand_billing_type: "bandwidth",
    });
    expect(terraform.resource("eip_association", "workers_public-address-association-001")).toEqual({
      eip_id: "${ctyun_eip.workers_public-address-001.id}",
      instance_id: "${ctyun_ecs.workers_machine-001.id}",
      association_type: "vm",
    });
  });

  it("may be empty: a pool of the future", () => {
    const stack = newStack();
    expect(newMachines(newNetwork(stack, "medical"), { machines: [] }).machines).toEqual([]);
    expect(new Synthesized(stack).ids("ecs")).toEqual([]);
  });
});

describe("machines are refused", () => {
  const machine = { key: "001", availabilityZone: "a", userData: "#cloud-config" };

  it.each(["medical", "management"] as const)("with public addresses in zone %s", (zone) => {
    expect(() => newMachines(newNetwork(newStack(), zone), { publicAddresses: { bandwidthMbps: 20 } })).toThrow(
      `machines prod-${zone}-worker: got public addresses in zone ${zone}, where nothing may carry one: remove publicAddresses`,
    );
  });

  it.each([
    [
      "a virtual address",
      { virtualAddress: address("10.32.1.9") },
      "machines prod-medical-worker: got virtual address 10.32.1.9, ctyun cannot move an address between machines: remove virtualAddress",
    ],
    [
      "a pinned address",
      { machines: [{ ...machine, address: address("10.32.1.9") }] },
      "machines prod-medical-worker: got pinned address 10.32.1.9 for machine 001, ctyun allots machines' addresses: remove address",
    ],
    [
      "a key given twice",
      { machines: [machine, machine] },
      "machines prod-medical-worker: got two machines with key 001, expected each key once",
    ],
    [
      "no security group",
      { securityGroups: [] },
      "machines prod-medical-worker: got no security group, expected at least one: without one ctyun uses the VPC's default group",
    ],
    [
      "a name that is no host name",
      { name: "prod--worker" },
      'got machine name "prod--worker", expected in ctyun lower-case letters, digits and single hyphens',
    ],
    [
      "an availability zone without a subnet",
      { machines: [{ ...machine, availabilityZone: "c" }] },
      "network prod-medical has no worker subnet in availability zone c, only in a, b: add a slot for it to the zone's subnets",
    ],
  ])("with %s", (_what, props, text) => {
    expect(() => newMachines(newNetwork(newStack(), "medical"), props)).toThrow(text);
  });

  it("in an availability zone that the cloud has lost", () => {
    const stack = newStack();
    const network = newNetwork(stack, "medical");
    const cloud = newCloud({ availabilityZones: [{ id: "b", name: "cn-hb-wh41-hbwh1B-public-ctcloud" }] });
    const group = cloud.createSecurityGroup(stack, "group", { name: "prod-group", network, role: "worker" });
    expect(() =>
      cloud.createMachines(stack, "machines", {
        name: "prod-medical",
        network,
        role: "worker",
        securityGroups: [group],
        machines: [machine],
        flavor: "small",
        diskGiB: 40,
      }),
    ).toThrow("machine prod-medical-001: got availability zone a, expected one of the cloud's: b");
  });
});

import type { MachineGroupProps } from "../../../src/constructs/machines/machines";
import type { Zone } from "../../../src/environment/schema/names";
import { address, newCloud, newMachines, newNetwork, newStack, Synthesized } from "./support";

const egress = { bandwidthMbps: 100 };

function synthesize(props: Partial<MachineGroupProps> = {}, specification: Record<string, unknown> = {}) {
  const stack = newStack();
  newMachines(newNetwork(stack, "exchange", { egress }), props, newCloud(specification));
  return new Synthesized(stack);
}

function refusal(props: Partial<MachineGroupProps>, zone: Zone = "exchange") {
  return () => newMachines(newNetwork(newStack(), zone, zone === "medical" ? {} : { egress }), props);
}

const oneMachine = { key: "001", availabilityZone: "a", userData: "#cloud-config\n{}" };

describe("a group of machines", () => {
  it("has an instance per machine in the cloud's availability zone, booted from a volume and its config drive", () => {
    const terraform = synthesize();

    expect(terraform.ids("compute_instance_v2")).toEqual(["workers_machine-001", "workers_machine-002"]);
    expect(terraform.resource("compute_instance_v2", "workers_machine-002")).toEqual({
      name: "prod-medical-worker-002",
      flavor_name: "m1.large",
      availability_zone: "az2",
      config_drive: true,
      user_data: "#cloud-config\n{}",
      network: [{ port: "${openstack_networking_port_v2.workers_port-002.id}" }],
      scheduler_hints: [{ group: "${openstack_compute_servergroup_v2.workers_server-group.id}" }],
      block_device: [
        {
          uuid: "3f0a2f2e-93a7-4f3c-9d0c-5d9ae3a4a9a1",
          source_type: "image",
          destination_type: "volume",
          volume_size: 80,
          boot_index: 0,
          delete_on_termination: true,
        },
      ],
      lifecycle: { ignore_changes: ["user_data", "block_device"] },
    });
  });

  it("boots from the hypervisor's disk when the cloud says so", () => {
    const instance = synthesize({}, { bootFrom: "image" }).resource("compute_instance_v2", "workers_machine-001");

    expect(instance.image_id).toBe("3f0a2f2e-93a7-4f3c-9d0c-5d9ae3a4a9a1");
    expect(instance).not.toHaveProperty("block_device");
    expect(instance.lifecycle).toEqual({ ignore_changes: ["user_data", "image_id"] });
  });

  it("gives each machine a port with the group's security groups and an address that Neutron allots", () => {
    expect(synthesize().resource("networking_port_v2", "workers_port-001")).toEqual({
      name: "prod-medical-worker-001",
      network_id: "${openstack_networking_network_v2.exchange_network.id}",
      fixed_ip: [{ subnet_id: "${openstack_networking_subnet_v2.exchange_subnet-worker-a.id}" }],
      security_group_ids: ["${openstack_networking_secgroup_v2.exchange-worker_security-group.id}"],
      allowed_address_pairs: [],
    });
  });

  it("pins an address when one is given", () => {
    const stack = newStack();
    const network = newNetwork(stack, "medical");
    const group = newMachines(network, { machines: [{ ...oneMachine, address: address("10.16.1.10") }] });

    expect(group.machines.map(({ key, privateAddress }) => [key, privateAddress])).toEqual([["001", "10.16.1.10"]]);
    expect(new Synthesized(stack).resource("networking_port_v2", "workers_port-001").fixed_ip).toEqual([
      { subnet_id: "${openstack_networking_subnet_v2.medical_subnet-worker-a.id}", ip_address: "10.16.1.10" },
    ]);
  });

  it.each([
    [undefined, "soft-anti-affinity"],
    ["soft", "soft-anti-affinity"],
    ["hard", "anti-affinity"],
  ] as const)("with anti-affinity %s is kept apart by the policy %s", (antiAffinity, policy) => {
    const terraform = synthesize(antiAffinity === undefined ? {} : { antiAffinity });
    expect(terraform.resource("compute_servergroup_v2", "workers_server-group")).toEqual({
      name: "prod-medical-worker",
      policies: [policy],
    });
  });

  const previousMachine = ["openstack_compute_instance_v2.workers_machine-001"];
  it.each([
    ["one after another where it replaces them", { replaceOnChange: true }, previousMachine],
    ["one after another where none may share a host", { antiAffinity: "hard" }, previousMachine],
    ["at once otherwise", {}, undefined],
  ] as const)("builds machines %s", (_, props, previous) => {
    const terraform = synthesize({
      ...props,
      machines: ["001", "002"].map((key) => ({ key, availabilityZone: "a", userData: "" })),
    });
    const { depends_on: dependencies } = terraform.resource("compute_instance_v2", "workers_machine-002");
    expect(dependencies).toEqual(previous?.map((address) => expect.stringContaining(address) as unknown));
    expect(terraform.resource("compute_instance_v2", "workers_machine-001").depends_on).toBeUndefined();
  });

  it("is protected when asked", () => {
    expect(synthesize({ protect: true }).resource("compute_instance_v2", "workers_machine-001").lifecycle).toEqual({
      ignore_changes: ["user_data", "block_device"],
      prevent_destroy: true,
    });
  });

  it("may have no machine", () => {
    expect(synthesize({ machines: [] }).ids("compute_instance_v2")).toEqual([]);
  });
});

describe("data disks", () => {
  it("are volumes of their own, attached, and never destroyed", () => {
    const terraform = synthesize({ machines: [oneMachine], dataDisksGiB: [200, 50] }, { volumeType: "ssd" });

    expect(terraform.ids("blockstorage_volume_v3")).toEqual(["workers_data-disk-001-1", "workers_data-disk-001-2"]);
    expect(terraform.resource("blockstorage_volume_v3", "workers_data-disk-001-2")).toEqual({
      name: "prod-medical-worker-001-data-2",
      size: 50,
      volume_type: "ssd",
      lifecycle: { prevent_destroy: true },
    });
    expect(terraform.resource("compute_volume_attach_v2", "workers_data-disk-attachment-001-2")).toEqual({
      instance_id: "${openstack_compute_instance_v2.workers_machine-001.id}",
      volume_id: "${openstack_blockstorage_volume_v3.workers_data-disk-001-2.id}",
    });
  });

  it("are none by default", () => {
    expect(synthesize().ids("blockstorage_volume_v3")).toEqual([]);
  });
});

describe("machines that forward packets", () => {
  it("may send and receive for any address, with their security groups on", () => {
    const port = synthesize({ forwardsPackets: true }).resource("networking_port_v2", "workers_port-001");

    expect(port.allowed_address_pairs).toEqual([{ ip_address: "0.0.0.0/0" }]);
    expect(port.security_group_ids).toHaveLength(1);
    expect(port).not.toHaveProperty("port_security_enabled");
  });

  it("may share a virtual address, which Neutron then allots to nobody", () => {
    const terraform = synthesize({ virtualAddress: address("10.18.1.9") });

    expect(terraform.resource("networking_port_v2", "workers_port-002").allowed_address_pairs).toEqual([
      { ip_address: "10.18.1.9" },
    ]);
    expect(terraform.resource("networking_port_v2", "workers_virtual-address")).toEqual({
      name: "prod-medical-worker-virtual-address",
      network_id: "${openstack_networking_network_v2.exchange_network.id}",
      fixed_ip: [
        { subnet_id: "${openstack_networking_subnet_v2.exchange_subnet-worker-a.id}", ip_address: "10.18.1.9" },
      ],
      no_security_groups: true,
    });
  });

  it("refuse a virtual address outside their subnets", () => {
    expect(refusal({ virtualAddress: address("10.18.0.9") })).toThrow(
      "machines prod-medical-worker: got virtual address 10.18.0.9, expected one inside a worker subnet: 10.18.1.0/24, 10.18.2.0/24",
    );
  });
});

describe("machines' public addresses", () => {
  it("are none by default", () => {
    expect(newMachines(newNetwork(newStack(), "exchange")).publicAddresses).toEqual([]);
  });

  it("are floating IPs that the cloud allots", () => {
    const terraform = synthesize({ publicAddresses: { bandwidthMbps: 10 } });

    expect(terraform.resource("networking_floatingip_v2", "workers_public-address-001_floating-ip")).toEqual({
      pool: "public",
    });
    expect(
      terraform.resource("networking_floatingip_associate_v2", "workers_public-address-001_association"),
    ).toMatchObject({
      floating_ip: "${openstack_networking_floatingip_v2.workers_public-address-001_floating-ip.address}",
      port_id: "${openstack_networking_port_v2.workers_port-001.id}",
    });
  });

  it("are the reserved ones, in the machines' order", () => {
    const addresses = [address("203.0.113.1"), address("203.0.113.2")];
    const publicAddresses = { bandwidthMbps: 10, addresses };
    const terraform = synthesize({ publicAddresses });

    expect(terraform.ids("networking_floatingip_v2")).toEqual([]);
    expect(
      terraform.resource("networking_floatingip_associate_v2", "workers_public-address-002_association").floating_ip,
    ).toBe("203.0.113.2");
  });

  it("must be reserved for each machine or for none", () => {
    expect(refusal({ publicAddresses: { bandwidthMbps: 10, addresses: [address("203.0.113.1")] } })).toThrow(
      "machines prod-medical-worker: got 1 reserved public addresses for 2 machines, expected one a machine",
    );
  });

  it.each(["medical", "management"] as const)("are refused in zone %s", (zone) => {
    expect(refusal({ publicAddresses: { bandwidthMbps: 10 } }, zone)).toThrow(
      `machines prod-medical-worker: got public addresses in zone ${zone}, where nothing may carry one: remove publicAddresses`,
    );
  });

  it("are refused where the network has no egress", () => {
    expect(() => newMachines(newNetwork(newStack(), "exchange"), { publicAddresses: { bandwidthMbps: 10 } })).toThrow(
      "machine prod-medical-worker-001: got a public address in network prod-exchange, which has no egress; floating IPs need its router's external gateway: give zone exchange egress",
    );
  });
});

describe("a machine that cannot be built", () => {
  it("is refused with an address outside its subnet", () => {
    expect(refusal({ machines: [{ ...oneMachine, address: address("10.18.2.10") }] })).toThrow(
      "machine prod-medical-worker-001: got address 10.18.2.10, expected one inside its worker subnet 10.18.1.0/24",
    );
  });

  it("is refused with the key of another", () => {
    expect(refusal({ machines: [oneMachine, oneMachine] })).toThrow(
      "machines prod-medical-worker: got two machines with key 001, expected each key once",
    );
  });

  it("is refused with the address of another", () => {
    const pinned = { ...oneMachine, address: address("10.18.1.10") };
    expect(refusal({ machines: [pinned, { ...pinned, key: "002" }] })).toThrow(
      "machines prod-medical-worker: got two machines with address 10.18.1.10, expected each address once",
    );
  });

  it("is refused in an availability zone that the network or the cloud does not have", () => {
    expect(refusal({ machines: [{ ...oneMachine, availabilityZone: "c" }] })).toThrow(
      "network prod-exchange has no worker subnet in availability zone c, only in a, b: add a slot for it to the zone's subnets",
    );
    const cloud = newCloud({ availabilityZones: [{ id: "a", name: "az1" }] });
    expect(() => newMachines(newNetwork(newStack(), "medical"), {}, cloud)).toThrow(
      "machine prod-medical-worker-002: got availability zone b, expected one of the cloud's: a",
    );
  });

  it("is refused with a name that cannot be a host name", () => {
    expect(refusal({ name: "prod_worker" })).toThrow(
      'got machine name "prod_worker-001", expected in openstack lower-case letters',
    );
  });
});

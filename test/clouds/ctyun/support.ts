import { TerraformStack, Testing } from "cdktf";
import { z } from "zod";
import { CtyunCloud } from "../../../src/clouds/ctyun";
import type { IMachineGroup, MachineGroupProps } from "../../../src/constructs/machines/machines";
import { Connections } from "../../../src/constructs/network/connections";
import type { ILoadBalancer, LoadBalancerProps } from "../../../src/constructs/network/load-balancer";
import type { INetwork, NetworkProps } from "../../../src/constructs/network/network";
import { cloud as cloudSchema } from "../../../src/environment/schema/clouds";
import type { Zone } from "../../../src/environment/schema/names";
import { Cidr, Ipv4Address } from "../../../src/environment/values";

const terraform = z.object({
  provider: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))).default({}),
  resource: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
  locals: z.record(z.string(), z.unknown()).default({}),
  output: z.record(z.string(), z.object({ value: z.unknown() })).default({}),
});

/** The Terraform of a stack, its validations passed; the hashes at the end of logical ids are left out. */
export class Synthesized {
  private readonly content: z.output<typeof terraform>;

  constructor(stack: TerraformStack) {
    const text = Testing.synth(stack, true).replaceAll(/_[0-9A-F]{8}\b/g, "");
    this.content = terraform.parse(JSON.parse(text));
  }

  provider(): Record<string, unknown>[] {
    return this.content.provider.ctyun ?? [];
  }

  local(id: string): unknown {
    return this.content.locals[id];
  }

  output(id: string): unknown {
    return this.content.output[id]?.value;
  }

  /** The logical ids of all resources of a type, such as `vpc`. */
  ids(type: string): string[] {
    return Object.keys(this.content.resource[`ctyun_${type}`] ?? {});
  }

  resource(type: string, id: string): Record<string, unknown> {
    const found = this.content.resource[`ctyun_${type}`]?.[id];
    if (!found) throw new Error(`no ${type} ${id}, only ${this.ids(type).join(", ")}`);
    return Object.fromEntries(Object.entries(found).filter(([key]) => key !== "//"));
  }
}

const zoneBlocks: Record<Zone, string> = {
  medical: "10.32.0.0/16",
  management: "10.33.0.0/16",
  exchange: "10.34.0.0/16",
  internet: "10.35.0.0/16",
};

const specification = {
  provider: "ctyun",
  title: "Tianyi Cloud",
  region: "200000001781",
  availabilityZones: [
    { id: "a", name: "cn-hb-wh41-hbwh1A-public-ctcloud" },
    { id: "b", name: "cn-hb-wh41-hbwh1B-public-ctcloud" },
  ],
  zones: Object.fromEntries(
    Object.entries(zoneBlocks).map(([zone, cidr]) => [
      zone,
      { cidr, subnets: [{ role: "load-balancer", slots: { a: 0 } }] },
    ]),
  ),
  exchange: { flavor: "small", address: 20 },
  management: { flavor: "small", operators: ["10.90.0.0/24"], authorizedKeys: ["ssh-ed25519 AAAA"] },
  gateways: { flavor: "small" },
  machineImage: "3f0a2f2e-93a7-4f3c-9d0c-5d9ae3a4a9a1",
  nameServers: ["100.95.0.1"],
};

/** The cloud with two availability zones; `changes` replace keys of its specification. */
export function newCloud(changes: Record<string, unknown> = {}): CtyunCloud {
  const parsed = cloudSchema.parse({ ...specification, ...changes });
  if (parsed.provider !== "ctyun") throw new Error(`expected a ctyun cloud, got ${parsed.provider}`);
  return new CtyunCloud("tianyi", parsed);
}

/** A stack with the cloud's provider. */
export function newStack(): TerraformStack {
  const stack = new TerraformStack(Testing.app(), "test");
  newCloud().addProvider(stack);
  return stack;
}

/** A zone's network: a load-balancer subnet, and worker subnets in two availability zones. */
export function newNetwork(
  stack: TerraformStack,
  zone: Zone,
  props: Partial<NetworkProps> = {},
  cloud = newCloud(),
): INetwork {
  const cidr = Cidr.parse(zoneBlocks[zone]);
  return cloud.createNetwork(stack, zone, {
    name: `prod-${zone}`,
    zone,
    cidr,
    subnets: [
      { role: "load-balancer", availabilityZone: "a", cidr: cidr.subnet(24, 0) },
      { role: "worker", availabilityZone: "a", cidr: cidr.subnet(24, 1) },
      { role: "worker", availabilityZone: "b", cidr: cidr.subnet(24, 2) },
    ],
    ...props,
  });
}

/** Two workers, one in each availability zone. */
export function newMachines(network: INetwork, props: Partial<MachineGroupProps> = {}, id = "workers"): IMachineGroup {
  const stack = TerraformStack.of(network);
  const cloud = newCloud();
  return cloud.createMachines(stack, id, {
    name: `prod-${network.zone}-worker`,
    network,
    role: "worker",
    securityGroups: [
      cloud.createSecurityGroup(stack, `${id}-security`, {
        name: `prod-${network.zone}-worker`,
        network,
        role: "worker",
      }),
    ],
    machines: [
      { key: "001", availabilityZone: "a", userData: "#cloud-config" },
      { key: "002", availabilityZone: "b", userData: "#cloud-config" },
    ],
    flavor: "4a53f2ee-9714-4a7e-82e1-f0a3ee0b8304",
    diskGiB: 80,
    ...props,
  });
}

/** A load balancer with one listener on 443 that forwards to two workers on 30443. */
export function newLoadBalancer(
  network: INetwork,
  props: Partial<LoadBalancerProps> = {},
  cloud = newCloud(),
): ILoadBalancer {
  return cloud.createLoadBalancer(TerraformStack.of(network), "ingress", {
    name: `prod-${network.zone}-ingress`,
    network,
    availabilityZone: "a",
    address: network.cidr.host(20),
    listeners: props.listeners ?? [{ id: "https", port: 443, targetPort: 30443, targets: [newMachines(network)] }],
    ...props,
  });
}

/** Something outside, with an address block by key. */
export function outside(id: string, blocks: Record<string, string>): Connections {
  return new Connections({
    peer: { id, blocks: Object.entries(blocks).map(([key, cidr]) => ({ key, cidr: Cidr.parse(cidr) })) },
  });
}

export const address = (text: string): Ipv4Address => Ipv4Address.parse(text);

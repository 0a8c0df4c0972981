import { TerraformStack, Testing } from "cdktf";
import { Construct } from "constructs";
import { z } from "zod";
import { OpenstackCloud } from "../../../src/clouds/openstack";
import type { IMachineGroup, MachineGroupProps } from "../../../src/constructs/machines/machines";
import type { LoadBalancerProps } from "../../../src/constructs/network/load-balancer";
import type { INetwork, ISubnet, NetworkProps } from "../../../src/constructs/network/network";
import { cloud as cloudSchema, type OpenstackCloudSpecification } from "../../../src/environment/schema/clouds";
import type { Zone } from "../../../src/environment/schema/names";
import { Cidr, Ipv4Address } from "../../../src/environment/values";

const terraform = z.object({
  provider: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))).default({}),
  resource: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
});

/** The Terraform of a stack; the hashes at the end of logical ids are left out. */
export class Synthesized {
  private readonly content: z.output<typeof terraform>;

  constructor(stack: TerraformStack) {
    const text = Testing.synth(stack, true).replaceAll(/_[0-9A-F]{8}\b/g, "");
    this.content = terraform.parse(JSON.parse(text));
  }

  provider(type: string): Record<string, unknown>[] {
    return this.content.provider[type] ?? [];
  }

  /** The logical ids of all resources of a type. */
  ids(type: string): string[] {
    return Object.keys(this.content.resource[`openstack_${type}`] ?? {});
  }

  resource(type: string, id: string): Record<string, unknown> {
    const found = this.content.resource[`openstack_${type}`]?.[id];
    if (!found) throw new Error(`no ${type} ${id}, only ${this.ids(type).join(", ")}`);
    return Object.fromEntries(Object.entries(found).filter(([key]) => key !== "//"));
  }
}

/** A stack with the cloud's provider. */
export function newStack(scope: Construct = Testing.app(), id = "test"): TerraformStack {
  const stack = new TerraformStack(scope, id);
  newCloud().addProvider(stack);
  return stack;
}

const zoneBlocks: Record<Zone, string> = {
  medical: "10.16.0.0/16",
  management: "10.17.0.0/16",
  exchange: "10.18.0.0/16",
  internet: "10.19.0.0/16",
};

const specificationInput = {
  provider: "openstack",
  title: "Chutian Cloud",
  availabilityZones: [
    { id: "a", name: "az1" },
    { id: "b", name: "az2" },
  ],
  zones: Object.fromEntries(
    Object.entries(zoneBlocks).map(([zone, cidr]) => [
      zone,
      { cidr, subnets: [{ role: "load-balancer", slots: { a: 0 } }] },
    ]),
  ),
  exchange: { flavor: "m1.small", address: 20 },
  management: { flavor: "m1.small", operators: ["10.90.0.0/24"], authorizedKeys: ["ssh-ed25519 AAAA"] },
  gateways: { flavor: "m1.small" },
  authUrl: "https://keystone.chutian.example:5000/v3",
  region: "RegionOne",
  externalNetwork: { id: "0b8bbc4c-6dd3-4b63-8ca1-bbbc1d9e5d3e", name: "public" },
  machineImage: "3f0a2f2e-93a7-4f3c-9d0c-5d9ae3a4a9a1",
};

export function specification(changes: Record<string, unknown> = {}): OpenstackCloudSpecification {
  const parsed = cloudSchema.parse({ ...specificationInput, ...changes });
  if (parsed.provider !== "openstack") throw new Error(`expected an OpenStack cloud, got ${parsed.provider}`);
  return parsed;
}

export function newCloud(changes: Record<string, unknown> = {}): OpenstackCloud {
  return new OpenstackCloud("chutian", specification(changes));
}

/** A network of a zone with load-balancer and worker subnets in two availability zones. */
export function newNetwork(stack: TerraformStack, zone: Zone, props: Partial<NetworkProps> = {}): INetwork {
  const cidr = Cidr.parse(zoneBlocks[zone]);
  return newCloud().createNetwork(stack, zone, {
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
export function newMachines(
  network: INetwork,
  props: Partial<MachineGroupProps> = {},
  cloud = newCloud(),
): IMachineGroup {
  const stack = TerraformStack.of(network);
  return cloud.createMachines(stack, "workers", {
    name: "prod-medical-worker",
    network,
    role: "worker",
    securityGroups: [
      cloud.createSecurityGroup(stack, `${network.zone}-worker`, {
        name: "prod-medical-worker",
        network,
        role: "worker",
      }),
    ],
    machines: [
      { key: "001", availabilityZone: "a", userData: "#cloud-config\n{}" },
      { key: "002", availabilityZone: "b", userData: "#cloud-config\n{}" },
    ],
    flavor: "m1.large",
    diskGiB: 80,
    ...props,
  });
}

/** A load balancer with one listener on 443 that forwards to workers on 30443. */
export function newLoadBalancer(network: INetwork, props: Partial<LoadBalancerProps> = {}) {
  return newCloud().createLoadBalancer(TerraformStack.of(network), "ingress", {
    name: "prod-medical-ingress",
    network,
    availabilityZone: "a",
    address: network.cidr.host(20),
    listeners: props.listeners ?? [{ id: "https", port: 443, targetPort: 30443, targets: [newMachines(network)] }],
    ...props,
  });
}

export function address(text: string): Ipv4Address {
  return Ipv4Address.parse(text);
}

/** A network that another cloud made. */
export class ForeignNetwork extends Construct implements INetwork {
  readonly zone = "medical";
  readonly cidr = Cidr.parse(zoneBlocks.medical);
  readonly networkId = "vpc-1";
  readonly subnets: readonly ISubnet[] = [];
  readonly spreadsOverNextHops = false;

  subnetsOf(): readonly ISubnet[] {
    return this.subnets;
  }

  subnetIn(): ISubnet {
    throw new Error("no subnet");
  }

  addRoute(): void {
    return;
  }
}

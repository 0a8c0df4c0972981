import { App, LocalBackend, TerraformStack } from "cdktf";
import { OpenstackCloud } from "../../../../src/clouds/openstack";
import type { IMachineGroup } from "../../../../src/constructs/machines/machines";
import type { INetwork } from "../../../../src/constructs/network/network";
import { Cidr, Ipv4Address, Port } from "../../../../src/environment/values";
import type { Testbed } from "./testbed";

/** The stack's name. */
export const SMALL_PLATFORM = "small";

const CIDR = Cidr.parse("10.60.0.0/16");
const LOAD_BALANCER_SUBNET = CIDR.subnet(24, 0);
const MACHINE_SUBNET = CIDR.subnet(24, 4);

/** Where the load balancer listens. */
export const LOAD_BALANCER_ADDRESS = LOAD_BALANCER_SUBNET.host(20).toString();

/** The address block of its one site. */
export const SITE_CIDR = "10.194.0.0/24";

export interface SmallPlatformProps {
  /** @default 2 */
  readonly machines?: number;
  /** @default false */
  readonly loadBalancer?: boolean;
  /** @default false */
  readonly site?: boolean;
}

/** Writes a stack of the library's own constructs that is large enough to go wrong: a network, machines and what stands before them. */
export function synthesizeSmallPlatform(
  testbed: Testbed,
  output: string,
  { machines = 2, loadBalancer = false, site = false }: SmallPlatformProps,
): void {
  const app = new App({ outdir: output, skipValidation: true });
  const stack = new TerraformStack(app, SMALL_PLATFORM);
  new LocalBackend(stack, { path: `../../../state/${SMALL_PLATFORM}.tfstate` });
  const cloud = new OpenstackCloud("chutian", {
    availabilityZones: [{ id: "a", name: "wuhan-a" }],
    authUrl: testbed.authUrl,
    region: testbed.region,
    externalNetwork: { id: testbed.externalNetwork, name: "external" },
    machineImage: testbed.machineImage,
  });
  cloud.addProvider(stack);
  const network = cloud.createNetwork(stack, "exchange", {
    name: "small-exchange",
    zone: "exchange",
    cidr: CIDR,
    subnets: [
      { role: "load-balancer", availabilityZone: "a", cidr: LOAD_BALANCER_SUBNET },
      { role: "exchange-proxy", availabilityZone: "a", cidr: MACHINE_SUBNET },
    ],
    egress: { bandwidthMbps: 10 },
  });
  const group = addMachines(stack, cloud, network, machines);
  if (loadBalancer) {
    cloud.createLoadBalancer(stack, "entry", {
      name: "small-entry",
      network,
      availabilityZone: "a",
      address: Ipv4Address.parse(LOAD_BALANCER_ADDRESS),
      listeners: [{ id: "https", port: 443, targetPort: 8443, targets: [group] }],
      protect: true,
    });
  }
  if (site) {
    cloud.createGateways(stack, "gateways", {
      name: "small-gateway",
      network,
      localCidrs: [LOAD_BALANCER_SUBNET],
      siteSupernets: [Cidr.parse("10.194.0.0/16")],
      sites: [
        {
          id: "hospital",
          cidr: Cidr.parse(SITE_CIDR),
          peerAddress: Ipv4Address.parse("192.0.2.101"),
          presharedKey: "sample",
        },
      ],
      links: [],
    });
  }
  app.synth();
}

function addMachines(stack: TerraformStack, cloud: OpenstackCloud, network: INetwork, count: number): IMachineGroup {
  const securityGroup = cloud.createSecurityGroup(stack, "proxy", {
    name: "small-exchange-proxy",
    network,
    role: "exchange-proxy",
  });
  for (const port of [8443, 9443]) {
    securityGroup.connections.allowFrom(securityGroup, Port.tcp(port), "neighbours");
  }
  return cloud.createMachines(stack, "proxies", {
    name: "small-proxy",
    network,
    role: "exchange-proxy",
    securityGroups: [securityGroup],
    machines: Array.from({ length: count }, (_, index) => ({
      key: `00${index + 1}`,
      availabilityZone: "a",
      userData: "#cloud-config\n{}",
    })),
    flavor: "general.2c4g",
    diskGiB: 20,
  });
}

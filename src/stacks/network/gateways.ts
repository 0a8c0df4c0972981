import { machineGroupName, machineName } from "../../environment/cloud-names";
import type { Environment } from "../../environment/environment";
import type { Cidr } from "../../environment/values";
import { ipsecGatewayUserData } from "../../constructs/cloud-init";
import type { IMachineGroup } from "../../constructs/machines/machines";
import { spreadMachines } from "../../constructs/machines/spread";
import { recordSource } from "../../constructs/provenance";
import { ntpServersOf } from "../machine-needs";
import type { VpnStack } from "../vpn-stack";
import type { NetworkStack } from "./network-stack";

/**
 * The IPsec gateways of one cloud, in the exchange zone: sites that join by IPsec reach the exchange's load balancers and
 * nothing behind them. None are made where no site and no link needs them.
 */
export function addGateways(stack: NetworkStack, environment: Environment, vpn: VpnStack): void {
  const cloud = stack.cloud.id;
  const specification = environment.cloud(cloud).gateways;
  const ipsecLinks = environment.specification.links.filter(({ kind }) => kind === "ipsec");
  const siteSupernets = supernetsOf(environment);
  if (siteSupernets.length === 0 && ipsecLinks.length === 0) return;

  const localCidrs = stack
    .network("exchange")
    .subnetsOf("load-balancer")
    .map(({ cidr }) => cidr);
  const virtualAddress = virtualAddressOf(stack, environment);
  const machines =
    specification.kind === "machines" ? addMachines(stack, environment, vpn, siteSupernets, localCidrs) : undefined;
  const gateways = stack.cloud.createGateways(stack, "gateways", {
    name: machineGroupName(environment.name, "exchange", "gateway", specification.generation),
    network: stack.network("exchange"),
    localCidrs,
    siteSupernets,
    active: specification.active,
    ...(machines && { machines }),
    ...(virtualAddress && { virtualAddress }),
    sites: machines
      ? []
      : environment.sites.flatMap(({ id, cidr, peerAddress }) =>
          peerAddress ? [{ id, cidr, peerAddress, presharedKey: vpn.sitePresharedKey(id) }] : [],
        ),
    links: linksOf(stack, environment, vpn),
  });
  recordSource(gateways, ["clouds", cloud, "gateways"]);
}

function supernetsOf(environment: Environment): Cidr[] {
  return environment.specification.sites.supernets.filter(({ access }) => access === "ipsec").map(({ cidr }) => cidr);
}

function virtualAddressOf(stack: NetworkStack, environment: Environment) {
  const { virtualAddress } = environment.cloud(stack.cloud.id).gateways;
  const [first] = environment.plan.subnetsOf(stack.cloud.id, "exchange", "gateway");
  return virtualAddress === undefined ? undefined : first?.cidr.host(virtualAddress);
}

/** Every IPsec link to every gateway of every other cloud. */
function linksOf(stack: NetworkStack, environment: Environment, vpn: VpnStack) {
  return environment.specification.links
    .filter(({ kind }) => kind === "ipsec")
    .flatMap((link) =>
      environment.otherClouds(stack.cloud.id).flatMap((other) =>
        environment.cloud(other).gateways.publicAddresses.map((peerAddress, index) => ({
          id: `${link.id}-${other}-${index + 1}`,
          peerAddress: peerAddress.toString(),
          presharedKey: vpn.linkPresharedKey(link.id),
          remoteCidrs: [environment.plan.zoneCidr(other, "exchange")],
        })),
      ),
    );
}

function addMachines(
  stack: NetworkStack,
  environment: Environment,
  vpn: VpnStack,
  siteSupernets: readonly Cidr[],
  localCidrs: readonly Cidr[],
): IMachineGroup {
  const cloud = stack.cloud.id;
  const { generation, machines, flavor, diskGiB, publicAddresses } = environment.cloud(cloud).gateways;
  const { sitesCertificateAuthority } = environment.specification;
  const network = stack.network("exchange");
  const name = machineGroupName(environment.name, "exchange", "gateway", generation);
  const subnets = network.subnetsOf("gateway");
  const virtualAddress = virtualAddressOf(stack, environment);
  // An address moves inside one subnet, and a subnet belongs to one availability zone: the pair stands there together.
  const places = spreadMachines(
    machines,
    (virtualAddress ? subnets.slice(0, 1) : subnets).map(({ availabilityZone }) => availabilityZone),
  );
  const ownAddresses = virtualAddress ? places.map((_, index) => virtualAddress.plus(index + 1)) : [];
  const ntpServers = ntpServersOf(environment, cloud, "exchange");
  const links = linksOf(stack, environment, vpn).map((link) => ({ ...link, peerIdentity: link.peerAddress }));
  const group = stack.cloud.createMachines(stack, `gateway-machines-g${generation}`, {
    name,
    network,
    role: "gateway",
    securityGroups: [stack.securityGroup("exchange", "gateway")],
    flavor,
    diskGiB,
    antiAffinity: "hard",
    forwardsPackets: true,
    publicAddresses: { bandwidthMbps: 100, addresses: publicAddresses },
    ...(virtualAddress && { virtualAddress }),
    machines: places.map(({ key, availabilityZone }, index) => {
      const { certificate, privateKey } = vpn.gatewayCertificate(cloud, key);
      const address = ownAddresses[index];
      const hostname = machineName(name, key);
      return {
        key,
        availabilityZone,
        ...(address && { address }),
        userData: ipsecGatewayUserData({
          hostname,
          localIdentity: publicAddresses[index]?.toString() ?? hostname,
          localCidrs,
          certificate,
          privateKey,
          ...(sitesCertificateAuthority && siteSupernets.length > 0 && { sitesCertificateAuthority, siteSupernets }),
          links,
          ntpServers,
          ...(virtualAddress && {
            keepalived: {
              virtualAddress,
              peerAddresses: ownAddresses.filter((peer) => peer !== address),
              priority: 200 - index,
            },
          }),
        }),
      };
    }),
  });
  recordSource(group, ["clouds", cloud, "gateways"]);
  return group;
}

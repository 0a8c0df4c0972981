import {
  dataDiskName,
  loadBalancerName,
  machineGroupName,
  machineName,
  nameProblem,
  networkName,
  securityGroupName,
  subnetName,
  type CloudProvider,
  type NamedKind,
} from "../cloud-names";
import { machineKey, standingGenerations } from "../generations";
import type { CloudSpecification } from "../schema/clouds";
import type { ClusterSpecification } from "../schema/clusters";
import type { SubnetRole, Zone } from "../schema/names";
import { cloudZonesOf, fault, indexed, type CloudZone, type Path, type Rule, type RuleContext } from "./rule";

/** A name that a cloud will be given, and the value in the YAML to change when the cloud refuses it. */
interface GivenName {
  readonly provider: CloudProvider;
  readonly kind: NamedKind;
  readonly name: string;
  readonly path: Path;
}

/** No cloud refuses a name that is made from the YAML; each kind of name is reported once for a place. */
export const cloudNames: Rule = (context) => {
  const reported = new Set<string>();
  return givenNames(context).flatMap(({ provider, kind, name, path }) => {
    const problem = nameProblem(provider, kind, name);
    const key = `${provider} ${kind} ${path.join(".")}`;
    if (problem === undefined || reported.has(key)) return [];
    reported.add(key);
    return [fault(context, path, `${problem}: shorten or change this`)];
  });
};

function givenNames(context: RuleContext): GivenName[] {
  return [
    ...cloudZonesOf(context).flatMap((cloudZone) => zoneNames(context, cloudZone)),
    ...indexed(context.specification.clusters).flatMap(({ value, index }) => clusterNames(context, value, index)),
  ];
}

function zoneNames(
  { specification: { environment } }: RuleContext,
  { specification, zone, network }: CloudZone,
): GivenName[] {
  const given = (kind: NamedKind, name: string): GivenName => ({
    provider: specification.provider,
    kind,
    name,
    path: ["environment"],
  });
  return [
    given("network", networkName(environment, zone)),
    ...(zone === "exchange" ? [given("load-balancer", loadBalancerName(environment, zone, "exchange"))] : []),
    ...network.subnets.flatMap(({ role, slots }) => [
      // Load balancers have access lists and no security group.
      ...(role === "load-balancer" ? [] : [given("resource", securityGroupName(environment, zone, role))]),
      ...Object.keys(slots).map((availabilityZone) => given("resource", subnetName(role, availabilityZone))),
    ]),
    ...platformMachines(environment, zone, specification).map(([kind, name]) => given(kind, name)),
  ];
}

/** Gateways have public addresses, which are named like them. */
function platformMachines(
  environment: string,
  zone: Zone,
  { exchange, gateways, management }: CloudSpecification,
): [NamedKind, string][] {
  const machine = (group: SubnetRole, { generation, machines }: { generation: number; machines: number }) =>
    machineName(machineGroupName(environment, zone, group, generation), machineKey(machines));
  if (zone === "exchange") {
    return [
      ["machine", machine("exchange-proxy", exchange)],
      ...(gateways.kind === "machines"
        ? [["public-machine", machine("gateway", gateways)] satisfies [NamedKind, string]]
        : []),
    ];
  }
  if (zone === "management")
    return [
      ["machine", machine("bastion", management)],
      ["machine", machine("runner", management)],
    ];
  return [];
}

function clusterNames({ specification }: RuleContext, cluster: ClusterSpecification, index: number): GivenName[] {
  const provider = specification.clouds[cluster.cloud]?.provider;
  if (provider === undefined) return [];
  const { zone } = cluster;
  const { environment } = specification;
  const given = (kind: NamedKind, name: string, path: Path): GivenName => ({ provider, kind, name, path });
  return [
    ...(["api", "ingress"] as const).map((use) =>
      given("load-balancer", loadBalancerName(environment, zone, use), ["environment"]),
    ),
    ...indexed(cluster.pools).flatMap(({ value: pool, index: poolIndex }) =>
      standingGenerations(pool).flatMap((generation) => {
        const path = ["clusters", index, "pools", poolIndex, "id"];
        const machine = machineName(
          machineGroupName(environment, zone, pool.id, generation),
          machineKey(Math.max(1, pool.nodes)),
        );
        return [
          given("machine", machine, path),
          ...pool.dataDisksGiB.map((_, disk) => given("disk", dataDiskName(machine, disk + 1), path)),
        ];
      }),
    ),
  ];
}

/** A pool must not be named like the machines of the control plane: both would get the same names. */
export const poolNames: Rule = (context) =>
  indexed(context.specification.clusters).flatMap(({ value: cluster, index }) =>
    indexed(cluster.pools).flatMap(({ value: pool, index: poolIndex }) =>
      pool.id === "control-plane"
        ? [
            fault(
              context,
              ["clusters", index, "pools", poolIndex, "id"],
              'got "control-plane", expected another name: the machines of the control plane have it',
            ),
          ]
        : [],
    ),
  );

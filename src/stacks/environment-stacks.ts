import type { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { createCloud } from "../clouds";
import type { ClusterSpecification } from "../environment/schema/clusters";
import type { EndingAuthority } from "../constructs/pki/certificate-authority";
import { gatewayCertificates } from "../environment/gateway-certificates";
import type { Environment } from "../environment/environment";
import type { IClusterAccess } from "../constructs/kubernetes/api-access";
import { addBackend } from "./backend";
import { ClusterStack } from "./cluster-stack";
import { DnsStack } from "./dns-stack";
import { ManagedClusterStack } from "./managed-cluster-stack";
import { MonitoringStack } from "./monitoring-stack";
import { NetworkStack } from "./network/network-stack";
import { PkiStack } from "./pki-stack";
import { PlatformStack } from "./platform-stack";
import { ServicesStack } from "./services-stack";
import { VpnStack } from "./vpn-stack";

/**
 * All stacks of one environment: its VPN secrets; per cloud a network; per cluster its PKI, machines, platform, services and
 * monitoring; the records of all host names. They are named `<environment>-<cloud or cluster>-<part>`, as `cdktf deploy 'prod-*'` expects.
 */
export class EnvironmentStacks {
  private static readonly made = new WeakMap<Construct, EnvironmentStacks[]>();

  /** Those that were made in an app, or in whatever else was given them as scope. */
  static in(scope: Construct): readonly EnvironmentStacks[] {
    return EnvironmentStacks.made.get(scope) ?? [];
  }

  readonly stacks: readonly TerraformStack[];
  private readonly made: TerraformStack[] = [];
  /** Of the internet gateways, by cloud. */
  private readonly publicAddresses = new Map<string, string>();

  constructor(
    private readonly scope: Construct,
    readonly environment: Environment,
  ) {
    const vpn = this.add("vpn", (name) => new VpnStack(scope, name, { environment }));
    const networks = new Map(
      environment.cloudIds.map((id) => {
        const cloud = createCloud(id, environment.cloud(id));
        return [
          id,
          this.add(`${id}-network`, (name) => new NetworkStack(scope, name, { environment, cloud, vpn })),
        ] as const;
      }),
    );
    for (const cluster of environment.specification.clusters) {
      const network = networks.get(cluster.cloud);
      if (!network) throw new Error(`cluster ${cluster.id}: unknown cloud ${cluster.cloud}`);
      this.addCluster(cluster, network, vpn);
    }
    const clouds = new Map([...networks].map(([id, { cloud }]) => [id, cloud]));
    const { publicAddresses } = this;
    this.add("dns", (name) => new DnsStack(scope, name, { environment, clouds, publicAddresses }));
    this.stacks = this.made;
    EnvironmentStacks.made.set(scope, [...EnvironmentStacks.in(scope), this]);
  }

  private addCluster(cluster: ClusterSpecification, network: NetworkStack, vpn: VpnStack): void {
    const { machines, access, authorities } = this.addMachines(cluster, network);
    const { environment, scope } = this;
    const props = { environment, cluster, access };
    const issues = gatewayCertificates(environment.specification, cluster.zone).kind === "authority";
    const platform = this.add(
      `${cluster.id}-platform`,
      (name) => new PlatformStack(scope, name, { ...props, ...(issues && { issuer: vpn.clusterIssuer(cluster.id) }) }),
    );
    const services = this.add(`${cluster.id}-services`, (name) => new ServicesStack(scope, name, props));
    const monitoring = this.add(
      `${cluster.id}-monitoring`,
      (name) =>
        new MonitoringStack(scope, name, {
          ...props,
          authorities: [...authorities, ...vpn.endingAuthorities],
          ...(issues && { servicesAuthority: vpn.servicesAuthority }),
        }),
    );
    // Its access comes from the PKI alone, so nothing else makes it wait for the machines.
    platform.addDependency(machines);
    // Both need what the platform installs: the gateway's custom resources, namespaces' admission, storage.
    services.addDependency(platform);
    monitoring.addDependency(platform);
  }

  /** The stack of the machines, and what it takes to administer the cluster on them. */
  private addMachines(
    cluster: ClusterSpecification,
    network: NetworkStack,
  ): {
    readonly machines: TerraformStack;
    readonly access: IClusterAccess;
    readonly authorities: readonly EndingAuthority[];
  } {
    const { environment, scope } = this;
    const part = `${cluster.id}-cluster`;
    if (cluster.kind === "ccse") {
      const machines = this.add(
        part,
        (name) => new ManagedClusterStack(scope, name, { environment, cluster, network }),
      );
      return { machines, access: machines.access, authorities: [] };
    }
    const pki = this.add(`${cluster.id}-pki`, (name) => new PkiStack(scope, name, { environment, cluster }));
    const machines = this.add(part, (name) => new ClusterStack(scope, name, { environment, cluster, network, pki }));
    if (machines.publicAddress !== undefined) this.publicAddresses.set(cluster.cloud, machines.publicAddress);
    return { machines, access: pki.access, authorities: pki.endingAuthorities };
  }

  private add<Stack extends TerraformStack>(part: string, make: (name: string) => Stack): Stack {
    const name = `${this.environment.name}-${part}`;
    const stack = make(name);
    addBackend(stack, name, this.environment.specification.state);
    this.made.push(stack);
    return stack;
  }
}

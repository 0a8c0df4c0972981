import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { networkName, securityGroupName } from "../../environment/cloud-names";
import type { Environment } from "../../environment/environment";
import { ZONES, type SubnetRole, type Zone } from "../../environment/schema/names";
import type { ICloud } from "../../constructs/cloud";
import { connectionsOf } from "../../constructs/connectivity";
import type { INetwork, ISecurityGroup } from "../../constructs/network/network";
import { recordSource } from "../../constructs/provenance";
import { applyConnections } from "../connectables";
import type { VpnStack } from "../vpn-stack";
import { addExchange } from "./exchange";
import { addGateways } from "./gateways";
import { addLines } from "./lines";
import { addManagement } from "./management";

export interface NetworkStackProps {
  readonly environment: Environment;
  readonly cloud: ICloud;
  /** Certificates and keys of the gateways. */
  readonly vpn: VpnStack;
}

/**
 * One cloud's networks: a network a zone, a security group a role with every rule that flows and infrastructure ask for,
 * and what stands between the zones: the exchange, the gateways, the bastions and the runner.
 */
export class NetworkStack extends TerraformStack {
  readonly cloud: ICloud;
  private readonly networks = new Map<Zone, INetwork>();
  private readonly securityGroups = new Map<string, ISecurityGroup>();

  constructor(scope: Construct, id: string, props: NetworkStackProps) {
    super(scope, id);
    const { environment, cloud } = props;
    this.cloud = cloud;
    cloud.addProvider(this);
    recordSource(this, ["clouds", cloud.id]);
    for (const zone of ZONES) this.addZone(environment, zone);
    this.joinZones();

    const exchange = addExchange(this, environment, props.vpn);
    addManagement(this, environment);
    addGateways(this, environment, props.vpn);
    addLines(this, environment);

    applyConnections(environment, cloud.id, connectionsOf(environment, cloud.id), {
      securityGroup: (zone, role) => this.securityGroups.get(`${zone}/${role}`),
      loadBalancer: (name) => (name === "exchange" ? exchange : undefined),
    });
  }

  network(zone: Zone): INetwork {
    const network = this.networks.get(zone);
    if (!network) throw new Error(`cloud ${this.cloud.id} has no network for zone ${zone}`);
    return network;
  }

  /** The security group of a role. Throws, naming those that exist, when the zone has no subnet of that role. */
  securityGroup(zone: Zone, role: SubnetRole): ISecurityGroup {
    const securityGroup = this.securityGroups.get(`${zone}/${role}`);
    if (securityGroup) return securityGroup;
    throw new Error(
      `zone ${zone} of cloud ${this.cloud.id} has no subnet of role ${role}: expected one of ${[...this.securityGroups.keys()].join(", ")}`,
    );
  }

  private addZone(environment: Environment, zone: Zone): void {
    const specification = environment.cloud(this.cloud.id).zones[zone];
    const network = this.cloud.createNetwork(this, zone, {
      name: networkName(environment.name, zone),
      zone,
      cidr: specification.cidr,
      subnets: environment.plan.subnets(this.cloud.id, zone),
      ...(specification.egress && { egress: specification.egress }),
      ...(specification.nameServers && { nameServers: specification.nameServers }),
    });
    this.networks.set(zone, network);
    const source = ["clouds", this.cloud.id, "zones", zone];
    recordSource(network, source);
    // Load balancers have access lists in place of a security group, in both clouds.
    const roles = new Set(network.subnets.map(({ role }) => role).filter((role) => role !== "load-balancer"));
    for (const role of roles) {
      const securityGroup = this.cloud.createSecurityGroup(this, `${zone}-${role}`, {
        name: securityGroupName(environment.name, zone, role),
        network,
        role,
      });
      this.securityGroups.set(`${zone}/${role}`, securityGroup);
      const subnet = specification.subnets.findIndex((candidate) => candidate.role === role);
      recordSource(securityGroup, [...source, "subnets", subnet]);
    }
  }

  /** Medical and internet meet nowhere: both only join the exchange and the management zone. */
  private joinZones(): void {
    for (const hub of ["exchange", "management"] as const) {
      for (const spoke of ["medical", "internet"] as const) {
        this.cloud.joinNetworks(this, `${spoke}-to-${hub}`, this.network(hub), this.network(spoke));
      }
    }
  }
}

import { Construct } from "constructs";
import { machineGroupName, machineName } from "../../environment/cloud-names";
import { standingGenerations } from "../../environment/generations";
import type { Environment } from "../../environment/environment";
import type {
  ControlPlaneSpecification,
  NodePoolSpecification,
  Rke2ClusterSpecification,
} from "../../environment/schema/clusters";
import type { SubnetRole } from "../../environment/schema/names";
import { rke2AgentUserData, rke2ServerUserData } from "../../constructs/cloud-init";
import type { IMachineGroup, MachineProps } from "../../constructs/machines/machines";
import { spreadMachines, type MachinePlace } from "../../constructs/machines/spread";
import { recordSource } from "../../constructs/provenance";
import type { NetworkStack } from "../network/network-stack";
import type { PkiStack } from "../pki-stack";
import { agentConfiguration, serverConfiguration } from "./node-configuration";

export interface ClusterNodesProps {
  readonly environment: Environment;
  readonly cluster: Rke2ClusterSpecification;
  readonly network: NetworkStack;
  readonly pki: PkiStack;
}

/** The machines of a cluster: each generation of the control plane and of each pool is a group of its own. */
export class ClusterNodes extends Construct {
  readonly controlPlane: readonly IMachineGroup[];
  /** The pools of workers: behind the gateway's load balancer. */
  readonly ingressTargets: readonly IMachineGroup[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ClusterNodesProps,
  ) {
    super(scope, id);
    const { cluster } = props;
    this.controlPlane = standingGenerations(cluster.controlPlane).map((generation) => this.addControlPlane(generation));
    const pools = cluster.pools.map((pool, index) => ({
      pool,
      groups: standingGenerations(pool).map((generation) => this.addPool(pool, index, generation)),
    }));
    this.ingressTargets = pools.filter(({ pool }) => pool.role === "worker").flatMap(({ groups }) => groups);
  }

  private addControlPlane(generation: number): IMachineGroup {
    const { cluster, pki, environment } = this.props;
    const { controlPlane } = cluster;
    // Only the first server of the present generation may start a cluster, and only until the cluster stands.
    const founds = ({ key }: MachinePlace) =>
      !cluster.clusterInitialized && generation === controlPlane.generation && key === "001";
    return this.addGroup(
      "control-plane",
      "control-plane",
      controlPlane,
      generation,
      [],
      controlPlane.nodes,
      (name, place) => {
        const founder = founds(place);
        return rke2ServerUserData({
          ...serverConfiguration(environment, cluster),
          nodeName: name,
          token: pki.serverToken,
          agentToken: pki.agentToken,
          mayInitialize: founder,
          ...(founder && { certificateAuthorities: pki.certificateAuthorities }),
        });
      },
    );
  }

  private addPool(pool: NodePoolSpecification, index: number, generation: number): IMachineGroup {
    const { cluster, pki, environment } = this.props;
    const group = this.addGroup(
      pool.id,
      pool.role,
      pool,
      generation,
      pool.dataDisksGiB,
      pool.nodes,
      (name, { availabilityZone }) =>
        rke2AgentUserData({
          ...agentConfiguration(environment, cluster, pool, generation, availabilityZone),
          nodeName: name,
          agentToken: pki.agentToken,
        }),
    );
    recordSource(group, ["clusters", environment.specification.clusters.indexOf(cluster), "pools", index]);
    return group;
  }

  private addGroup(
    id: string,
    role: SubnetRole,
    machines: Pick<ControlPlaneSpecification, "flavor" | "diskGiB">,
    generation: number,
    dataDisksGiB: readonly number[],
    nodes: number,
    userData: (name: string, place: MachinePlace) => string,
  ): IMachineGroup {
    const { cluster, network, environment } = this.props;
    const name = machineGroupName(environment.name, cluster.zone, id, generation);
    const zoneNetwork = network.network(cluster.zone);
    const availabilityZones = zoneNetwork.subnetsOf(role).map(({ availabilityZone }) => availabilityZone);
    return network.cloud.createMachines(this, `${id}-g${generation}`, {
      name,
      network: zoneNetwork,
      role,
      securityGroups: [network.securityGroup(cluster.zone, role)],
      flavor: machines.flavor,
      diskGiB: machines.diskGiB,
      dataDisksGiB,
      // etcd and databases must never lose two members with one host.
      antiAffinity: role === "worker" ? "soft" : "hard",
      protect: role !== "worker",
      machines: spreadMachines(nodes, availabilityZones).map((place): MachineProps => ({
        key: place.key,
        availabilityZone: place.availabilityZone,
        userData: userData(machineName(name, place.key), place),
      })),
    });
  }
}

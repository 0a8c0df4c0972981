import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { CtyunCloud } from "../clouds/ctyun";
import { clusterName } from "../environment/cloud-names";
import type { Environment } from "../environment/environment";
import type { CcseClusterSpecification } from "../environment/schema/clusters";
import type { IClusterAccess } from "../constructs/kubernetes/api-access";
import { recordSource } from "../constructs/provenance";
import type { NetworkStack } from "./network/network-stack";

export interface ManagedClusterStackProps {
  readonly environment: Environment;
  readonly cluster: CcseClusterSpecification;
  readonly network: NetworkStack;
}

/**
 * A cluster that Tianyi Cloud manages (CCSE), in place of RKE2 on virtual machines. Its limits stand in
 * {@link CtyunManagedCluster}; its API server is reached inside its VPC alone, so its stacks need a peering from management.
 */
export class ManagedClusterStack extends TerraformStack {
  readonly access: IClusterAccess;

  constructor(scope: Construct, id: string, props: ManagedClusterStackProps) {
    super(scope, id);
    const { environment, cluster, network } = props;
    const { cloud } = network;
    if (!(cloud instanceof CtyunCloud)) {
      throw new Error(`cluster ${cluster.id}: got kind ccse in cloud ${cloud.id}, expected rke2: only ctyun has CCSE`);
    }
    const [authorizedKey] = environment.cloud(cloud.id).management.authorizedKeys;
    if (authorizedKey === undefined) throw new Error(`cloud ${cloud.id}: management needs an authorized key`);
    cloud.addProvider(this);
    recordSource(this, ["clusters", environment.specification.clusters.indexOf(cluster)]);
    this.access = cloud.createManagedCluster(this, "managed", {
      name: clusterName(environment.name, cluster.id),
      network: network.network(cluster.zone),
      version: cluster.version,
      edition: cluster.edition,
      machineImage: cluster.machineImage,
      serviceCidr: cluster.serviceCidr,
      pools: cluster.pools,
      authorizedKey,
    });
  }
}

import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { loadBalancerName } from "../environment/cloud-names";
import type { Environment } from "../environment/environment";
import type { LoadBalancerName, Zone } from "../environment/schema/names";
import type { Rke2ClusterSpecification } from "../environment/schema/clusters";
import { connectionsOf, gatewayListeners, infrastructurePorts } from "../constructs/connectivity";
import type { IMachineGroup } from "../constructs/machines/machines";
import type { ILoadBalancer } from "../constructs/network/load-balancer";
import { recordSource } from "../constructs/provenance";
import { applyConnections } from "./connectables";
import { ClusterNodes } from "./cluster/nodes";
import type { NetworkStack } from "./network/network-stack";
import type { PkiStack } from "./pki-stack";

export interface ClusterStackProps {
  readonly environment: Environment;
  readonly cluster: Rke2ClusterSpecification;
  readonly network: NetworkStack;
  readonly pki: PkiStack;
}

/**
 * One RKE2 cluster on virtual machines: control plane, node pools by generation, and the load balancers of its API server
 * and of its gateway, both with pinned addresses that stand in every node's configuration.
 */
export class ClusterStack extends TerraformStack {
  /** The public address of its gateway, as a Terraform reference. Undefined for one without. */
  readonly publicAddress: string | undefined;
  private readonly environment: Environment;
  private readonly cluster: Rke2ClusterSpecification;
  private readonly networkStack: NetworkStack;

  constructor(scope: Construct, id: string, props: ClusterStackProps) {
    super(scope, id);
    this.environment = props.environment;
    this.cluster = props.cluster;
    this.networkStack = props.network;
    const { environment, cluster } = props;
    const { cloud } = props.network;
    cloud.addProvider(this);
    recordSource(this, ["clusters", environment.specification.clusters.indexOf(cluster)]);

    const nodes = new ClusterNodes(this, "nodes", props);
    const api = this.addLoadBalancer("api", nodes.controlPlane, cluster.apiAddress, [
      {
        id: "kubernetes",
        port: infrastructurePorts.kubernetesApi.from,
        targetPort: infrastructurePorts.kubernetesApi.from,
      },
      {
        id: "supervisor",
        port: infrastructurePorts.rke2Supervisor.from,
        targetPort: infrastructurePorts.rke2Supervisor.from,
      },
    ]);
    const ingress = this.addLoadBalancer(
      "ingress",
      nodes.ingressTargets,
      cluster.ingressAddress,
      gatewayListeners(environment, cloud.id, cluster.zone).map(({ audience, port, nodePort }) => ({
        id: audience,
        port: port.from,
        targetPort: nodePort.from,
      })),
    );

    this.publicAddress = ingress.publicAddress;

    applyConnections(environment, cloud.id, connectionsOf(environment, cloud.id), {
      loadBalancer: (name) =>
        name === `${cluster.zone}-api` ? api : name === `${cluster.zone}-ingress` ? ingress : undefined,
    });
  }

  private addLoadBalancer(
    use: "api" | "ingress",
    targets: readonly IMachineGroup[],
    host: number,
    listeners: readonly { readonly id: string; readonly port: number; readonly targetPort: number }[],
  ): ILoadBalancer {
    const { environment, cluster, networkStack } = this;
    const { cloud } = networkStack;
    const { availabilityZone } = environment.plan.loadBalancerSubnet(cloud.id, cluster.zone);
    const loadBalancer = cloud.createLoadBalancer(this, use, {
      name: loadBalancerName(environment.name, cluster.zone, use),
      network: networkStack.network(cluster.zone),
      availabilityZone,
      address: environment.plan.loadBalancerAddress(cloud.id, cluster.zone, host),
      listeners: listeners.map((listener) => ({ ...listener, targets })),
      protect: use === "api",
      ...(use === "ingress" && cluster.publicIngress && { publicAddress: cluster.publicIngress }),
    });
    // Where nothing listens an endpoint would have no port to lead to.
    if (listeners.length > 0) this.exposeToOtherZones(loadBalancer, `${cluster.zone}-${use}`);
    return loadBalancer;
  }

  private exposeToOtherZones(loadBalancer: ILoadBalancer, name: LoadBalancerName): void {
    const clients: readonly Zone[] = ["exchange", "management"];
    for (const client of clients) {
      const address = this.environment.endpointAddress(this.networkStack.cloud.id, client, name);
      if (address) loadBalancer.exposeTo(this.networkStack.network(client), { address });
    }
  }
}

import { PLATFORM_KEYS } from "../../constructs/services/labels";
import type { Environment } from "../../environment/environment";
import type { NodePoolSpecification, Rke2ClusterSpecification } from "../../environment/schema/clusters";
import type { Rke2AgentProps, Rke2NodeProps, Rke2ServerProps } from "../../constructs/cloud-init";
import { ciliumManifest } from "./cilium";
import { authority, endpointsOfKind, ntpServersOf, routeTo, signInOf, type EndpointRoute } from "../machine-needs";

/** What all nodes of a cluster share, taken from the environment. */
function nodeConfiguration(
  environment: Environment,
  cluster: Rke2ClusterSpecification,
): Omit<Rke2NodeProps, "nodeName"> {
  const { cloud, zone } = cluster;
  const registries = routesOf(environment, cluster, "registry");
  const [registry] = registries;
  const routes = [
    ...registries,
    ...routesOf(environment, cluster, "object-store"),
    ...routesOf(environment, cluster, "oidc"),
  ];
  return {
    version: cluster.version,
    ...(cluster.cloudController !== undefined && { cloudProvider: "external" }),
    apiAddress: environment.plan.loadBalancerAddress(cloud, zone, cluster.apiAddress),
    nodePodPrefixLength: cluster.nodePodPrefixLength,
    ntpServers: ntpServersOf(environment, cloud, zone),
    hosts: routes
      .filter(({ exchangePort }) => exchangePort === undefined)
      .map(({ host, address }) => ({ address, names: [host] })),
    exchangeRedirects: routes.flatMap(({ host, port, address, exchangePort }) =>
      exchangePort === undefined ? [] : [{ host, port, exchangeAddress: address, exchangePort }],
    ),
    ...(registry && {
      systemDefaultRegistry: authority(registry),
      registryMirrors: { "*": registries.map((route) => `https://${authority(route)}`) },
    }),
  };
}

/** The configuration of a server, apart from its name, tokens and authorities. */
export function serverConfiguration(
  environment: Environment,
  cluster: Rke2ClusterSpecification,
): Omit<Rke2ServerProps, "nodeName" | "token" | "agentToken"> {
  const { cloud, zone, etcdSnapshots } = cluster;
  const oidc = signInOf(environment, cluster);
  const store = routesOf(environment, cluster, "object-store", etcdSnapshots.endpoint)[0];
  const seenFromManagement = environment.endpointAddress(cloud, "management", `${zone}-api`);
  return {
    ...nodeConfiguration(environment, cluster),
    podCidr: cluster.podCidr,
    serviceCidr: cluster.serviceCidr,
    nodeEvictionRate: cluster.evictionRatePerSecond,
    manifests: ciliumManifest({ waitsForCloudController: cluster.cloudController !== undefined }),
    nodeTaints: [{ key: "node-role.kubernetes.io/control-plane", value: "true", effect: "NoSchedule" }],
    tlsSans: [
      `api.${cluster.id}.${environment.specification.domain}`,
      ...(seenFromManagement ? [seenFromManagement.toString()] : []),
    ],
    ...(store && {
      etcdSnapshots: {
        scheduleCron: etcdSnapshots.schedule,
        retention: etcdSnapshots.retention,
        endpoint: authority(store),
        bucket: etcdSnapshots.bucket,
        folder: cluster.id,
      },
    }),
    ...(oidc && { oidc: { issuerUrl: oidc.issuerUrl, clientId: oidc.clientId } }),
  };
}

/** The configuration of a pool's node, apart from its name and token. */
export function agentConfiguration(
  environment: Environment,
  cluster: Rke2ClusterSpecification,
  pool: NodePoolSpecification,
  generation: number,
  availabilityZone: string,
): Omit<Rke2AgentProps, "nodeName" | "agentToken"> {
  return {
    ...nodeConfiguration(environment, cluster),
    nodeLabels: {
      ...pool.labels,
      ...topologyLabels(cluster, availabilityZone),
      [PLATFORM_KEYS.pool]: pool.id,
      "health-cloud/generation": String(generation),
    },
    nodeTaints: pool.taints,
  };
}

/** A cloud controller writes Nova's names there, and a kubelet that was given others would write those back at each start. */
function topologyLabels({ cloud, cloudController }: Rke2ClusterSpecification, availabilityZone: string) {
  if (cloudController !== undefined) return {};
  return {
    "topology.kubernetes.io/region": cloud,
    "topology.kubernetes.io/zone": `${cloud}-${availabilityZone}`,
  };
}

function routesOf(
  environment: Environment,
  { cloud, zone }: Rke2ClusterSpecification,
  kind: "registry" | "object-store" | "oidc",
  id?: string,
): EndpointRoute[] {
  return endpointsOfKind(environment, cloud, zone, kind)
    .filter((endpoint) => id === undefined || endpoint.id === id)
    .flatMap((endpoint) => routeTo(environment, cloud, zone, endpoint) ?? []);
}

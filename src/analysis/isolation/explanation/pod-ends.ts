import type { IntervalSet } from "../../sets/interval-set";
import type { ServiceSet } from "../../sets/service-set";
import type { Intent } from "../judgement/intent";
import { hop } from "../judgement/pod-witness";
import type { Hop } from "../judgement/witness";
import type { Cluster } from "../kubernetes/clusters";
import type { Pods } from "../kubernetes/pod-classes";
import { targetsOf, type PodService } from "../kubernetes/services";

/** Pods of one cluster that a person means by an end of a connection. */
export interface PodEnd {
  readonly cluster: Cluster;
  readonly pods: readonly Pods[];
}

/** Pods that are asked for services, and what leads there from the name that was given. */
export interface ReceivingPods {
  readonly cluster: Cluster;
  readonly pods: Pods;
  readonly services: ServiceSet;
  readonly through: readonly Hop[];
}

/** Addresses outside of a cluster that its pods ask for services. */
export interface ReceivingAddresses {
  readonly cluster: Cluster;
  readonly addresses: IntervalSet;
  readonly services: ServiceSet;
  readonly through: readonly Hop[];
}

export interface ReceivingEnds {
  readonly pods: readonly ReceivingPods[];
  /** Of a Service that leads out of the cluster. */
  readonly outside: readonly ReceivingAddresses[];
}

/**
 * The pods of a name: `cluster/namespace/workload`, `cluster/namespace` for all of a namespace, `namespace/workload` for those
 * of every cluster. None when it names no pods.
 *
 * @throws Error when it names pods that have the network of their nodes, or none of a cluster that exists
 */
export function podEnds(clusters: readonly Cluster[], text: string): PodEnd[] {
  const found = podsNamed(clusters, text);
  const meant = clusters.find(({ name }) => text.startsWith(`${name}/`));
  if (found.length > 0 || !meant) return found;
  const names = meant.pods.flatMap((pods) => pods.names).map((name) => `${meant.name}/${name}`);
  throw new Error(
    `got ${JSON.stringify(text)}, expected pods of ${meant.name}: one of ${[...new Set(names)].sort().join(", ")}`,
  );
}

function podsNamed(clusters: readonly Cluster[], text: string): PodEnd[] {
  return clusters.flatMap((cluster) => {
    const onHost = cluster.onHost.find(({ namespace, name }) => isNamed(cluster, `${namespace}/${name}`, text));
    if (onHost) {
      throw new Error(
        `${text} has the network of its nodes, where no NetworkPolicy counts (${onHost.origin.stack} ${onHost.origin.address}): ask for the machines on which it runs`,
      );
    }
    const pods = cluster.pods.filter(
      ({ names, namespace }) =>
        names.some((name) => isNamed(cluster, name, text)) || text === `${cluster.name}/${namespace}`,
    );
    return pods.length > 0 ? [{ cluster, pods }] : [];
  });
}

/**
 * The pods of a name, and what a Service of one (`cluster/namespace/service/name`) leads to.
 *
 * @returns undefined when it names neither
 * @throws Error when it names a Service that has no such port
 */
export function receivingEnds(
  clusters: readonly Cluster[],
  intent: Intent,
  text: string,
  services: ServiceSet,
): ReceivingEnds | undefined {
  const found = clusters.flatMap((cluster) =>
    cluster.services
      .filter(({ namespace, name }) => isNamed(cluster, `${namespace}/service/${name}`, text))
      .map((service) => throughService(cluster, intent, service, services)),
  );
  if (found.length > 0) {
    return { pods: found.flatMap(({ pods }) => pods), outside: found.flatMap(({ outside }) => outside) };
  }
  const ends = podEnds(clusters, text);
  if (ends.length === 0) return undefined;
  return {
    pods: ends.flatMap(({ cluster, pods }) => pods.map((each) => ({ cluster, pods: each, services, through: [] }))),
    outside: [],
  };
}

function throughService(cluster: Cluster, intent: Intent, service: PodService, wanted: ServiceSet): ReceivingEnds {
  const asked = service.ports.filter((port) => !port.services.intersect(wanted).isEmpty);
  if (asked.length === 0) {
    const ports = service.ports.map((port) => port.services.toString()).join(", ");
    throw new Error(
      `service ${service.namespace}/${service.name} has no port ${wanted.toString()}: expected one of ${ports}`,
    );
  }
  const through = (services: ServiceSet): Hop[] => [hop(intent, service.origin, `leads to ${services.toString()}`)];
  return {
    pods: asked.flatMap((port) =>
      targetsOf(service, port, cluster.pods).map(({ pods, services }) => ({
        cluster,
        pods,
        services,
        through: through(services),
      })),
    ),
    outside: asked.flatMap(({ name }) =>
      service.endpoints.flatMap(({ origin, addresses, ports }) => {
        const services = ports.get(name);
        if (!services) return [];
        return [
          {
            cluster,
            addresses,
            services,
            through: [...through(services), hop(intent, origin, "has the addresses")],
          },
        ];
      }),
    ),
  };
}

function isNamed({ name: cluster }: Cluster, name: string, text: string): boolean {
  return text === name || text === `${cluster}/${name}`;
}

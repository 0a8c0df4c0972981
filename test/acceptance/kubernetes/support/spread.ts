import { z } from "zod";
import type { ApiServer } from "./api-server";
import type { Pod, SpreadConstraint, Workload } from "./workloads";

const nodeList = z.object({
  items: z.array(
    z.looseObject({
      metadata: z.looseObject({ name: z.string(), labels: z.record(z.string(), z.string()) }),
      spec: z.looseObject({ taints: z.array(z.looseObject({ key: z.string() })).default([]) }),
    }),
  ),
});
type Node = z.output<typeof nodeList>["items"][number];

/** How pods stand on the nodes of a cluster. */
export class Spread {
  private constructor(private readonly nodes: readonly Node[]) {}

  static async read(server: ApiServer): Promise<Spread> {
    return new Spread(nodeList.parse(await server.succeed({ method: "GET", path: "/api/v1/nodes" })).items);
  }

  /** The workloads whose pods are further apart in number than they ask for, with the numbers by domain. */
  faults(workloads: readonly Workload[], pods: readonly Pod[]): string[] {
    return workloads.flatMap(({ metadata, spec }) => {
      const own = pods.filter(
        (pod) =>
          pod.metadata.namespace === metadata.namespace &&
          Object.entries(spec.selector.matchLabels).every(([key, value]) => pod.metadata.labels[key] === value),
      );
      return spec.template.spec.topologySpreadConstraints.flatMap((constraint) => {
        const counts = this.counts(constraint, own);
        const skew = Math.max(...counts.values()) - Math.min(...counts.values());
        if (skew <= constraint.maxSkew) return [];
        const numbers = [...counts].map(([domain, count]) => `${domain} has ${count}`).join(", ");
        return [`${metadata.namespace}/${metadata.name}: ${constraint.topologyKey}: ${numbers}`];
      });
    });
  }

  /** The pods in each domain with a node on which they may run; the platform's services tolerate no taint. */
  private counts({ topologyKey }: SpreadConstraint, pods: readonly Pod[]): ReadonlyMap<string, number> {
    const open = this.nodes.filter(({ spec }) => spec.taints.length === 0);
    const domains = new Set(open.map(({ metadata }) => domainOf(metadata.labels, topologyKey)));
    const domainOfNode = new Map(
      this.nodes.map(({ metadata }) => [metadata.name, domainOf(metadata.labels, topologyKey)]),
    );
    return new Map(
      [...domains].map((domain) => [
        domain,
        pods.filter(({ spec }) => domainOfNode.get(spec.nodeName ?? "") === domain).length,
      ]),
    );
  }
}

function domainOf(labels: Readonly<Record<string, string>>, topologyKey: string): string {
  return labels[topologyKey] ?? `a node without ${topologyKey}`;
}

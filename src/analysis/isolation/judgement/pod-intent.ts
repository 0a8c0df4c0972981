import { ANY_ADDRESS } from "../../sets/ipv4-addresses";
import { ProductSet } from "../../sets/product-set";
import { ServiceSet } from "../../sets/service-set";
import type { Pods } from "../kubernetes/pod-classes";
import type { Permissions } from "../reachability/filters";
import { POD_ENDS, type IntendedCluster, type IntendedPodConnection } from "./intent";

/** By an end's name: the connections that start there, and those that end there. */
interface Named {
  readonly from: Set<IntendedPodConnection>;
  readonly to: Set<IntendedPodConnection>;
}

const NONE: Named = { from: new Set(), to: new Set() };

/**
 * What was declared for pods. Workloads that no policy tells apart may do what is declared for all of them. Any pod of a
 * namespace may do what is declared for one of its pods: who runs pods there gives them their labels.
 */
export class PodIntent {
  private readonly byEnd = new Map<string, Named>();
  private readonly byPods = new Map<Pods, readonly Named[]>();

  /** @param foreign namespaces that the stacks do not make */
  constructor(
    intended: IntendedCluster | undefined,
    private readonly foreign: ReadonlySet<string>,
  ) {
    for (const connection of intended?.connections ?? []) {
      for (const end of connection.from) this.named(end).from.add(connection);
      for (const end of connection.to) this.named(end).to.add(connection);
    }
  }

  between(from: Pods, to: Pods): ServiceSet {
    const receiving = this.endsOf(to);
    return this.endsOf(from)
      .flatMap((sender) => receiving.map((receiver) => [sender, receiver] as const))
      .map(([sender, receiver]) => {
        const both = [...sender.from].filter((connection) => receiver.to.has(connection));
        return both.reduce((sum, { services }) => sum.union(services), ServiceSet.EMPTY);
      })
      .reduce((all, each) => all.intersect(each), ServiceSet.ANY);
  }

  /** To nodes, and to addresses outside of the cluster. */
  leaving(from: Pods): Permissions {
    const out = this.named(POD_ENDS.outside).to;
    return together(this.endsOf(from).map((end) => [...end.from].filter((connection) => out.has(connection))));
  }

  /** From there. */
  entering(to: Pods): Permissions {
    const out = this.named(POD_ENDS.outside).from;
    return together(this.endsOf(to).map((end) => [...end.to].filter((connection) => out.has(connection))));
  }

  /** What is declared for each of the workloads in a class. */
  private endsOf(pods: Pods): readonly Named[] {
    const known = this.byPods.get(pods);
    if (known) return known;
    const { namespace, isAnyPod, names } = pods;
    const common = [namespace, ...(this.foreign.has(namespace) ? [POD_ENDS.others] : [])];
    const made = isAnyPod
      ? [this.all([...common, ...[...this.byEnd.keys()].filter((end) => end.startsWith(`${namespace}/`))])]
      : names.map((name) => this.all([...common, name]));
    this.byPods.set(pods, made);
    return made;
  }

  private all(ends: readonly string[]): Named {
    const found = ends.map((end) => this.byEnd.get(end) ?? NONE);
    return {
      from: new Set(found.flatMap(({ from }) => [...from])),
      to: new Set(found.flatMap(({ to }) => [...to])),
    };
  }

  private named(end: string): Named {
    const known = this.byEnd.get(end);
    if (known) return known;
    const made = { from: new Set<IntendedPodConnection>(), to: new Set<IntendedPodConnection>() };
    this.byEnd.set(end, made);
    return made;
  }
}

function together(declared: readonly (readonly IntendedPodConnection[])[]): Permissions {
  return declared
    .map((connections) =>
      connections.reduce<Permissions>(
        (sum, { addresses = ANY_ADDRESS, services }) => sum.union(ProductSet.of(addresses, services)),
        ProductSet.empty(),
      ),
    )
    .reduce<Permissions>((all, each) => all.intersect(each), ProductSet.of(ANY_ADDRESS, ServiceSet.ANY));
}

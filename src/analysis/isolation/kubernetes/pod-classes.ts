import type { Resource } from "../../../terraform/configuration";
import type { PodNamespace } from "./namespaces";
import type { PodClass } from "./pod-filters";
import type { Workload } from "./workloads";

/** Pods of one cluster that no policy tells apart, and what makes them. */
export interface Pods extends PodClass {
  /** `vendor-02/appointment-pool`, after the first workload that makes them; `vendor-02/*` for any pod of a namespace. */
  readonly name: string;
  /** `vendor-02/appointment-pool`, for each workload that makes them. */
  readonly names: readonly string[];
  /** Empty for pods of a namespace that these stacks do not make. */
  readonly origins: readonly Resource[];
  /** Whether it stands for whatever else runs in its namespace: nothing of its pods is known but where they are. */
  readonly isAnyPod: boolean;
}

/** Namespaces that nobody names. No label of a namespace has this value. */
export const OTHER_NAMESPACES = "*";

/** How the name of any pod of a namespace ends. */
const ANY_POD = "*";

/** Workloads whose pods have equal labels and names of ports, in one namespace, make one class. */
export function workloadClasses(workloads: readonly Workload[], namespaceOf: (name: string) => PodNamespace): Pods[] {
  const alike = new Map<string, Workload[]>();
  for (const workload of workloads) {
    const key = identityOf(workload);
    const known = alike.get(key);
    if (known) known.push(workload);
    else alike.set(key, [workload]);
  }
  return [...alike].flatMap(([key, members]) => {
    const [first] = members;
    if (!first) return [];
    const names = members.map(({ namespace, name }) => `${namespace}/${name}`);
    return [
      {
        ...inNamespace(namespaceOf(first.namespace)),
        key,
        labels: first.labels,
        unknownLabels: first.unknownLabels,
        namedPorts: first.namedPorts,
        name: names[0] ?? key,
        names,
        origins: members.map(({ origin }) => origin),
        isAnyPod: false,
      },
    ];
  });
}

/**
 * Any pod of a namespace, taken for the most that one can be: it may have every label, and call every port by every name.
 *
 * @param origins what brings such pods, as far as these stacks tell
 */
export function anyPodOf(namespace: PodNamespace, origins: readonly Resource[]): Pods {
  const name = `${namespace.name}/${ANY_POD}`;
  return {
    ...inNamespace(namespace),
    key: name,
    labels: new Map(),
    unknownLabels: "any",
    namedPorts: "any",
    name,
    names: [name],
    origins,
    isAnyPod: true,
  };
}

/** Classes by their namespace. */
export function byNamespace(pods: readonly Pods[]): ReadonlyMap<string, readonly Pods[]> {
  const grouped = new Map<string, Pods[]>();
  for (const each of pods) {
    const known = grouped.get(each.namespace);
    if (known) known.push(each);
    else grouped.set(each.namespace, [each]);
  }
  return grouped;
}

function inNamespace({ name, labels, unknownLabels }: PodNamespace) {
  return { namespace: name, namespaceLabels: labels, unknownNamespaceLabels: unknownLabels };
}

function identityOf({ namespace, labels, unknownLabels, namedPorts }: Workload): string {
  return JSON.stringify([
    namespace,
    [...labels].sort(byKey),
    unknownLabels === "any" ? unknownLabels : [...unknownLabels].sort(),
    namedPorts === "any" ? namedPorts : [...namedPorts].map(([name, ports]) => [name, ports.toString()]).sort(),
  ]);
}

function byKey([left]: readonly [string, string], [right]: readonly [string, string]): number {
  return left < right ? -1 : 1;
}

import type { Generations } from "../generations";
import type { Fault } from "../yaml";
import { cloudsOf, fault, indexed, type Path, type Rule, type RuleContext } from "./rule";

/** Only generations before the present one retire, and each of them once. */
export const retiringGenerations: Rule = (context) =>
  machineGroups(context).flatMap(({ group, path }) => retiringFaults(context, group, [...path, "retiring"]));

interface MachineGroup {
  readonly group: Generations;
  readonly path: Path;
}

function machineGroups(context: RuleContext): MachineGroup[] {
  return [
    ...cloudsOf(context).flatMap(([cloud, specification]) =>
      (["exchange", "management"] as const).map((key) => ({
        group: specification[key],
        path: ["clouds", cloud, key],
      })),
    ),
    ...indexed(context.specification.clusters).flatMap(({ value: cluster, index }) => [
      ...(cluster.kind === "rke2" ? [{ group: cluster.controlPlane, path: ["clusters", index, "controlPlane"] }] : []),
      ...indexed(cluster.pools).map((pool) => ({
        group: pool.value,
        path: ["clusters", index, "pools", pool.index],
      })),
    ]),
  ];
}

function retiringFaults(context: RuleContext, { generation, retiring }: Generations, path: Path): Fault[] {
  return indexed(retiring).flatMap(({ value, index }) => {
    if (value >= generation) {
      const allowed = generation === 1 ? "none" : `at most ${generation - 1}`;
      return [
        fault(
          context,
          [...path, index],
          `got ${value}, expected ${allowed}: generation ${generation} is the present one, and only those before it retire`,
        ),
      ];
    }
    if (retiring.indexOf(value) === index) return [];
    return [fault(context, [...path, index], `got ${value} a second time, expected each generation once`)];
  });
}

import type { CtyunCloudSpecification } from "../schema/clouds";
import type { LoadBalancerName, Zone } from "../schema/names";
import type { Fault } from "../yaml";
import { cloudsOf, fault, indexed, type Path, type Rule, type RuleContext } from "./rule";

/** A way between two zones that the declared architecture uses. No other way may exist. */
interface Way {
  readonly from: Zone;
  readonly loadBalancer: LoadBalancerName;
}

/** In a cloud that does not route between zones, every way that flows use is written down, and no other. */
export const crossings: Rule = (context) =>
  cloudsOf(context).flatMap(([cloud, specification]) =>
    specification.provider === "ctyun" ? cloudFaults(context, cloud, specification) : [],
  );

function cloudFaults(context: RuleContext, cloud: string, { crossings: given }: CtyunCloudSpecification): Fault[] {
  const path: Path = ["clouds", cloud, "crossings"];
  const needed = neededWays(context, cloud);
  const missing = needed.filter((way) => !given.some((crossing) => same(crossing, way)));
  return [
    ...missing.map(({ from, loadBalancer }) =>
      fault(
        context,
        path,
        `got no crossing from ${from} to ${loadBalancer}, expected one: add - { from: ${from}, loadBalancer: ${loadBalancer}, endpoint: <host number> }`,
      ),
    ),
    ...indexed(given).flatMap(({ value: crossing, index }) => {
      const at = [...path, index];
      const first = given.findIndex((other) => same(other, crossing));
      if (!needed.some((way) => same(crossing, way))) {
        return [
          fault(
            context,
            at,
            `got a crossing from ${crossing.from} to ${crossing.loadBalancer}, expected one of ${needed.map((way) => `${way.from} to ${way.loadBalancer}`).join(", ")}`,
          ),
        ];
      }
      if (first !== index) {
        return [
          fault(
            context,
            at,
            `got a crossing from ${crossing.from} to ${crossing.loadBalancer} a second time, expected each once`,
          ),
        ];
      }
      if ((crossing.endpoint === undefined) === (crossing.peering === undefined)) {
        const given = crossing.endpoint === undefined ? "neither endpoint nor peering" : "both endpoint and peering";
        return [fault(context, at, `got ${given}, expected one of them`)];
      }
      return [];
    }),
  ];
}

function neededWays(context: RuleContext, cloud: string): Way[] {
  const reachesConsole = context.specification.console !== undefined;
  return context.specification.clusters
    .filter((cluster) => cluster.cloud === cloud)
    .flatMap(({ zone, kind }): Way[] => [
      { from: zone, loadBalancer: "exchange" },
      { from: "exchange", loadBalancer: `${zone}-ingress` },
      { from: "management", loadBalancer: `${zone}-api` },
      ...(reachesConsole && kind === "rke2"
        ? [{ from: "management" as const, loadBalancer: `${zone}-ingress` as const }]
        : []),
    ]);
}

function same(left: Way, right: Way): boolean {
  return left.from === right.from && left.loadBalancer === right.loadBalancer;
}

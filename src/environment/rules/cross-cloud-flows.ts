import type { ServiceFlowSpecification, ServiceSpecification } from "../schema/services";
import type { Fault } from "../yaml";
import { zonesOfLink } from "./links";
import { fault, indexed, list, type Path, type Rule, type RuleContext } from "./rule";

/** A flow whose target runs only in the other cloud, seen from clouds in which its source runs. */
interface CrossCloudFlow {
  readonly source: ServiceSpecification;
  readonly flow: ServiceFlowSpecification;
  readonly path: Path;
  readonly target: ServiceSpecification;
  /** The clouds of the source in which the target does not run. */
  readonly without: readonly string[];
}

/**
 * A flow whose target runs only in the other cloud needs a link that carries its zone. Within a zone it enters by the gateway
 * there, which leads to what is exposed alone.
 */
export const crossCloudFlows: Rule = (context) => {
  const { clouds, services } = context.specification;
  return indexed(services).flatMap(({ value: source, index }) =>
    indexed(source.flows).flatMap(({ value: flow, index: flowIndex }) => {
      const target = services.find(({ id }) => flow.to === `service:${id}`);
      if (!target) return [];
      const without = Object.keys(source.share).filter((cloud) => cloud in clouds && target.share[cloud] === undefined);
      if (without.length === 0) return [];
      const crossing = { source, flow, path: ["services", index, "flows", flowIndex], target, without };
      return [...linkFaults(context, crossing), ...exposureFaults(context, crossing)];
    }),
  );
};

function linkFaults(context: RuleContext, { source, target, path, without }: CrossCloudFlow): Fault[] {
  const zone = source.zone === target.zone ? source.zone : "exchange";
  if (context.specification.links.some((link) => zonesOfLink(link).includes(zone))) return [];
  return [
    fault(
      context,
      [...path, "to"],
      `got service ${target.id}, which does not run in ${list(without)} where ${source.id} does, expected a link that carries zone ${zone} between the clouds, or a share there`,
    ),
  ];
}

function exposureFaults(context: RuleContext, { source, flow, target, path }: CrossCloudFlow): Fault[] {
  if (source.zone !== target.zone) return [];
  if (!target.expose) {
    return [
      fault(
        context,
        [...path, "to"],
        `got service ${target.id}, which runs only in ${list(Object.keys(target.share))} and is not exposed, expected one with expose: the other cloud enters through its gateway`,
      ),
    ];
  }
  const exposed = target.expose.port;
  if (flow.port === exposed || !target.ports.some(({ name }) => name === flow.port)) return [];
  return [
    fault(
      context,
      [...path, "port"],
      `got ${String(flow.port)}, expected ${exposed}: service ${target.id} runs only in ${list(Object.keys(target.share))}, whose gateway leads to that port`,
    ),
  ];
}

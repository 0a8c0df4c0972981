import type { ServiceFlowSpecification, ServiceSpecification } from "../schema/services";
import type { Fault } from "../yaml";
import { fault, indexed, type Rule, type RuleContext } from "./rule";

/** A flow is named after its two ends, so each stands once, and no service and external endpoint share a name in a service. */
export const flowNames: Rule = (context) =>
  indexed(context.specification.services).flatMap(({ value: source, index: serviceIndex }) =>
    indexed(source.flows).flatMap(({ value: flow, index }) =>
      nameFaults(context, source, flow, source.flows.slice(0, index), ["services", serviceIndex, "flows", index, "to"]),
    ),
  );

function nameFaults(
  context: RuleContext,
  source: ServiceSpecification,
  flow: ServiceFlowSpecification,
  earlier: readonly ServiceFlowSpecification[],
  path: readonly (string | number)[],
): Fault[] {
  if (earlier.some(({ to, port, via }) => to === flow.to && (port === flow.port || via === "exchange"))) {
    return [fault(context, path, `got a flow to ${flow.to} a second time, expected each flow once`)];
  }
  const namesake = earlier.find(({ to }) => to !== flow.to && targetName(to) === targetName(flow.to));
  if (!namesake) return [];
  return [
    fault(
      context,
      path,
      `got a flow to ${flow.to} beside one to ${namesake.to}, expected targets of different names: both flows would be ${source.id} to ${targetName(flow.to)}, so rename the external endpoint`,
    ),
  ];
}

function targetName(reference: string): string {
  return reference.slice(reference.indexOf(":") + 1);
}

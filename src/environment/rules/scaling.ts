import { indexed, fault, type Path, type Rule, type RuleContext } from "./rule";
import type { ScalingTriggerSpecification } from "../schema/scaling";
import type { ServiceSpecification } from "../schema/services";
import type { Fault } from "../yaml";

/** What asks for replicas can have them: there are some between the least and the most, and no hour asks for others. */
export const scalingTriggers: Rule = (context) =>
  indexed(context.specification.services).flatMap(({ value: service, index }) => {
    const { autoscale, replicas } = service;
    // A maximum below the replicas is a fault of its own.
    if (!autoscale || autoscale.triggers.length === 0 || autoscale.maximum < replicas) return [];
    const path = ["services", index, "autoscale"];
    if (autoscale.maximum === replicas) {
      return [
        fault(
          context,
          [...path, "maximum"],
          `got ${autoscale.maximum}, expected more than the ${replicas} replicas it starts with: the triggers have nothing to add`,
        ),
      ];
    }
    return indexed(autoscale.triggers).flatMap(({ value: trigger, index: place }) =>
      hoursFaults(context, service, autoscale.maximum, trigger, [...path, "triggers", place]),
    );
  });

function hoursFaults(
  context: RuleContext,
  { replicas }: ServiceSpecification,
  maximum: number,
  trigger: ScalingTriggerSpecification,
  path: Path,
): Fault[] {
  if (trigger.kind !== "working-hours") return [];
  const { start, end } = trigger;
  const faults: Fault[] = [];
  if (!start.isBefore(end)) {
    faults.push(
      fault(
        context,
        [...path, "end"],
        `got ${end.toString()}, expected a time after the start at ${start.toString()}: hours that go past midnight are two triggers`,
      ),
    );
  }
  if (trigger.replicas > maximum) {
    faults.push(
      fault(
        context,
        [...path, "replicas"],
        `got ${trigger.replicas}, expected at most the maximum of ${maximum}: ask for less, or raise autoscale.maximum`,
      ),
    );
  }
  if (trigger.replicas <= replicas) {
    faults.push(
      fault(
        context,
        [...path, "replicas"],
        `got ${trigger.replicas}, expected more than the ${replicas} replicas that run at all hours`,
      ),
    );
  }
  return faults;
}

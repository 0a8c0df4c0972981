import { LEAST_REPLICAS_IN_PRODUCTION } from "../../environment/least-replicas";
import type { EnvironmentSpecification } from "../../environment/schema/environment";
import { CONTAINER_RULES, imageRegistryRule } from "./container-rules";
import type { OperatingRule } from "./operating-rule";
import { POD_RULES, replicasRule } from "./pod-rules";
import { SERVICE_RULES } from "./service-rules";

/** What the standard depends on. */
export interface OperatingStandardScope {
  readonly stage: EnvironmentSpecification["stage"];

  /**
   * Hosts of the registries that images may come from.
   * @default - any registry
   */
  readonly registries?: readonly string[];
}

/** The rules that hold for the objects of every vendor, in the order in which people read them. */
export function operatingRules({ stage, registries = [] }: OperatingStandardScope): OperatingRule[] {
  return [
    ...CONTAINER_RULES,
    ...(registries.length > 0 ? [imageRegistryRule(registries)] : []),
    ...POD_RULES,
    ...(stage === "production" ? [replicasRule(LEAST_REPLICAS_IN_PRODUCTION)] : []),
    ...SERVICE_RULES,
  ];
}

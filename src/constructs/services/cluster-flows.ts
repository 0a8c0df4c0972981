import type { Environment } from "../../environment/environment";
import type { ClusterZone } from "../../environment/schema/names";
import type { ServiceFlowSpecification, ServiceSpecification } from "../../environment/schema/services";
import { isPlaced } from "../connectivity";
import { flowId } from "../connectivity/exchange-listeners";
import type { SourcePath } from "../provenance";

/** Which cluster: there is at most one of a zone in a cloud. */
export interface ClusterPlace {
  readonly cloud: string;
  readonly zone: ClusterZone;
}

/** A declared flow that starts in a cluster. */
export interface ClusterFlow {
  readonly id: string;
  readonly service: ServiceSpecification;
  readonly flow: ServiceFlowSpecification;
  /** Undefined for a flow to an external endpoint. */
  readonly target: ServiceSpecification | undefined;
  /** Whether it ends in the same cluster, so that pods meet without a gateway. */
  readonly staysInside: boolean;
  readonly why: string;
  readonly source: SourcePath;
}

/** A service that runs in a cluster. */
export interface PlacedService {
  readonly service: ServiceSpecification;
  /** Its place in the YAML. */
  readonly source: SourcePath;
}

/** The services that run in a cluster, in the order of the YAML. */
export function servicesIn(environment: Environment, { cloud, zone }: ClusterPlace): PlacedService[] {
  return environment.specification.services
    .map((service, index) => ({ service, source: ["services", index] }))
    .filter(({ service }) => service.zone === zone && isPlaced(service, cloud));
}

/** The flows that start in a cluster, in the order of the YAML. */
export function flowsFrom(environment: Environment, place: ClusterPlace): ClusterFlow[] {
  return servicesIn(environment, place).flatMap(({ service, source }) =>
    service.flows.map((flow, index) => {
      const target = environment.serviceOf(flow.to);
      return {
        id: flowId(service, flow),
        service,
        flow,
        target,
        staysInside: isInside(place, flow, target),
        why: `flow ${flowId(service, flow)}`,
        source: [...source, "flows", index],
      };
    }),
  );
}

function isInside(
  { cloud, zone }: ClusterPlace,
  { via }: ServiceFlowSpecification,
  target?: ServiceSpecification,
): boolean {
  return via === undefined && target?.zone === zone && isPlaced(target, cloud);
}

import type { ExternalEndpointSpecification } from "../schema/external-endpoints";
import type { ServiceFlowSpecification, ServiceSpecification } from "../schema/services";
import type { Fault } from "../yaml";
import { nextFreeExchangePort } from "./exchange-ports";
import { fault, indexed, list, unknownName, type Path, type Rule, type RuleContext } from "./rule";

const SERVICE = "service:";
const EXTERNAL = "external:";

/** A flow with the service it starts in. */
interface LocatedFlow {
  readonly source: ServiceSpecification;
  readonly flow: ServiceFlowSpecification;
  readonly path: Path;
}

/** Flows end at what exists, and pass the exchange exactly when they join medical and internet. */
export const flows: Rule = (context) =>
  indexed(context.specification.services).flatMap(({ value: source, index }) =>
    indexed(source.flows).flatMap(({ value: flow, index: flowIndex }) => {
      const located = { source, flow, path: ["services", index, "flows", flowIndex] };
      return flow.to.startsWith(SERVICE) ? serviceFlowFaults(context, located) : externalFlowFaults(context, located);
    }),
  );

function serviceFlowFaults(context: RuleContext, located: LocatedFlow): Fault[] {
  const { services } = context.specification;
  const { source, flow, path } = located;
  const id = flow.to.slice(SERVICE.length);
  const target = services.find((service) => service.id === id);
  if (!target) {
    const known = services.map((service) => service.id);
    return unknownName(context, [...path, "to"], "the id of a service", id, known);
  }
  const portFaults = targetPortFaults(context, located, target);
  return source.zone === target.zone
    ? [...portFaults, ...needlessExchange(context, located, `both services stand in zone ${source.zone}`)]
    : [...portFaults, ...exchangeFaults(context, located, target)];
}

function targetPortFaults(context: RuleContext, { flow, path }: LocatedFlow, target: ServiceSpecification): Fault[] {
  const names = target.ports.map(({ name }) => name);
  if (flow.port === undefined) {
    return [fault(context, path, `missing port, expected the name of a port of service ${target.id}: ${list(names)}`)];
  }
  return unknownName(context, [...path, "port"], `the name of a port of service ${target.id}`, flow.port, names);
}

/** A flow between medical and internet: neither zone enters the other. */
function exchangeFaults(
  context: RuleContext,
  { source, flow, path }: LocatedFlow,
  target: ServiceSpecification,
): Fault[] {
  const faults: Fault[] = [];
  if (flow.via === undefined) {
    faults.push(
      fault(
        context,
        path,
        `got a flow from ${source.zone} to ${target.zone} that does not pass the exchange, expected via: exchange: neither zone enters the other`,
      ),
    );
  }
  if (flow.exchangePort === undefined) {
    faults.push(
      fault(
        context,
        path,
        `missing exchangePort, expected a port of the exchange proxies that no other flow uses, such as ${nextFreeExchangePort(context)}`,
      ),
    );
  }
  if (target.expose?.to.includes("exchange") !== true) {
    faults.push(
      fault(
        context,
        [...path, "to"],
        `got service ${target.id}, which does not admit the exchange, expected one that does: add exchange to its expose.to`,
      ),
    );
  } else if (
    flow.port !== undefined &&
    target.expose.port !== flow.port &&
    target.ports.some(({ name }) => name === flow.port)
  ) {
    faults.push(
      fault(
        context,
        [...path, "port"],
        `got ${flow.port}, expected ${target.expose.port}: that port of service ${target.id} is exposed to the exchange`,
      ),
    );
  }
  return faults;
}

function needlessExchange(context: RuleContext, { flow, path }: LocatedFlow, why: string): Fault[] {
  const needless = (["via", "exchangePort"] as const)
    .filter((key) => flow[key] !== undefined)
    .map((key) => fault(context, [...path, key], `got ${String(flow[key])}, expected no ${key}: ${why}`));
  // Nobody else ends TLS, so passthrough says what happens anyway.
  return flow.tls === "passthrough"
    ? needless
    : [...needless, fault(context, [...path, "tls"], `got ${flow.tls}, expected no tls: ${why}`)];
}

function externalFlowFaults(context: RuleContext, located: LocatedFlow): Fault[] {
  const { externalEndpoints } = context.specification;
  const { source, flow, path } = located;
  const id = flow.to.slice(EXTERNAL.length);
  const endpoint = externalEndpoints.find((candidate) => candidate.id === id);
  if (!endpoint) {
    const known = externalEndpoints.map((candidate) => candidate.id);
    return unknownName(context, [...path, "to"], "the id of an external endpoint", id, known);
  }
  return [
    ...accessFaults(context, source, endpoint, [...path, "to"]),
    ...needlessExchange(context, located, `the external endpoint ${id} says by itself how each zone reaches it`),
    ...(flow.port === undefined
      ? []
      : [
          fault(
            context,
            [...path, "port"],
            `got ${flow.port}, expected no port: all ports of external endpoint ${id} are opened`,
          ),
        ]),
  ];
}

function accessFaults(
  context: RuleContext,
  source: ServiceSpecification,
  endpoint: ExternalEndpointSpecification,
  path: Path,
): Fault[] {
  if (endpoint.access[source.zone] === undefined) {
    const zones = Object.keys(endpoint.access);
    return [
      fault(
        context,
        path,
        `got ${endpoint.id}, expected an external endpoint that zone ${source.zone} may reach: only ${list(zones)} may reach this one`,
      ),
    ];
  }
  const { clouds } = endpoint;
  const without = Object.keys(source.share).filter((cloud) => clouds !== undefined && !clouds.includes(cloud));
  return without.map((cloud) =>
    fault(
      context,
      path,
      `got ${endpoint.id}, expected an external endpoint that cloud ${cloud} uses: ${source.id} runs there, too`,
    ),
  );
}

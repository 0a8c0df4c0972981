import type { Fault } from "../yaml";
import { fault, indexed, type Path, type Rule, type RuleContext } from "./rule";

const FIRST_EXCHANGE_PORT = 9001;

/** Where the proxies tell their load balancer that they are well. */
const HEALTH_PORT = 8404;

interface Listener {
  readonly port: number;
  readonly what: string;
  readonly path: Path;
}

/** Each listener of the exchange proxies belongs to one flow or external endpoint alone. */
export const exchangePorts: Rule = (context) => {
  const taken = new Map<number, string>([[HEALTH_PORT, "the proxies' health check"]]);
  return listeners(context).flatMap(({ port, what, path }): Fault[] => {
    const owner = taken.get(port);
    if (owner === undefined) {
      taken.set(port, what);
      return [];
    }
    return [
      fault(
        context,
        path,
        `got ${port}, expected a port of its own such as ${nextFreeExchangePort(context)}: ${owner} has this one`,
      ),
    ];
  });
};

/** The lowest port from 9001 on that no listener has. */
export function nextFreeExchangePort(context: RuleContext): number {
  const taken = new Set(listeners(context).map(({ port }) => port));
  let port = FIRST_EXCHANGE_PORT;
  while (taken.has(port)) port += 1;
  return port;
}

function listeners(context: RuleContext): Listener[] {
  const { services, externalEndpoints } = context.specification;
  return [
    ...indexed(services).flatMap(({ value: service, index }) =>
      indexed(service.flows).flatMap(({ value: flow, index: flowIndex }) =>
        flow.exchangePort === undefined
          ? []
          : [
              {
                port: flow.exchangePort,
                what: `the flow from ${service.id} to ${flow.to}`,
                path: ["services", index, "flows", flowIndex, "exchangePort"],
              },
            ],
      ),
    ),
    ...indexed(externalEndpoints).flatMap(({ value: { id, exchangePort }, index }) =>
      exchangePort === undefined
        ? []
        : [{ port: exchangePort, what: `external endpoint ${id}`, path: ["externalEndpoints", index, "exchangePort"] }],
    ),
  ];
}

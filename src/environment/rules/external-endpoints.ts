import type { CloudSpecification } from "../schema/clouds";
import type { ExternalEndpointSpecification } from "../schema/external-endpoints";
import { ZONES, type Zone } from "../schema/names";
import type { Fault } from "../yaml";
import { cloudsOf, fault, indexed, type Path, type Rule, type RuleContext } from "./rule";

/** Each zone has the way to an external endpoint that its access claims. */
export const externalEndpoints: Rule = (context) =>
  indexed(context.specification.externalEndpoints).flatMap(({ value: endpoint, index }) => {
    const path = ["externalEndpoints", index];
    return [...directFaults(context, endpoint, path), ...exchangeFaults(context, endpoint, path)];
  });

function directFaults(context: RuleContext, endpoint: ExternalEndpointSpecification, path: Path): Fault[] {
  return ZONES.filter((zone) => endpoint.access[zone] === "direct").flatMap((zone) =>
    cloudsUsing(context, endpoint)
      .filter(([, cloud]) => !reaches(cloud, zone, endpoint))
      .map(([id]) =>
        fault(
          context,
          [...path, "access", zone],
          zone === "medical"
            ? `got direct from zone medical, but no line of that zone in ${id} leads to it, expected exchange or a line with its addresses in destinations: medical has no way to the internet`
            : `got direct from zone ${zone}, which has no egress in ${id} and no line that leads to it, expected egress, exchange or such a line`,
        ),
      ),
  );
}

function exchangeFaults(context: RuleContext, endpoint: ExternalEndpointSpecification, path: Path): Fault[] {
  const zones = ZONES.filter((zone) => endpoint.access[zone] === "exchange");
  if (zones.length === 0) {
    if (endpoint.exchangePort === undefined) return [];
    return [
      fault(
        context,
        [...path, "exchangePort"],
        `got ${endpoint.exchangePort}, expected none: no zone reaches it through exchange`,
      ),
    ];
  }
  const [port] = endpoint.ports;
  const faults = cloudsUsing(context, endpoint)
    .filter(([, cloud]) => !reaches(cloud, "exchange", endpoint))
    .map(([id]) =>
      fault(
        context,
        [...path, "access"],
        `got access through exchange, whose zone has neither egress in ${id} nor a line that leads to it, expected one of them`,
      ),
    );
  if (endpoint.access.exchange === "exchange") {
    faults.push(
      fault(
        context,
        [...path, "access", "exchange"],
        "got exchange from zone exchange itself, expected direct or cloud",
      ),
    );
  }
  if (endpoint.exchangePort === undefined) {
    faults.push(
      fault(context, path, "missing exchangePort, expected a port of the exchange proxies, since access says exchange"),
    );
  }
  if (endpoint.ports.length > 1 || port?.protocol !== "tcp" || port.from !== port.to) {
    faults.push(
      fault(
        context,
        [...path, "ports"],
        `got ${endpoint.ports.join(", ")}, expected a single TCP port: a listener of the exchange proxies leads to one`,
      ),
    );
  }
  return faults;
}

function cloudsUsing(context: RuleContext, { clouds }: ExternalEndpointSpecification): [string, CloudSpecification][] {
  return cloudsOf(context).filter(([id]) => clouds === undefined || clouds.includes(id));
}

/** Whether a zone gets there by its egress, or by a line that leads to every address. */
function reaches(cloud: CloudSpecification, zone: Zone, { addresses }: ExternalEndpointSpecification): boolean {
  if (zone !== "medical" && cloud.zones[zone].egress !== undefined) return true;
  const destinations = cloud.lines.filter((line) => line.zone === zone).flatMap((line) => line.destinations);
  return addresses.every((address) => destinations.some((destination) => destination.contains(address)));
}

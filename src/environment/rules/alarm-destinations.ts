import {
  alarmDestinations,
  destinationEndpoints,
  MAIL_TLS_PORT,
  mayUse,
  type AlarmDestination,
  type SecretAddress,
  type WrittenAddress,
} from "../alarm-destinations";
import type { Fault } from "../yaml";
import { fault, indexed, list, unknownName, type Rule, type RuleContext } from "./rule";

/**
 * Every cluster's Alertmanager has a way to every place that it tells: what no external endpoint opens, security groups deny,
 * and an alarm would be lost when it counts.
 */
export const alarmDestinationsReached: Rule = (context) =>
  alarmDestinations(context.specification).flatMap((destination) => {
    const { address } = destination;
    const faults = address.kind === "secret" ? namingFaults(context, destination, address) : [];
    return faults.length > 0 ? faults : wayFaults(context, destination);
  });

/** A webhook whose address stands in the YAML is found by it; naming its endpoint as well says one thing twice. */
export const namedWebhookEndpoints: Rule = (context) =>
  indexed(context.specification.alerting.receivers).flatMap(({ value, index }) => {
    if (value.kind !== "webhook" || value.url === undefined || value.endpoint === undefined) return [];
    return [
      fault(
        context,
        ["alerting", "receivers", index, "endpoint"],
        `got ${value.endpoint} beside url, expected it beside secretName alone: the host name of the url says which endpoint it is`,
      ),
    ];
  });

function namingFaults(
  context: RuleContext,
  { path }: AlarmDestination,
  { secretName, endpoint }: SecretAddress,
): Fault[] {
  const { externalEndpoints } = context.specification;
  if (endpoint === undefined) {
    return [
      fault(
        context,
        path,
        `missing endpoint, expected the id of the external endpoint to which the address in Secret ${secretName} leads: nothing else is opened for it`,
      ),
    ];
  }
  const candidates = externalEndpoints.filter(({ host }) => host !== undefined).map(({ id }) => id);
  const unknown = unknownName(context, path, "the id of an external endpoint with a host", endpoint, candidates);
  return unknown;
}

function wayFaults(context: RuleContext, destination: AlarmDestination): Fault[] {
  const { address, path } = destination;
  const { clusters } = context.specification;
  const endpoints = destinationEndpoints(context.specification, destination);
  const given = address.kind === "secret" ? (address.endpoint ?? "") : address.given;
  const cutOff = clusters.filter((cluster) => !endpoints.some((endpoint) => mayUse(cluster, endpoint)));
  if (cutOff.length > 0) {
    const zones = [...new Set(cutOff.map(({ zone }) => zone))];
    const expected =
      address.kind === "secret"
        ? `access for zone ${zones.join(" and ")}, and no clouds that leave one out`
        : `one with host ${address.host} and port tcp/${address.port} whose access names ${zones.join(" and ")}`;
    return [
      fault(
        context,
        path,
        `got ${given}, to which no external endpoint leads from ${list(cutOff.map(({ id }) => id))}, expected ${expected}: their Alertmanagers reach nothing else`,
      ),
    ];
  }
  const throughExchange = clusters.filter(({ zone, cloud }) =>
    endpoints.some((endpoint) => mayUse({ zone, cloud }, endpoint) && endpoint.access[zone] === "exchange"),
  );
  if (throughExchange.length === 0 || address.kind === "secret") return [];
  return plainTextFaults(context, path, address, list(throughExchange.map(({ id }) => id)));
}

/** The exchange's proxies let pass what asks for the right host name in a TLS handshake, and wait for it. */
function plainTextFaults(
  context: RuleContext,
  path: AlarmDestination["path"],
  { given, speaks }: WrittenAddress,
  clusters: string,
): Fault[] {
  if (speaks === "https" || speaks === "mail over TLS") return [];
  const expected =
    speaks === "http"
      ? "https: its proxies read the host name from the TLS handshake"
      : `port ${MAIL_TLS_PORT}: its proxies read the host name from the TLS handshake, with which mail begins on that port alone`;
  return [fault(context, path, `got ${given}, which ${clusters} reach through the exchange, expected ${expected}`)];
}

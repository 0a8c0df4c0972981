import type { Fault } from "../yaml";
import { cloudsOf, indexed, unknownName, type Path, type Rule, type RuleContext } from "./rule";

/** Every name names something, with a suggestion where one is misspelt. Flows' and slots' names have rules of their own. */
export const knownNames: Rule = (context) => [
  ...cloudNames(context),
  ...serviceNames(context),
  ...receiverNames(context),
];

function cloudNames(context: RuleContext): Fault[] {
  const { clusters, externalEndpoints, links } = context.specification;
  const known = cloudsOf(context).map(([id]) => id);
  const cloudAt = (path: readonly (string | number)[], given: string) =>
    unknownName(context, path, "the name of a cloud", given, known);
  return [
    ...indexed(clusters).flatMap(({ value, index }) => cloudAt(["clusters", index, "cloud"], value.cloud)),
    ...indexed(externalEndpoints).flatMap(({ value, index }) => [
      ...indexed(value.clouds ?? []).flatMap((cloud) =>
        cloudAt(["externalEndpoints", index, "clouds", cloud.index], cloud.value),
      ),
      ...(value.hostedIn === undefined ? [] : cloudAt(["externalEndpoints", index, "hostedIn"], value.hostedIn)),
    ]),
    ...indexed(links).flatMap(({ value, index }) =>
      value.kind === "line"
        ? Object.keys(value.ends).flatMap((cloud) => cloudAt(["links", index, "ends", cloud], cloud))
        : [],
    ),
  ];
}

function serviceNames(context: RuleContext): Fault[] {
  const { services, vendors } = context.specification;
  const knownVendors = vendors.map(({ id }) => id);
  return indexed(services).flatMap(({ value: service, index }) => {
    const ports = service.ports.map(({ name }) => name);
    const portAt = (path: readonly string[], given: string) =>
      unknownName(context, ["services", index, ...path], "the name of a port of this service", given, ports);
    const { readiness, liveness, startup } = service.probes;
    return [
      ...unknownName(context, ["services", index, "vendor"], "the id of a vendor", service.vendor, knownVendors),
      ...portAt(["probes", "readiness", "port"], readiness.port),
      ...portAt(["probes", "liveness", "port"], liveness.port),
      ...(startup ? portAt(["probes", "startup", "port"], startup.port) : []),
      ...(service.expose ? portAt(["expose", "port"], service.expose.port) : []),
    ];
  });
}

function receiverNames(context: RuleContext): Fault[] {
  const { alerting, vendors } = context.specification;
  const known = alerting.receivers.map(({ id }) => id);
  const receiverAt = (path: Path, given: string) => unknownName(context, path, "the id of a receiver", given, known);
  return [
    ...receiverAt(["alerting", "default"], alerting.default),
    ...indexed(alerting.routes).flatMap(({ value, index }) =>
      receiverAt(["alerting", "routes", index, "receiver"], value.receiver),
    ),
    ...(alerting.heartbeat === undefined ? [] : receiverAt(["alerting", "heartbeat"], alerting.heartbeat)),
    ...indexed(vendors).flatMap(({ value: { receiver }, index }) =>
      receiver === undefined ? [] : receiverAt(["vendors", index, "receiver"], receiver),
    ),
  ];
}

import type { Fault } from "../yaml";
import { cloudsOf, fault, indexed, type Path, type Rule, type RuleContext } from "./rule";

/** Identifiers become Terraform addresses, so none stands twice in its list. */
export const duplicateIds: Rule = (context) => {
  const { alerting, clusters, externalEndpoints, links, portals, retire, services, vendors } = context.specification;
  return [
    ...cloudsOf(context).flatMap(([cloud, { availabilityZones, lines }]) => [
      ...repeated(
        context,
        ["clouds", cloud, "availabilityZones"],
        "id",
        availabilityZones.map(({ id }) => id),
      ),
      ...repeated(
        context,
        ["clouds", cloud, "availabilityZones"],
        "name",
        availabilityZones.map(({ name }) => name),
      ),
      ...repeated(
        context,
        ["clouds", cloud, "lines"],
        "id",
        lines.map(({ id }) => id),
      ),
    ]),
    ...repeated(
      context,
      ["links"],
      "id",
      links.map(({ id }) => id),
    ),
    ...repeated(
      context,
      ["clusters"],
      "id",
      clusters.map(({ id }) => id),
    ),
    ...indexed(clusters).flatMap(({ value, index }) =>
      repeated(
        context,
        ["clusters", index, "pools"],
        "id",
        value.pools.map(({ id }) => id),
      ),
    ),
    ...clustersOfOneZone(context),
    ...repeated(
      context,
      ["externalEndpoints"],
      "id",
      externalEndpoints.map(({ id }) => id),
    ),
    ...repeated(
      context,
      ["portals"],
      "id",
      portals.map(({ id }) => id),
    ),
    ...repeated(
      context,
      ["vendors"],
      "id",
      vendors.map(({ id }) => id),
    ),
    ...repeated(
      context,
      ["services"],
      "id",
      services.map(({ id }) => id),
    ),
    ...indexed(services).flatMap(({ value, index }) => [
      ...repeated(
        context,
        ["services", index, "ports"],
        "name",
        value.ports.map(({ name }) => name),
      ),
      ...repeated(
        context,
        ["services", index, "ports"],
        "port",
        value.ports.map(({ port }) => String(port)),
      ),
    ]),
    ...repeated(
      context,
      ["alerting", "receivers"],
      "id",
      alerting.receivers.map(({ id }) => id),
    ),
    ...repeated(
      context,
      ["alerting", "maintenance"],
      "id",
      alerting.maintenance.map(({ id }) => id),
    ),
    ...repeated(
      context,
      ["alerting", "rules"],
      "name",
      alerting.rules.map(({ name }) => name),
    ),
    ...repeated(
      context,
      ["retire"],
      "resource",
      retire.map(({ resource }) => resource),
    ),
  ];
};

function repeated(context: RuleContext, path: Path, key: string, values: readonly string[]): Fault[] {
  return indexed(values).flatMap(({ value, index }) => {
    const first = values.indexOf(value);
    if (first === index) return [];
    const { line } = context.placeOf([...path, first, key]);
    return [
      fault(
        context,
        [...path, index, key],
        `got "${value}" a second time, expected ${key === "id" ? "an" : "a"} ${key} of its own: line ${line} has it`,
      ),
    ];
  });
}

/** Names and pinned addresses are made from zone and cloud, so each pair has one cluster. */
function clustersOfOneZone(context: RuleContext): Fault[] {
  const { clusters } = context.specification;
  return indexed(clusters).flatMap(({ value: cluster, index }) => {
    const first = clusters.findIndex(({ cloud, zone }) => cloud === cluster.cloud && zone === cluster.zone);
    const other = clusters[first];
    if (first === index || !other) return [];
    return [
      fault(
        context,
        ["clusters", index, "zone"],
        `got a second cluster of zone ${cluster.zone} in ${cluster.cloud}, expected one: ${other.id} stands there`,
      ),
    ];
  });
}

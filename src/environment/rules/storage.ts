import type { Fault } from "../yaml";
import { fault, indexed, list, type Rule } from "./rule";

/** A cluster's storage driver is one of its cloud's, and reaches what it asks for volumes. */
export const storage: Rule = (context) =>
  indexed(context.specification.clusters).flatMap(({ value: cluster, index }): Fault[] => {
    const path = ["clusters", index, "storage"];
    const cloud = context.specification.clouds[cluster.cloud];
    if (!cluster.storage || !cloud) return [];
    if (cloud.provider !== "openstack") {
      return [
        fault(
          context,
          [...path, "kind"],
          `got ${cluster.storage.kind} in ${cluster.cloud}, whose provider is ${cloud.provider}, expected it in a cloud of OpenStack alone: remove it`,
        ),
      ];
    }
    const { externalEndpoints } = context.specification;
    const apis = externalEndpoints.filter(({ kind }) => kind === "cloud-api");
    const straight = apis.some(
      ({ access, clouds }) =>
        (access[cluster.zone] === "cloud" || access[cluster.zone] === "direct") &&
        (clouds?.includes(cluster.cloud) ?? true),
    );
    if (straight) return [];
    return [
      fault(
        context,
        path,
        `got storage in zone ${cluster.zone} of ${cluster.cloud}, expected an external endpoint of kind cloud-api that the zone reaches with access cloud or direct (${list(apis.map(({ id }) => id)) || "there is none"}): the driver asks Keystone, Cinder and Nova, on more ports than a listener of the exchange has`,
      ),
    ];
  });

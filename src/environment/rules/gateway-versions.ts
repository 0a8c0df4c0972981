import { envoyGatewayProblem } from "../envoy-gateway-versions";
import { fault, indexed, list, type Rule } from "./rule";

/** Exposed services stand in clusters on whose version of Kubernetes the gateway runs that leads to them. */
export const gatewayVersions: Rule = (context) => {
  const { clusters, services } = context.specification;
  return indexed(clusters).flatMap(({ value: cluster, index }) => {
    const problem = envoyGatewayProblem(cluster.version);
    const exposed = services
      .filter(({ zone, share, expose }) => zone === cluster.zone && share[cluster.cloud] !== undefined && expose)
      .map(({ id }) => id);
    if (problem === undefined || exposed.length === 0) return [];
    const remedy = cluster.kind === "ccse" ? "choose kind rke2" : "choose such a version";
    return [
      fault(
        context,
        ["clusters", index, "version"],
        `${problem}, which leads to the services that are exposed there (${list(exposed)}): ${remedy}, or give them no share in ${cluster.cloud}`,
      ),
    ];
  });
};

import { registryHosts } from "../registries";
import { fault, indexed, list, type Rule } from "./rule";

/** Images come from a registry that machines reach: any other stays out of reach in the medical zone. */
export const imageRegistries: Rule = (context) => {
  const hosts = registryHosts(context.specification);
  return indexed(context.specification.services).flatMap(({ value: { image }, index }) => {
    const host = image.registry.replace(/:\d+$/, "");
    if (hosts.includes(host)) return [];
    return [
      fault(
        context,
        ["services", index, "image"],
        `got an image of ${image.registry}, expected one of a registry among the external endpoints: ${list(hosts) || "there is none"}`,
      ),
    ];
  });
};

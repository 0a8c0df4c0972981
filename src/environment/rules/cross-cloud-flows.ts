import { fault, indexed, list, type Rule } from "./rule";
import { zonesOfLink } from "./links";

/** A flow whose target runs only in the other cloud needs a link that carries its zone. */
export const crossCloudFlows: Rule = (context) => {
  const { clouds, services, links } = context.specification;
  return indexed(services).flatMap(({ value: source, index }) =>
    indexed(source.flows).flatMap(({ value: flow, index: flowIndex }) => {
      const target = services.find(({ id }) => flow.to === `service:${id}`);
      if (!target) return [];
      const without = Object.keys(source.share).filter((cloud) => cloud in clouds && target.share[cloud] === undefined);
      const zone = source.zone === target.zone ? source.zone : "exchange";
      if (without.length === 0 || links.some((link) => zonesOfLink(link).includes(zone))) return [];
      return [
        fault(
          context,
          ["services", index, "flows", flowIndex, "to"],
          `got service ${target.id}, which does not run in ${list(without)} where ${source.id} does, expected a link that carries zone ${zone} between the clouds, or a share there`,
        ),
      ];
    }),
  );
};

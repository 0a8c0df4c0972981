import { fault, indexed, type Rule } from "./rule";

/**
 * Two external endpoints answer at different addresses or ports: a rule of a firewall is named after the endpoint that it
 * leads to, and with two names for one address it would depend on their order in the YAML.
 */
export const endpointAddresses: Rule = (context) => {
  const seen = new Map<string, string>();
  return indexed(context.specification.externalEndpoints).flatMap(({ value: endpoint, index }) =>
    indexed(endpoint.addresses).flatMap(({ value: address, index: position }) =>
      endpoint.ports.flatMap((port) => {
        const key = `${address.toString()} ${port.toString()}`;
        const other = seen.get(key);
        seen.set(key, endpoint.id);
        if (other === undefined || other === endpoint.id) return [];
        return [
          fault(
            context,
            ["externalEndpoints", index, "addresses", position],
            `got ${address.toString()} with ${port.toString()}, where ${other} answers as well, expected one endpoint for both: let the flows name that one`,
          ),
        ];
      }),
    ),
  );
};

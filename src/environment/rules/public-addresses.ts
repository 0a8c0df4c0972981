import { ZONES_WITHOUT_PUBLIC_ADDRESS } from "../schema/names";
import { cloudZonesOf, fault, indexed, type Rule } from "./rule";

/** Nothing in medical or management has a public address or a way to the internet (GB/T 22239-2019 8.1.2.1 d). */
export const publicAddresses: Rule = (context) => [
  ...indexed(context.specification.clusters).flatMap(({ value: { id, zone, publicIngress }, index }) =>
    publicIngress === undefined || !ZONES_WITHOUT_PUBLIC_ADDRESS.includes(zone)
      ? []
      : [
          fault(
            context,
            ["clusters", index, "publicIngress"],
            `got a public address for cluster ${id} in zone ${zone}, expected none: only zone internet is public`,
          ),
        ],
  ),
  ...cloudZonesOf(context).flatMap(({ zone, network, path }) =>
    zone !== "medical" || network.egress === undefined
      ? []
      : [
          fault(
            context,
            [...path, "egress"],
            "got egress in zone medical, expected none: what it needs from outside is an external endpoint, reached through exchange or by line",
          ),
        ],
  ),
];

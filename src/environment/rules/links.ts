import type { LinkSpecification } from "../schema/links";
import { ZONES, type Zone } from "../schema/names";
import type { Fault } from "../yaml";
import { cloudsOf, fault, indexed, list, type Rule, type RuleContext } from "./rule";

/** The zones that a link carries. IPsec runs between the gateways, which stand in the exchange zone. */
export function zonesOfLink(link: LinkSpecification): Zone[] {
  if (link.kind === "ipsec") return ["exchange"];
  return ZONES.filter((zone) => Object.values(link.ends).some((ends) => ends.some((end) => end.zone === zone)));
}

/** A link joins the same zones of every cloud it ends in. */
export const linkEnds: Rule = (context) =>
  indexed(context.specification.links).flatMap(({ value: link, index }) => {
    if (link.kind !== "line") return [];
    const path = ["links", index, "ends"];
    const clouds = Object.keys(link.ends);
    if (clouds.length < 2)
      return [fault(context, path, `got an end in ${list(clouds) || "no cloud"}, expected ends in two clouds`)];
    return clouds.flatMap((cloud) => {
      const zones = (link.ends[cloud] ?? []).map(({ zone }) => zone);
      const missing = zonesOfLink(link).filter((zone) => !zones.includes(zone));
      const repeated = zones.filter((zone, position) => zones.indexOf(zone) !== position);
      return [
        ...missing.map((zone) =>
          fault(
            context,
            [...path, cloud],
            `got no end in zone ${zone} of ${cloud}, expected one: the link carries that zone in the other cloud`,
          ),
        ),
        ...repeated.map((zone) =>
          fault(context, [...path, cloud], `got two ends in zone ${zone} of ${cloud}, expected one for each zone`),
        ),
      ];
    });
  });

/** The gateways of both ends of a link call each other, so each cloud says where its own answer. */
export const ipsecPeers: Rule = (context) => {
  const ipsecLinks = context.specification.links.filter(({ kind }) => kind === "ipsec").map(({ id }) => id);
  if (ipsecLinks.length === 0) return [];
  return cloudsOf(context)
    .filter(([, { gateways }]) => gateways.publicAddresses.length === 0)
    .map(([cloud, { gateways }]) => {
      const expected =
        gateways.kind === "machines" ? `one for each of its ${gateways.machines} gateways` : "that of its VPN service";
      return fault(
        context,
        ["clouds", cloud, "gateways"],
        `missing publicAddresses, expected ${expected}: the other clouds' gateways call ${cloud} there by ipsec (${list(ipsecLinks)})`,
      );
    });
};

/** No link is single, and two by one carrier are one: outside development each zone has two, by different carriers. */
export const independentLinks: Rule = (context) => {
  if (context.specification.stage === "development") return [];
  const links = indexed(context.specification.links);
  return ZONES.flatMap((zone) => {
    const carrying = links.filter(({ value }) => zonesOfLink(value).includes(zone));
    return singleFault(context, carrying, `zone ${zone} between the clouds`, (index) => ["links", index]);
  });
};

/** The same holds for the lines that end in a zone of one cloud. */
export const independentLines: Rule = (context) => {
  if (context.specification.stage === "development") return [];
  return cloudsOf(context).flatMap(([cloud, { lines }]) =>
    ZONES.flatMap((zone) => {
      const carrying = indexed(lines).filter(({ value }) => value.zone === zone);
      return singleFault(context, carrying, `zone ${zone} of ${cloud}`, (index) => ["clouds", cloud, "lines", index]);
    }),
  );
};

interface Carried {
  readonly value: { readonly id: string; readonly carrier: string };
  readonly index: number;
}

function singleFault(
  context: RuleContext,
  carrying: readonly Carried[],
  what: string,
  pathOf: (index: number) => (string | number)[],
): Fault[] {
  const last = carrying.at(-1);
  if (!last) return [];
  const path = pathOf(last.index);
  if (carrying.length === 1) {
    return [
      fault(
        context,
        path,
        `got ${last.value.id} alone for ${what}, expected two by different carriers: nothing may be single`,
      ),
    ];
  }
  if (new Set(carrying.map(({ value }) => value.carrier)).size > 1) return [];
  const ids = carrying.map(({ value }) => value.id);
  return [
    fault(
      context,
      [...path, "carrier"],
      `got ${last.value.carrier} as the only carrier of ${what} (${list(ids)}), expected two carriers: one failure takes all of its lines`,
    ),
  ];
}

/** Lines bring sites into the medical zone and nowhere else. */
export const siteLines: Rule = (context) =>
  cloudsOf(context).flatMap(([cloud, { lines }]) =>
    indexed(lines).flatMap(({ value: line, index }) =>
      line.sites && line.zone !== "medical"
        ? [
            fault(
              context,
              ["clouds", cloud, "lines", index, "sites"],
              `got sites behind a line of zone ${line.zone}, expected them in zone medical alone`,
            ),
          ]
        : [],
    ),
  );

import type { Fault } from "../yaml";
import { cloudsOf, fault, indexed, siteFault, type LocatedSite, type Rule, type RuleContext } from "./rule";

/** Every site lies in a supernet of its access, joins the way it says, and finds an entrance. */
export const sites: Rule = (context) => [
  ...context.sites.flatMap((located) => [...supernetFaults(context, located), ...peerFaults(located)]),
  ...duplicateSites(context),
  ...entranceFaults(context),
];

function supernetFaults(context: RuleContext, located: LocatedSite): Fault[] {
  const { cidr, access } = located.site;
  const holder = context.specification.sites.supernets.find((supernet) => supernet.cidr.contains(cidr));
  if (!holder) {
    const known = context.specification.sites.supernets.map(
      (supernet) => `${supernet.cidr.toString()} (${supernet.access})`,
    );
    return [
      siteFault(
        located,
        "cidr",
        `got ${cidr.toString()}, expected a block inside one of the supernets: ${known.join(", ")}`,
      ),
    ];
  }
  if (holder.access === access) return [];
  return [
    siteFault(
      located,
      "cidr",
      `got ${cidr.toString()} with access ${access}, expected a block in a supernet of that access: ${holder.cidr.toString()} holds sites with access ${holder.access}`,
    ),
  ];
}

function peerFaults(located: LocatedSite): Fault[] {
  const { access, peerAddress } = located.site;
  if (access === "ipsec" && peerAddress === undefined) {
    return [
      siteFault(
        located,
        "peerAddress",
        "got nothing, expected the public address of the site's VPN device, since its access is ipsec",
      ),
    ];
  }
  if (access === "line" && peerAddress !== undefined) {
    return [
      siteFault(
        located,
        "peerAddress",
        `got ${peerAddress.toString()}, expected nothing, since the site's access is line`,
      ),
    ];
  }
  return [];
}

function duplicateSites(context: RuleContext): Fault[] {
  const ids = new Map<string, LocatedSite>();
  const peers = new Map<string, LocatedSite>();
  return context.sites.flatMap((located) => {
    const { id, peerAddress } = located.site;
    const peer = peerAddress?.toString();
    return [
      ...takenBy(ids, id, located, "id", "an id of its own"),
      ...(peer === undefined ? [] : takenBy(peers, peer, located, "peerAddress", "an address of its own")),
    ];
  });
}

function takenBy(
  taken: Map<string, LocatedSite>,
  value: string,
  located: LocatedSite,
  column: "id" | "peerAddress",
  expected: string,
): Fault[] {
  const first = taken.get(value);
  if (!first) {
    taken.set(value, located);
    return [];
  }
  return [
    siteFault(
      located,
      column,
      `got ${value} a second time, expected ${expected}: line ${first.placeOf(column).line} has it`,
    ),
  ];
}

/** Some cloud must take in the sites that join by line, and certificates are needed where machines speak IPsec. */
function entranceFaults(context: RuleContext): Fault[] {
  const { specification } = context;
  const clouds = cloudsOf(context);
  const hasLine = clouds.some(([, { lines }]) => lines.some((line) => line.sites));
  const lineFaults = indexed(specification.sites.supernets)
    .filter(({ value }) => value.access === "line" && !hasLine)
    .map(({ index }) =>
      fault(
        context,
        ["sites", "supernets", index, "access"],
        "got sites that join by line, expected a line that leads to them: set sites: true on a line of the medical zone",
      ),
    );
  const ipsecByMachines =
    specification.sites.supernets.some(({ access }) => access === "ipsec") &&
    clouds.some(([, { gateways }]) => gateways.kind === "machines");
  if (!ipsecByMachines || specification.sitesCertificateAuthority !== undefined) return lineFaults;
  return [
    ...lineFaults,
    fault(
      context,
      ["sitesCertificateAuthority"],
      "missing, expected the certificate (PEM) that issues the sites' certificates: gateway machines let no site in without one",
    ),
  ];
}

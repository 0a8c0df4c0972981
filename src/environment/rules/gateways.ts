import type { CloudSpecification } from "../schema/clouds";
import type { Fault } from "../yaml";
import { cloudsOf, fault, type Path, type Rule, type RuleContext } from "./rule";

/** More gateways than a pair would stand idle: routes lead to one, and `active` knows two. */
const PAIR = 2;

/** The gateways are of a kind that their cloud offers, a pair, and nothing is said that would have no effect. */
export const gateways: Rule = (context) =>
  cloudsOf(context).flatMap(([cloud, specification]) => {
    const path = ["clouds", cloud, "gateways"];
    return [
      ...(specification.provider === "ctyun"
        ? ctyunFaults(context, specification, path)
        : openstackFaults(context, specification, path)),
      ...(specification.gateways.kind === "machines" ? machineFaults(context, specification, path) : []),
    ];
  });

function ctyunFaults(context: RuleContext, { gateways: pair }: CloudSpecification, path: Path): Fault[] {
  const faults: Fault[] = [];
  if (pair.kind === "vpnaas") {
    faults.push(
      fault(context, [...path, "kind"], "got vpnaas in ctyun, expected machines: its provider has no VPN as a service"),
    );
  }
  if (pair.virtualAddress !== undefined) {
    faults.push(
      fault(
        context,
        [...path, "virtualAddress"],
        "got a virtual address in ctyun, expected none: no address moves there, so active says which gateway the routes lead to",
      ),
    );
  }
  return faults;
}

function openstackFaults(context: RuleContext, { gateways: pair }: CloudSpecification, path: Path): Fault[] {
  const faults: Fault[] = [];
  if (pair.kind === "vpnaas" && pair.virtualAddress !== undefined) {
    faults.push(
      fault(
        context,
        [...path, "virtualAddress"],
        "got a virtual address with kind vpnaas, expected none: there are no machines to share it",
      ),
    );
  }
  if (pair.active === "second" && (pair.kind === "vpnaas" || pair.virtualAddress !== undefined)) {
    const why =
      pair.kind === "vpnaas"
        ? "with kind vpnaas there are no machines to choose from"
        : "the gateways move their virtual address by themselves, and the routes lead there";
    faults.push(fault(context, [...path, "active"], `got second, expected no active: ${why}`));
  }
  if (pair.kind === "vpnaas" && pair.publicAddresses.length > 1) {
    faults.push(
      fault(
        context,
        [...path, "publicAddresses"],
        `got ${pair.publicAddresses.length} public addresses with kind vpnaas, expected one at most: the service answers at that of the zone's router`,
      ),
    );
  }
  return faults;
}

function machineFaults(context: RuleContext, { gateways: pair }: CloudSpecification, path: Path): Fault[] {
  const faults: Fault[] = [];
  if (pair.machines > PAIR) {
    faults.push(
      fault(
        context,
        [...path, "machines"],
        `got ${pair.machines}, expected ${PAIR}: gateways are a pair, of which active names the first or the second`,
      ),
    );
  }
  if (pair.publicAddresses.length > 0 && pair.publicAddresses.length !== pair.machines) {
    faults.push(
      fault(
        context,
        [...path, "publicAddresses"],
        `got public addresses for ${pair.publicAddresses.length} of ${pair.machines} gateways, expected one for each, or none`,
      ),
    );
  }
  return faults;
}

import type { Fault } from "../yaml";
import { cloudsOf, fault, type Rule, type RuleContext } from "./rule";
import type { CloudSpecification } from "../schema/clouds";

/** The gateways are of a kind that their cloud offers. */
export const gateways: Rule = (context) =>
  cloudsOf(context).flatMap(([cloud, specification]) => gatewayFaults(context, cloud, specification));

function gatewayFaults(context: RuleContext, cloud: string, { provider, gateways: pair }: CloudSpecification): Fault[] {
  const path = ["clouds", cloud, "gateways"];
  const faults: Fault[] = [];
  if (provider === "ctyun" && pair.kind === "vpnaas") {
    faults.push(
      fault(context, [...path, "kind"], "got vpnaas in ctyun, expected machines: its provider has no VPN as a service"),
    );
  }
  if (provider === "ctyun" && pair.virtualAddress !== undefined) {
    faults.push(
      fault(
        context,
        [...path, "virtualAddress"],
        "got a virtual address in ctyun, expected none: no address moves there, so active says which gateway the routes lead to",
      ),
    );
  }
  if (pair.kind === "vpnaas" && pair.virtualAddress !== undefined && provider === "openstack") {
    faults.push(
      fault(
        context,
        [...path, "virtualAddress"],
        "got a virtual address with kind vpnaas, expected none: there are no machines to share it",
      ),
    );
  }
  if (pair.kind === "machines" && pair.publicAddresses.length > 0 && pair.publicAddresses.length !== pair.machines) {
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

import {
  PodFilters,
  type PodClass,
  type PolicyReading,
} from "../../../../src/analysis/isolation/kubernetes/pod-filters";
import { readPolicies } from "../../../../src/analysis/isolation/kubernetes/policies";
import { Arguments } from "../../../../src/analysis/isolation/model/arguments";
import type { Permissions } from "../../../../src/analysis/isolation/reachability/filters";
import { addressesOf } from "../../../../src/analysis/sets/ipv4-addresses";
import { PROTOCOL_NUMBERS, ServiceSet } from "../../../../src/analysis/sets/service-set";
import { Configuration } from "../../../../src/terraform/configuration";
import type { End, Namespace, NetworkPolicy, Pod, Protocol, PolicySet, Questions } from "./policy-set";
import { asTerraform } from "./terraform";

/**
 * What the analysis makes of the policies as Terraform: for each pair, and for each service in it, whether it passes.
 * @throws Error when it does not understand a policy: these are all written out.
 */
export function ownVerdicts(
  { namespaces, pods, policies }: PolicySet,
  { pairs, services }: Questions,
  reading: PolicyReading,
): boolean[] {
  const filters = new PodFilters(read(policies), reading);
  const classes = new Map(pods.map((pod) => [pod, classOf(pod, namespaces)]));
  const asked = services.map(({ protocol, port }) => ServiceSet.ports(numberOf(protocol), port));
  const leaving = new Map([...classes].map(([pod, own]) => [pod, filters.leaving(own)]));
  const entering = new Map([...classes].map(([pod, own]) => [pod, filters.entering(own)]));

  const passing = (from: End, to: End): ServiceSet => {
    if (typeof to === "string") return at(typeof from === "string" ? undefined : leaving.get(from), to);
    if (typeof from === "string") return at(entering.get(to), from);
    const [sender, receiver] = [classes.get(from), classes.get(to)];
    if (!sender || !receiver) throw new Error("asked about a pod that is not in the set");
    return filters.between(sender, receiver);
  };
  return pairs.flatMap(([from, to]) => {
    const passes = passing(from, to);
    return asked.map((service) => !passes.intersect(service).isEmpty);
  });
}

function read(policies: readonly NetworkPolicy[]) {
  const given = new Arguments(new Configuration([asTerraform(policies)]));
  const found = readPolicies(given);
  const other = given.notUnderstood.filter(({ what }) => !what.includes("outside of the cluster taken for every port"));
  if (other.length > 0) throw new Error(`not understood: ${JSON.stringify(other)}`);
  return found;
}

function classOf({ name, namespace, labels, address, ports }: Pod, namespaces: readonly Namespace[]): PodClass {
  const own = namespaces.find((each) => each.name === namespace)?.labels ?? {};
  return {
    key: name,
    namespace,
    namespaceLabels: new Map(Object.entries({ ...own, "kubernetes.io/metadata.name": namespace })),
    labels: new Map(Object.entries(labels)),
    namedPorts: new Map(
      ports.map((port) => [port.name, ServiceSet.ports(numberOf(port.protocol), port.containerPort)]),
    ),
    addresses: addressesOf(address),
  };
}

function at(permissions: Permissions | undefined, address: string): ServiceSet {
  const single = addressesOf(address);
  const layer = permissions?.layers.find(({ keys }) => keys.overlaps(single));
  return layer?.rest ?? ServiceSet.EMPTY;
}

function numberOf(protocol: Protocol): number {
  const number = PROTOCOL_NUMBERS.get(protocol.toLowerCase());
  if (number === undefined) throw new Error(`no protocol ${protocol}`);
  return number;
}

import { analyseIsolation } from "../../../../src/analysis/isolation/isolation";
import type { Intent } from "../../../../src/analysis/isolation/judgement/intent";
import type { Path, Paths } from "../../../../src/analysis/isolation/reachability/paths";
import type { Place as AnalysedPlace } from "../../../../src/analysis/isolation/reachability/places";
import { IntervalSet } from "../../../../src/analysis/sets/interval-set";
import { packets } from "../../../../src/analysis/sets/packet-set";
import { ProductSet } from "../../../../src/analysis/sets/product-set";
import { ServiceSet } from "../../../../src/analysis/sets/service-set";
import type { StackFile } from "../../../../src/terraform/configuration";
import type { Place } from "./lay-out/network";
import type { Question } from "./question";

const NOTHING_DECLARED: Intent = { zones: [], separated: [], connections: [], sourceOf: () => undefined };
/** What the analysis says about a network, in terms of the places that the kernel has. */
export class Analysis {
  readonly paths: Paths;

  constructor(files: readonly StackFile[]) {
    this.paths = analyseIsolation(files, NOTHING_DECLARED).paths;
  }

  /** Where the packet of a question arrives. */
  arrivals({ from, source, destination, protocol, detail }: Question): AnalysedPlace[] {
    const asked = packets(IntervalSet.of(source), IntervalSet.of(destination), ServiceSet.ports(protocol, detail));
    return this.from(from)
      .filter((path) => !path.packets.intersect(asked).isEmpty)
      .map(({ to }) => to);
  }

  from(place: Place): Path[] {
    return this.paths.all.filter(({ from }) => isSame(place, from));
  }

  /** Why the analysis says so: what leads there, or at which end the rules let it pass. */
  why(question: Question): string {
    const { source, destination, protocol, detail } = question;
    const services = ServiceSet.ports(protocol, detail);
    const asked = packets(IntervalSet.of(source), IntervalSet.of(destination), services);
    const passing = this.from(question.from).filter((path) => !path.packets.intersect(asked).isEmpty);
    if (passing.length > 0)
      return passing.map(({ to, hops }) => `${to.key} by ${hops.map(({ address }) => address).join(", ")}`).join("; ");
    const allows = (address: number, direction: "ingress" | "egress", peer: number) =>
      this.paths.machines
        .filter(({ addresses }) => addresses.has(address))
        .map(({ key, first }) => {
          const allowed = this.paths.filters.allowed(first.groups, direction);
          const isAllowed = !allowed.intersect(ProductSet.of(IntervalSet.of(peer), services)).isEmpty;
          return `${direction} of ${key} ${isAllowed ? "allows" : "does not allow"} it`;
        });
    return [...allows(source, "egress", destination), ...allows(destination, "ingress", source)].join("; ");
  }
}

/** Whether the kernel's place is one of those that the analysis took together. */
export function isSame(place: Place, analysed: AnalysedPlace): boolean {
  switch (place.kind) {
    case "machine":
      return analysed.kind === "machines" && analysed.machines.some(({ key }) => key === place.key);
    case "internet":
      return analysed.kind === "internet";
    case "lines":
    case "tunnels":
      return analysed.kind === place.kind && place.routers.includes(analysed.at.key);
    case "behind":
      return analysed.kind === "behind-machines" && analysed.gateway.machines.some(({ key }) => key === place.gateway);
  }
}

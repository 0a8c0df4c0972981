import { Analysis, isSame } from "./analysis";
import { chooseQuestions, NOT_LAID_OUT } from "./choose";
import { layOut, type LaidOut } from "./lay-out/lay-out";
import type { Place } from "./lay-out/network";
import type { StackJson } from "./lay-out/terraform-json";
import { describePlace, describeQuestion, has, packetOf, type Question } from "./question";
import { observe } from "./run/observe";
import { SeededRandom } from "./seeded-random";

export interface Topology {
  readonly name: string;
  readonly files: readonly StackJson[];
  readonly questions: number;
}

/** A network with what was asked about it and what the kernel did. */
export interface Answered {
  readonly name: string;
  readonly analysis: Analysis;
  readonly laidOut: LaidOut;
  readonly questions: readonly Question[];
  /** Where the packet of each question arrived. */
  readonly arrivals: readonly (readonly Place[])[];
}

/**
 * Sends packets through each network.
 *
 * @param asLaidOut the Terraform that the kernel gets to see. Default: the same as the analysis.
 */
export function answer(
  topologies: readonly Topology[],
  asLaidOut: (files: readonly StackJson[]) => readonly StackJson[] = (files) => files,
): Answered[] {
  const asked = topologies.map(({ name, files, questions: count }, index) => {
    const laidOut = layOut(asLaidOut(files));
    const analysis = new Analysis(files);
    const questions = chooseQuestions(laidOut, analysis, new SeededRandom(1000 + index), count);
    return { name, analysis, laidOut, questions };
  });
  const observed = observe(
    asked.map(({ laidOut, questions }) => ({
      network: laidOut.network,
      packets: questions.map((question, index) => packetOf(laidOut, question, index + 1)),
    })),
  );
  return asked.map((each, index) => ({
    ...each,
    arrivals: each.questions.map((_, question) => {
      const namespaces = observed[index]?.get(question + 1) ?? [];
      return each.laidOut.places.filter(({ namespace }) => namespaces.includes(namespace));
    }),
  }));
}

/** Questions about which the kernel and the analysis do not agree. */
export function disagreements({ name, analysis, laidOut, questions, arrivals }: Answered): string[] {
  return questions.flatMap((question, index) => {
    const reached = (arrivals[index] ?? []).filter((place) => !isBack(question.from, place));
    const computed = analysis
      .arrivals(question)
      .filter(
        (place) => !NOT_LAID_OUT.has(place.kind) && (question.from.kind === "machine" || !isSame(question.from, place)),
      )
      .filter(
        (place) =>
          place.kind !== "machines" ||
          !isOnlyPossible(
            laidOut,
            question,
            place.machines.map(({ key }) => key),
          ),
      );
    const agree =
      reached.every((place) => computed.some((other) => isSame(place, other))) &&
      computed.every((other) => reached.some((place) => isSame(place, other)));
    if (agree) return [];
    const [kernel, said] = [
      reached.map(describePlace).join(" and ") || "nowhere",
      computed.map(({ key }) => key).join(" and ") || "nowhere",
    ];
    return [
      `${name}: ${describeQuestion(question)}\n  the kernel takes it to ${kernel}, the analysis to ${said}\n  ${analysis.why(question)}`,
    ];
  });
}

/** Whether a router sends something back to where it came from outside. */
function isBack(from: Place, to: Place): boolean {
  if (from.kind === "behind") return to.kind === "behind" && to.gateway === from.gateway;
  if (from.kind !== "lines" && from.kind !== "tunnels") return false;
  return to.kind === from.kind && to.routers.some((router) => from.routers.includes(router));
}

/** Whether the analysis has the address there only because the cloud could have given it to one of these machines. */
function isOnlyPossible({ places }: LaidOut, { destination }: Question, keys: readonly string[]): boolean {
  const own = places.flatMap((place) => (place.kind === "machine" && keys.includes(place.key) ? [place] : []));
  return (
    own.every((place) => !has(place, destination)) &&
    own.some(({ possible }) => possible && possible[0] <= destination && destination <= possible[1])
  );
}

/** The first disagreements. */
export function report(found: readonly string[]): string {
  return found.length === 0 ? "" : [`${found.length} disagreements`, ...found.slice(0, 8)].join("\n");
}

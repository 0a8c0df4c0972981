import { isDeepStrictEqual } from "node:util";
import { synthesizedEnvironments } from "../../support/synthesized-environments";
import { answer, disagreements, report, type Answered, type Topology } from "./disagreements";
import { generatedTopology } from "./generated-topologies";
import type { Place } from "./lay-out/network";
import { MUTATIONS, mutated } from "./mutations";
import { has, type Question } from "./question";

const TOPOLOGIES = 30;
const QUESTIONS = 75;
const QUESTIONS_OF_DEV = 600;
/** How many of the topologies that have a fault it may take to show. */
const MUTATED_TOPOLOGIES = 8;

function generated(count: number): Topology[] {
  return Array.from({ length: count }, (_, seed) => ({
    name: `seed ${seed}`,
    files: [generatedTopology(seed)],
    questions: QUESTIONS,
  }));
}

function dev(): Topology {
  const folder = synthesizedEnvironments();
  const files = folder.stackNames("dev").map((name) => ({ name, terraform: folder.stack(name) }));
  return { name: "dev", files, questions: QUESTIONS_OF_DEV };
}

/** Questions with where their packets arrived. */
function outcomes(
  answered: readonly Answered[],
): { readonly question: Question; readonly arrivals: readonly Place[] }[] {
  return answered.flatMap(({ questions, arrivals }) =>
    questions.map((question, index) => ({ question, arrivals: arrivals[index] ?? [] })),
  );
}

const isForged = ({ from, source }: Question) => from.kind === "machine" && !has(from, source);

/**
 * Linux's network namespaces and nftables against the analysis. Left out: what a machine sends to itself, the clouds' own services,
 * the external network's own block, load balancers and endpoints, and what a router sends back by the line or tunnel over which it
 * came.
 */
describe("real packets through the kernel", () => {
  let answered: Answered[] = [];

  beforeAll(() => {
    answered = answer([...generated(TOPOLOGIES), dev()]);
  }, 600_000);

  it("arrive where the analysis says, in 30 generated topologies and in dev", () => {
    expect(report(answered.flatMap((each) => disagreements(each)))).toBe("");
  });

  it("are more than 2,000, half of them at the edges of the computed sets", () => {
    const asked = answered.flatMap(({ questions }) => questions);
    expect(asked.length).toBeGreaterThanOrEqual(TOPOLOGIES * QUESTIONS + QUESTIONS_OF_DEV);
    expect(asked.filter(({ isAtAnEdge }) => isAtAnEdge).length).toBeGreaterThanOrEqual(asked.length / 2);
  });

  it.each<[what: string, least: number, says: (question: Question, arrivals: readonly Place[]) => boolean]>([
    ["arrive", 600, (_, arrivals) => arrivals.length > 0],
    ["are stopped", 600, (_, arrivals) => arrivals.length === 0],
    ["go from a machine to a machine", 300, ({ from }, [to]) => from.kind === "machine" && to?.kind === "machine"],
    ["reach the internet", 30, (_, [to]) => to?.kind === "internet"],
    ["come from the internet", 20, ({ from }, [to]) => from.kind === "internet" && to !== undefined],
    ["leave by a line", 20, (_, [to]) => to?.kind === "lines"],
    ["come by a line", 20, ({ from }, [to]) => from.kind === "lines" && to !== undefined],
    [
      "pass from outside to another outside",
      3,
      ({ from }, [to]) => from.kind !== "machine" && to !== undefined && to.kind !== "machine" && to.kind !== from.kind,
    ],
    ["leave by a tunnel", 3, (_, [to]) => to?.kind === "tunnels"],
    ["come by a tunnel", 3, ({ from }, [to]) => from.kind === "tunnels" && to !== undefined],
    ["go behind a machine", 3, (_, [to]) => to?.kind === "behind"],
    ["come from behind a machine", 3, ({ from }, [to]) => from.kind === "behind" && to !== undefined],
    ["forge their sender and are stopped", 30, (question, [to]) => isForged(question) && to === undefined],
    ["forge their sender and arrive", 5, (question, [to]) => isForged(question) && to !== undefined],
    ["are of UDP", 50, ({ protocol }, [to]) => protocol === 17 && to !== undefined],
    ["are of ICMP", 50, ({ protocol }, [to]) => protocol === 1 && to !== undefined],
    ["are of a protocol without ports", 30, ({ protocol }, [to]) => protocol > 17 && to !== undefined],
  ])("%s in at least %d cases", (_, least, says) => {
    const found = outcomes(answered).filter(({ question, arrivals }) => says(question, arrivals));
    expect(found.length).toBeGreaterThanOrEqual(least);
  });

  it.each(Object.entries(MUTATIONS))("disagree after a fault: %s", (_, mutation) => {
    const having = generated(TOPOLOGIES).filter(({ files }) => !isDeepStrictEqual(mutated(files, mutation), files));
    const faulty = answer(having.slice(0, MUTATED_TOPOLOGIES), (files) => mutated(files, mutation));
    expect(faulty.flatMap((each) => disagreements(each)).length).toBeGreaterThan(0);
  });
});

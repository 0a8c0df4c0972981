import { answer, disagreements, report, type Answered } from "./disagreements";
import { generatedTopology } from "./generated-topologies";

const TOPOLOGIES = 30;
const QUESTIONS = 75;

/** What comes of the questions about a network in which the packet arrived somewhere, and in which not. */
function outcomes(answered: readonly Answered[]): boolean[] {
  return answered.flatMap(({ arrivals }) => arrivals.map((reached) => reached.length > 0));
}

/**
 * Linux's network namespaces and nftables against the analysis. Left out: what a machine sends to itself, the clouds' own services,
 * the external network's own block, load balancers and endpoints, and what passes from a line, a tunnel or the internet to the
 * outside again.
 */
describe("real packets through the kernel", () => {
  let answered: Answered[] = [];

  beforeAll(() => {
    const topologies = Array.from({ length: TOPOLOGIES }, (_, seed) => ({
      name: `seed ${seed}`,
      files: [generatedTopology(seed)],
      questions: QUESTIONS,
    }));
    answered = answer(topologies);
  });

  it("arrive where the analysis says, in 30 generated topologies", () => {
    expect(report(answered.flatMap(disagreements))).toBe("");
  });

  it("are more than 2,000, half of them at the edges of the computed sets", () => {
    const asked = answered.flatMap(({ questions }) => questions);
    expect(asked.length).toBeGreaterThan(2000);
    expect(asked.filter(({ isAtAnEdge }) => isAtAnEdge).length).toBeGreaterThanOrEqual(asked.length / 2);
    expect(outcomes(answered).filter(Boolean).length).toBeGreaterThan(400);
  });
});

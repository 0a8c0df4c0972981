import { untouchedStacks } from "../../../src/simulation/engine/untouched-stacks";
import { appOf, stackOf } from "./support";

describe("untouched stacks", () => {
  it("are the same on both sides, and so is everything that they depend on", () => {
    const app = (network: string) =>
      appOf(
        stackOf("network", { output: { cidr: { value: network } } }),
        stackOf("cluster", { resource: {} }, ["network"]),
        stackOf("pki", { "//": { version: network }, resource: {} }),
      );
    expect([...untouchedStacks(app("10.0.0.0/16"), app("10.1.0.0/16"))]).toEqual(["pki"]);
  });

  it("stand on both sides", () => {
    expect([...untouchedStacks(appOf(), appOf(stackOf("new", {})))]).toEqual([]);
    expect([...untouchedStacks(appOf(stackOf("old", {})), appOf())]).toEqual([]);
  });
});

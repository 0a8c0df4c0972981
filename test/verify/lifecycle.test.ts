import { Cleanup } from "../../src/simulation/engine/cleanup";
import { readSynthesizedApp } from "../../src/simulation/engine/synthesized-app";
import { StackLives } from "./support/stack-lives";
import { synthesizedEnvironments } from "./support/synthesized-environments";

// Terraform runs seven times for each stack; prod alone has 4,760 resources.
jest.setTimeout(900_000);

describe.each(["dev", "staging", "prod"])("the stacks of %s", (environment) => {
  const cleanup = new Cleanup();

  afterAll(() => cleanup.run());

  it("are valid, planned, applied, then found unchanged, and destroyed to nothing", async () => {
    const synthesized = synthesizedEnvironments();
    const app = readSynthesizedApp(synthesized.folder);
    const names = synthesized.stackNames(environment);
    const written = synthesized.resources(environment);
    const lives = await StackLives.start(new Map([...app].filter(([name]) => names.includes(name))), cleanup);
    expect(await lives.live()).toEqual(
      new Map(
        names.map((name) => {
          const applied = written.filter(({ stack }) => stack === name).length;
          return [name, { applied, changedAgain: "", left: 0 }];
        }),
      ),
    );
    expect(names.length).toBeGreaterThan(20);
  });
});

import { evaluateMachines, machineNamed } from "./support/machines";
import { run } from "./support/program";
import { synthesizedEnvironments } from "./support/synthesized-environments";
import { TemporaryFolder } from "./support/temporary-folder";

const folder = synthesizedEnvironments();

/** A stack with machines of each kind, and what their resources' names hold. */
const KINDS: readonly (readonly [kind: string, stack: string, resource: string])[] = [
  ["the first server of a cluster", "dev-medical-chutian-cluster", "control-plane-g1_machine-001"],
  ["a joining server", "prod-medical-tianyi-cluster", "control-plane-g1_machine-002"],
  ["an agent", "prod-medical-tianyi-cluster", "general-g1_machine-001"],
  ["a gateway", "prod-tianyi-network", "gateway-machines-g1_machine-001"],
  ["an exchange proxy", "prod-tianyi-network", "proxies-g1_machine-001"],
  ["a bastion", "prod-tianyi-network", "bastion-g1_machine-001"],
  ["a runner", "prod-tianyi-network", "runner-g1_machine-001"],
];

describe("cloud-init", () => {
  const stacks = new Map(
    [...new Set(KINDS.map(([, stack]) => stack))].map((stack) => [stack, evaluateMachines(folder, stack)]),
  );
  const scratch = new TemporaryFolder();
  afterAll(() => {
    scratch.remove();
  });

  const validate = (text: string) => run("cloud-init", ["schema", "--config-file", scratch.write("user-data", text)]);

  const textOf = (stack: string, resource: string): string => {
    const evaluated = stacks.get(stack);
    if (!evaluated) throw new Error(`stack ${stack} is not evaluated`);
    return machineNamed(evaluated, resource).text;
  };

  it.each(KINDS)("accepts the document of %s", (_, stack, resource) => {
    const { output, errors, exitCode } = validate(textOf(stack, resource));
    expect({ output: output.trim(), errors, exitCode }).toEqual({
      output: expect.stringMatching(/^Valid (?:cloud-config|schema)/) as string,
      errors: "",
      exitCode: 0,
    });
  });

  it("refuses a key of another type", () => {
    const { output, errors, exitCode } = validate('#cloud-config\n{"runcmd":"systemctl start haproxy"}');
    expect(exitCode).not.toBe(0);
    expect(output + errors).toContain("runcmd");
  });
});

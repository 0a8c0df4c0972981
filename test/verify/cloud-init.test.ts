import { decode } from "../constructs/cloud-init/support/document";
import { evaluateMachines, machineNamed } from "./support/machines";
import { run } from "./support/program";
import { synthesizedEnvironments } from "./support/synthesized-environments";
import { TemporaryFolder } from "./support/temporary-folder";

const folder = synthesizedEnvironments();

/** Stacks of the full-size environment that make machines. */
const PROD_STACKS = folder.stackNames("prod").filter((stack) => /-(?:network|cluster)$/.test(stack));

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
    [...new Set([...KINDS.map(([, stack]) => stack), ...PROD_STACKS])].map((stack) => [
      stack,
      evaluateMachines(folder, stack),
    ]),
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

  it.each(distinctDocuments())("accepts what %s gets", (_, text) => {
    const { errors, exitCode } = validate(text);
    expect({ errors, exitCode }).toEqual({ errors: "", exitCode: 0 });
  });

  /** Every document of prod by its machine: of machines that differ in their numbers alone, the first. */
  function distinctDocuments(): [machine: string, text: string][] {
    const found = new Map<string, [string, string]>();
    for (const stack of PROD_STACKS) {
      for (const { resource, text, document } of stacks.get(stack)?.machines ?? []) {
        const files = document.write_files.map((file) => ({ ...file, content: decode(file.content) }));
        const content = JSON.stringify({ ...document, write_files: files });
        const key = `${stack} ${content.replaceAll(/-\d{3}\b/g, "-number")}`;
        if (!found.has(key)) found.set(key, [`${stack}: ${resource}`, text]);
      }
    }
    return [...found.values()];
  }

  it("is shown every stack of prod that makes machines", () => {
    const shown = new Set(distinctDocuments().map(([machine]) => machine.split(":")[0]));
    expect([...shown].sort()).toEqual([
      "prod-chutian-network",
      "prod-internet-chutian-cluster",
      "prod-internet-tianyi-cluster",
      "prod-medical-chutian-cluster",
      "prod-medical-tianyi-cluster",
      "prod-tianyi-network",
    ]);
  });

  it("refuses a key of another type", () => {
    const { output, errors, exitCode } = validate('#cloud-config\n{"runcmd":"systemctl start haproxy"}');
    expect(exitCode).not.toBe(0);
    expect(output + errors).toContain("runcmd");
  });
});

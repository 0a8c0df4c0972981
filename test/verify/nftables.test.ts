import { fileIn } from "../constructs/cloud-init/support/document";
import { evaluateMachines, machineNamed } from "./support/machines";
import { run, type Outcome } from "./support/program";
import { synthesizedEnvironments } from "./support/synthesized-environments";
import { TemporaryFolder } from "./support/temporary-folder";

const folder = synthesizedEnvironments();

const RULES: readonly (readonly [what: string, stack: string, resource: string, path: string])[] = [
  ["a gateway's rules", "prod-tianyi-network", "gateway-machines-g1_machine-001", "/etc/health-cloud/gateway.nft"],
  [
    "a node's redirects to the exchange",
    "prod-medical-chutian-cluster",
    "general-g1_machine-001",
    "/etc/health-cloud/exchange-redirects.nft",
  ],
];

describe("nftables", () => {
  const scratch = new TemporaryFolder();
  afterAll(() => {
    scratch.remove();
  });

  // The kernel checks too, so the rules go to a network that nothing else uses.
  const check = (rules: string): Outcome =>
    run("unshare", ["--net", "nft", "--check", "--file", scratch.write("rules.nft", rules)]);

  it.each(RULES)("accepts %s", (_, stack, resource, path) => {
    const { document } = machineNamed(evaluateMachines(folder, stack), resource);
    expect(check(fileIn(document, path))).toEqual({ exitCode: 0, output: "", errors: "" });
  });

  it("refuses a port without a protocol", () => {
    const { exitCode, errors } = check("table ip t {\n chain c {\n  dport 443 accept\n }\n}\n");
    expect(exitCode).toBe(1);
    expect(errors).toContain("dport 443 accept");
  });
});

import { generateKeyPairSync } from "node:crypto";
import { mkdirSync } from "node:fs";
import { environmentNamed } from "../app/support/synthesized";
import { fileIn, pathsIn } from "../constructs/cloud-init/support/document";
import { evaluateMachines, machineNamed, SAMPLE_ADDRESS } from "./support/machines";
import { run, type Outcome } from "./support/program";
import { synthesizedEnvironments } from "./support/synthesized-environments";
import { TemporaryFolder } from "./support/temporary-folder";

const SETTINGS = "/etc/ssh/sshd_config.d/";

describe("sshd", () => {
  const scratch = new TemporaryFolder();
  const machines = evaluateMachines(synthesizedEnvironments(), "prod-tianyi-network");
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 3072 });
  const hostKey = scratch.write("host-key", privateKey.export({ type: "pkcs1", format: "pem" }).toString());

  beforeAll(() => {
    // sshd refuses to check anything without it, and only its unit makes it.
    mkdirSync("/run/sshd", { recursive: true });
  });
  afterAll(() => {
    scratch.remove();
  });

  const check = (settings: string, ...words: string[]): Outcome =>
    run("sshd", [...words, "-h", hostKey, "-f", scratch.write("sshd_config", settings)]);

  const settingsOf = (resource: string): string => {
    const { document } = machineNamed(machines, resource);
    const paths = pathsIn(document).filter((path) => path.startsWith(SETTINGS));
    return paths.map((path) => fileIn(document, path)).join("");
  };

  it.each([
    ["a bastion", "bastion-g1_machine-001"],
    ["a runner", "runner-g1_machine-001"],
  ])("accepts the settings of %s", (_, resource) => {
    expect(check(settingsOf(resource), "-t")).toEqual({ exitCode: 0, output: "", errors: "" });
  });

  it("forwards a bastion's connections to the runners, the API servers and the page for applications alone, and gives no shell", () => {
    const environment = environmentNamed("prod");
    const ports = { "medical-api": 6443, "internet-api": 6443, "medical-ingress": 9443, "internet-ingress": 9443 };
    const others = (Object.keys(ports) as (keyof typeof ports)[]).map((endpoint) => {
      const address = environment.endpointAddress("tianyi", "management", endpoint);
      return `${String(address)}:${ports[endpoint]}`;
    });
    const lines = check(settingsOf("bastion-g1_machine-001"), "-T").output.split("\n");
    expect(lines).toEqual(
      expect.arrayContaining([
        `permitopen ${SAMPLE_ADDRESS}:22 ${SAMPLE_ADDRESS}:22 ${others.join(" ")}`,
        "allowtcpforwarding local",
        "forcecommand /usr/sbin/nologin",
        "permittty no",
        "permitrootlogin no",
        "passwordauthentication no",
      ]),
    );
  });

  it("refuses a setting that it does not know", () => {
    expect(check("PermitShell no\n", "-t").errors).toContain("Bad configuration option: PermitShell");
  });
});

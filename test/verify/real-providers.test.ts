import { existsSync } from "node:fs";
import { join } from "node:path";
import { startProviders, type SimulatedProviders } from "../../src/simulation/providers";
import { TerraformProgram } from "../../src/simulation/engine/terraform-program";
import { providerFacts } from "../../src/terraform/provider-schema";
import { builtOpenstack, PLATFORM, realProviders, type ProviderPackage } from "./support/real-providers";
import { TemporaryFolder } from "./support/temporary-folder";

/** A resource of each of two providers, of which the first needs no cloud to plan it. */
const CONFIGURATION = {
  terraform: {
    required_providers: {
      openstack: { source: "terraform-provider-openstack/openstack", version: builtOpenstack().version },
      tls: { source: "tls", version: "4.1.0" },
    },
  },
  provider: { openstack: { auth_url: "https://identity.example:5000/v3", region: "wuhan" } },
  resource: {
    openstack_networking_network_v2: { network: { name: "network" } },
    tls_private_key: { key: { algorithm: "ED25519" } },
  },
};

describe("Terraform with providers for real", () => {
  const folder = new TemporaryFolder();
  let simulated: SimulatedProviders;

  beforeAll(async () => {
    folder.write("main.tf.json", JSON.stringify(CONFIGURATION));
    simulated = await startProviders();
  });
  afterAll(async () => {
    await simulated.stop();
    folder.remove();
  });

  function terraformWith(packages: readonly ProviderPackage[], reattach: string): Promise<TerraformProgram> {
    return TerraformProgram.find(realProviders(packages, reattach, folder.path));
  }

  it("installs those that are real, and speaks to the simulated others", async () => {
    const terraform = await terraformWith([builtOpenstack()], simulated.reattach);
    expect(await terraform.run(folder.path, "init", "-no-color")).toMatchObject({ exitCode: 0 });
    const installed = (source: string) => join(folder.path, ".terraform", "providers", source);
    const { version } = builtOpenstack();
    expect(existsSync(join(installed(providerFacts("openstack").provider), version, PLATFORM))).toBe(true);
    expect(existsSync(installed(providerFacts("tls").provider))).toBe(false);
    const { exitCode, output } = await terraform.run(folder.path, "plan", "-no-color");
    expect(exitCode).toBe(0);
    expect(output).toContain("Plan: 2 to add, 0 to change, 0 to destroy.");
  });

  it("downloads none that is missing", async () => {
    const terraform = await terraformWith([], "{}");
    const { exitCode, errors } = await terraform.run(folder.path, "init", "-no-color");
    expect(exitCode).toBe(1);
    expect(errors.replaceAll(/[│╷╵\s]+/g, " ")).toContain(
      "provider registry.terraform.io/hashicorp/tls was not found in any of the search locations",
    );
  });
});

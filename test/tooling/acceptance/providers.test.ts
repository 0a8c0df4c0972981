import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { RandomProvider } from "@cdktf/provider-random/lib/provider";
import { TlsProvider } from "@cdktf/provider-tls/lib/provider";
import { App, TerraformStack } from "cdktf";
import { reattachment } from "../../../src/simulation/reattachment";
import { readSynthesizedApp, type SynthesizedStack } from "../../../src/simulation/engine/synthesized-app";
import { CtyunProvider } from "../../../src/bindings/ctyun/provider";
import { OpenstackProvider } from "../../../src/bindings/openstack/provider";
import { PROVIDERS, providerFacts } from "../../../src/terraform/provider-schema";
import { pinnedVersion } from "../../acceptance/support/pinned-version";
import { ProviderMirror } from "../../acceptance/support/provider-mirror";
import { AcceptanceProviders } from "../../acceptance/support/providers";
import { PLATFORM } from "../../verify/support/real-providers";

const folder = mkdtempSync(join(tmpdir(), "hc-providers-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A mirror with these providers, unpacked or packed. */
function mirrorOf(name: string, ...paths: readonly string[]): ProviderMirror {
  const mirror = join(folder, name);
  for (const path of ["README.md", ...paths]) {
    mkdirSync(dirname(join(mirror, path)), { recursive: true });
    writeFileSync(join(mirror, path), path);
  }
  return new ProviderMirror(mirror);
}

const TLS = `registry.terraform.io/hashicorp/tls/terraform-provider-tls_${pinnedVersion("tls")}_${PLATFORM}.zip`;
const RANDOM = `registry.terraform.io/hashicorp/random/${pinnedVersion("random")}/${PLATFORM}/terraform-provider-random`;

const REATTACH = reattachment(PROVIDERS.map((name) => [name, `/run/${name}`]));

function stackWithAllProviders(): SynthesizedStack {
  const outdir = join(folder, "cdktf.out");
  const app = new App({ outdir, skipValidation: true });
  const stack = new TerraformStack(app, "sample");
  for (const Provider of [
    HelmProvider,
    KubernetesProvider,
    RandomProvider,
    TlsProvider,
    CtyunProvider,
    OpenstackProvider,
  ])
    new Provider(stack, Provider.tfResourceType);
  app.synth();
  const synthesized = readSynthesizedApp(outdir).get("sample");
  if (!synthesized) throw new Error("nothing was synthesized");
  return synthesized;
}

describe("the version of a provider that a mirror has to hold", () => {
  it("is the one that synthesized stacks ask for", () => {
    const { terraform } = stackWithAllProviders().configuration;
    const required = Object.fromEntries(
      PROVIDERS.map((name) => [name, expect.objectContaining({ version: pinnedVersion(name) }) as unknown]),
    );
    expect(terraform).toMatchObject({ required_providers: required });
  });
});

describe("the providers of a test", () => {
  it("are real where the mirror holds them and the test can take them", () => {
    const providers = AcceptanceProviders.onThisMachine(["tls", "kubernetes"], mirrorOf("kinds", TLS, RANDOM));
    expect(providers.kindsOf(stackWithAllProviders())).toEqual({
      ...Object.fromEntries(PROVIDERS.map((name) => [name, "simulated"])),
      tls: "real",
    });
    expect(providers.has("tls")).toBe(true);
    expect(providers.has("kubernetes")).toBe(false);
    expect(providers.without("tls").has("tls")).toBe(false);
  });

  it("are found by Terraform in a mirror of their own, which is all that it may ask", () => {
    const providers = AcceptanceProviders.onThisMachine(["tls", "random"], mirrorOf("settings", TLS, RANDOM));
    const { configurationFile } = providers.settings(REATTACH, folder);
    const mirror = join(dirname(configurationFile), "mirror");
    expect(readFileSync(configurationFile, "utf8")).toBe(
      `provider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n  }\n}\n`,
    );
    expect(realpathSync(join(mirror, TLS))).toBe(realpathSync(join(folder, "settings", TLS)));
    expect(realpathSync(join(mirror, RANDOM))).toBe(realpathSync(join(folder, "settings", RANDOM)));
  });

  it("are no longer found among the simulated ones, in any registry", () => {
    const providers = AcceptanceProviders.onThisMachine(["tls", "random"], mirrorOf("reattach", TLS, RANDOM));
    const { reattach } = providers.settings(REATTACH, folder);
    const simulated = ["openstack", "ctyun", "kubernetes", "helm"] as const;
    const sources = simulated.map((name) => providerFacts(name).provider);
    expect(Object.keys(JSON.parse(reattach) as object).sort()).toEqual(
      [...sources, ...sources.map((source) => source.replace("terraform.io", "opentofu.org"))].sort(),
    );
  });
});

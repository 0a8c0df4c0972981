import type { SynthesizedStack } from "../../../src/simulation/engine/synthesized-app";
import { usedProviders } from "../../../src/simulation/engine/used-providers";
import { providerFacts, type ProviderName } from "../../../src/terraform/provider-schema";
import {
  builtOpenstack,
  realProviders,
  type ProviderPackage,
  type ProviderSettings,
} from "../../verify/support/real-providers";
import { ProviderMirror } from "./provider-mirror";
import type { ProviderKind } from "./report";

/** Which providers take part for real; all others are simulated. */
export class AcceptanceProviders {
  private constructor(private readonly real: readonly ProviderPackage[]) {}

  /**
   * Takes for real what is on this machine: what the mirror holds, and the OpenStack provider that this project builds.
   *
   * @param names the providers that a test can take for real.
   * @param mirror @default the one that `HEALTH_CLOUD_PROVIDER_MIRROR` names
   * @throws Error when the mirror holds one of them in other versions only, or when OpenStack's was not built.
   */
  static onThisMachine(names: readonly ProviderName[], mirror = ProviderMirror.named()): AcceptanceProviders {
    return new AcceptanceProviders(
      names.flatMap((name) => mirror?.find(name) ?? (name === "openstack" ? builtOpenstack() : [])),
    );
  }

  has(name: ProviderName): boolean {
    return this.real.some((each) => each.name === name);
  }

  /** The same, with one provider simulated. */
  without(name: ProviderName): AcceptanceProviders {
    return new AcceptanceProviders(this.real.filter((each) => each.name !== name));
  }

  /**
   * How Terraform finds them.
   *
   * @param reattach value of `TF_REATTACH_PROVIDERS` for simulated providers, of which those that are real are not used.
   * @param folder where the settings stand; the caller removes it.
   */
  settings(reattach: string, folder: string): ProviderSettings {
    return realProviders(this.real, reattach, folder);
  }

  /** What a stack's providers are, by short name, as the report has it. */
  kindsOf(stack: SynthesizedStack | undefined): Record<string, ProviderKind> {
    const sources = new Set(this.real.map(({ name }) => providerFacts(name).provider));
    const used = stack ? [...usedProviders(stack.configuration)] : [];
    return Object.fromEntries(used.map(([name, source]) => [name, sources.has(source) ? "real" : "simulated"]));
  }
}

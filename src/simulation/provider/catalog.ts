import type { ProviderName } from "../../terraform/provider-schema";
import type { ProviderValues } from "../values/computed";
import { CTYUN_VALUES } from "../values/ctyun";
import { HELM_VALUES } from "../values/helm";
import { KUBERNETES_VALUES } from "../values/kubernetes";
import { OPENSTACK_VALUES } from "../values/openstack";
import { RANDOM_VALUES } from "../values/random";
import { TLS_VALUES } from "../values/tls";

/** What the simulation knows of a provider beside its facts. */
export interface SimulatedProvider {
  /** Namespace and name in the registry. */
  readonly source: string;
  /** Built on Terraform's older SDK, whose values do not keep the newer rules of planning. */
  readonly legacy: boolean;
  readonly values: ProviderValues;
}

export const CATALOG: Readonly<Record<ProviderName, SimulatedProvider>> = {
  openstack: { source: "terraform-provider-openstack/openstack", legacy: true, values: OPENSTACK_VALUES },
  ctyun: { source: "ctyun-it/ctyun", legacy: false, values: CTYUN_VALUES },
  kubernetes: { source: "hashicorp/kubernetes", legacy: true, values: KUBERNETES_VALUES },
  helm: { source: "hashicorp/helm", legacy: false, values: HELM_VALUES },
  tls: { source: "hashicorp/tls", legacy: false, values: TLS_VALUES },
  random: { source: "hashicorp/random", legacy: false, values: RANDOM_VALUES },
};

/** Where providers are published. A source without a registry means the one of the program that reads it. */
export const REGISTRIES = ["registry.terraform.io", "registry.opentofu.org"] as const;

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
  /** Built on Terraform's older SDK, whose values do not keep the newer rules of planning. */
  readonly legacy: boolean;
  readonly values: ProviderValues;
}

export const CATALOG: Readonly<Record<ProviderName, SimulatedProvider>> = {
  openstack: { legacy: true, values: OPENSTACK_VALUES },
  ctyun: { legacy: false, values: CTYUN_VALUES },
  kubernetes: { legacy: true, values: KUBERNETES_VALUES },
  helm: { legacy: false, values: HELM_VALUES },
  tls: { legacy: false, values: TLS_VALUES },
  random: { legacy: false, values: RANDOM_VALUES },
};

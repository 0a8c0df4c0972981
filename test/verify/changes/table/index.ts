import type { Change } from "../support/change";
import { CLUSTER_CHANGES } from "./clusters";
import { EXCHANGE_CHANGES } from "./exchange";
import { MANAGED_CLUSTER_CHANGES } from "./managed-cluster";
import { NETWORK_CHANGES } from "./networks";
import { PLATFORM_CHANGES } from "./platform";
import { SERVICE_LIFE_CHANGES } from "./service-lives";
import { SERVICE_CHANGES } from "./services";
import { SITE_CHANGES } from "./sites";
import { VENDOR_CHANGES } from "./vendors";

/** Single changes to an environment, and all that each may do. */
export const CHANGES: readonly Change[] = [
  ...SERVICE_CHANGES,
  ...SERVICE_LIFE_CHANGES,
  ...VENDOR_CHANGES,
  ...PLATFORM_CHANGES,
  ...CLUSTER_CHANGES,
  ...MANAGED_CLUSTER_CHANGES,
  ...NETWORK_CHANGES,
  ...EXCHANGE_CHANGES,
  ...SITE_CHANGES,
];

import { sortFaults, type Fault } from "../yaml";
import { admissionPolicies } from "./admission-policies";
import { alarmDestinationsReached, namedWebhookEndpoints } from "./alarm-destinations";
import { readRoutes } from "./alert-routes";
import { heartbeat, mailReceivers, mailServer, usedReceivers, webhookAddresses } from "./alerting";
import { roomWithoutAvailabilityZone } from "./capacity";
import { backups } from "./backups";
import { acmeCertificates } from "./certificates";
import { cloudControllers } from "./cloud-controllers";
import { cloudNames, poolNames } from "./cloud-names";
import { consoleSignIn } from "./console";
import { controlPlanes } from "./control-planes";
import { crossCloudFlows } from "./cross-cloud-flows";
import { crossings } from "./crossings";
import { dnsRecords } from "./dns";
import { duplicateIds } from "./duplicates";
import { endpointAddresses } from "./endpoint-addresses";
import { etcdSnapshots } from "./etcd-snapshots";
import { exchangePorts } from "./exchange-ports";
import { exposures } from "./exposures";
import { externalEndpoints } from "./external-endpoints";
import { externalGateways } from "./external-gateways";
import { flowNames } from "./flow-names";
import { flows } from "./flows";
import { gatewayVersions } from "./gateway-versions";
import { gateways } from "./gateways";
import { retiringGenerations } from "./generations";
import { separateGroups } from "./groups";
import { imageRegistries } from "./images";
import { independentLines, independentLinks, ipsecPeers, linkEnds, siteLines } from "./links";
import { logs } from "./logs";
import { machineNeeds } from "./machine-needs";
import { maintenanceWindows } from "./maintenance";
import { managedClusters } from "./managed-clusters";
import { knownNames } from "./names";
import { dashboards } from "./monitoring";
import { nextHops } from "./next-hops";
import { reachableObjectives } from "./objectives";
import { ownAlertOwners } from "./own-alerts";
import { overlappingBlocks } from "./overlaps";
import { pinnedAddresses } from "./pinned-addresses";
import { podRanges } from "./pods";
import { portals } from "./portals";
import { publicAddresses } from "./public-addresses";
import { vendorQuotas } from "./quotas";
import { reencryption } from "./reencryption";
import { resourceLimits } from "./resources";
import { roomForMachines } from "./room";
import type { Rule, RuleContext } from "./rule";
import { scalingTriggers } from "./scaling";
import { secretStore } from "./secret-store";
import { shares } from "./shares";
import { sites } from "./sites";
import { sharedState } from "./state";
import { statefulThingsStay } from "./stateful";
import { storage } from "./storage";
import { subnets } from "./subnets";
import { vendorNamespaces } from "./vendors";
import { versionUpgrades } from "./version-upgrades";

export type { LocatedSite, Rule, RuleContext } from "./rule";

/** What holds across the fields of an environment. A new rule is a function in a file of its own and a line here. */
export const RULES: readonly Rule[] = [
  knownNames,
  duplicateIds,
  sharedState,
  overlappingBlocks,
  subnets,
  pinnedAddresses,
  roomForMachines,
  podRanges,
  nextHops,
  independentLines,
  siteLines,
  independentLinks,
  linkEnds,
  ipsecPeers,
  crossCloudFlows,
  gateways,
  externalGateways,
  crossings,
  sites,
  controlPlanes,
  managedClusters,
  gatewayVersions,
  admissionPolicies,
  etcdSnapshots,
  backups,
  logs,
  storage,
  cloudControllers,
  secretStore,
  consoleSignIn,
  dashboards,
  retiringGenerations,
  poolNames,
  cloudNames,
  publicAddresses,
  externalEndpoints,
  endpointAddresses,
  machineNeeds,
  vendorNamespaces,
  separateGroups,
  flows,
  flowNames,
  acmeCertificates,
  reencryption,
  exchangePorts,
  exposures,
  portals,
  dnsRecords,
  imageRegistries,
  resourceLimits,
  shares,
  scalingTriggers,
  vendorQuotas,
  roomWithoutAvailabilityZone,
  mailReceivers,
  mailServer,
  webhookAddresses,
  namedWebhookEndpoints,
  alarmDestinationsReached,
  usedReceivers,
  heartbeat,
  readRoutes,
  maintenanceWindows,
  ownAlertOwners,
  reachableObjectives,
  statefulThingsStay,
  versionUpgrades,
];

/** Every fault of every rule, sorted by place. */
export function checkRules(context: RuleContext): Fault[] {
  return sortFaults(RULES.flatMap((rule) => rule(context)));
}

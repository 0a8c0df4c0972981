import type { Configuration } from "../../../terraform/configuration";
import { readEndpoints } from "../ctyun/endpoints";
import * as ctyunLoadBalancers from "../ctyun/load-balancers";
import * as ctyunMachines from "../ctyun/machines";
import * as ctyunNetworks from "../ctyun/networks";
import * as ctyunSecurityGroups from "../ctyun/security-groups";
import * as openstackLoadBalancers from "../openstack/load-balancers";
import * as openstackMachines from "../openstack/machines";
import * as openstackNetworks from "../openstack/networks";
import * as openstackSecurityGroups from "../openstack/security-groups";
import { readVpn } from "../openstack/vpn";
import { readClusters, type Cluster } from "../kubernetes/clusters";
import { readPolicies } from "../kubernetes/policies";
import { Arguments, type NotUnderstood } from "./arguments";
import { resolveNextHops } from "./next-hops";
import { unreadTypes } from "./resource-kinds";
import type { Topology, TopologyDraft } from "./topology";

export interface ReadTopology {
  readonly topology: Topology;
  readonly clusters: readonly Cluster[];
  readonly notUnderstood: readonly NotUnderstood[];
}

/** Reads both clouds' networks from the Terraform, and tells what it did not understand. */
export function readTopology(configuration: Configuration): ReadTopology {
  const given = new Arguments(configuration);
  const draft: TopologyDraft = {
    subnets: new Map(),
    routers: new Map(),
    securityGroups: new Map(),
    machines: new Map(),
    loadBalancers: new Map(),
    endpoints: new Map(),
    publicAddresses: [],
  };
  openstackNetworks.readNetworks(given, draft);
  openstackSecurityGroups.readSecurityGroups(given, draft);
  openstackMachines.readMachines(given, draft);
  openstackLoadBalancers.readLoadBalancers(given, draft);
  readVpn(given, draft);
  ctyunNetworks.readNetworks(given, draft);
  ctyunSecurityGroups.readSecurityGroups(given, draft);
  ctyunMachines.readMachines(given, draft);
  ctyunLoadBalancers.readLoadBalancers(given, draft);
  readEndpoints(given, draft);
  resolveNextHops(draft);
  const clusters = readClusters(given, draft, readPolicies(given));
  return {
    topology: draft,
    clusters,
    notUnderstood: [...configuration.notRead, ...given.notUnderstood, ...unreadTypes(configuration)],
  };
}

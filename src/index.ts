/**
 * The constructs, the stacks and the types of the health platform, for those who build another platform with them.
 * `cdktf-health-cloud/testing` has what their tests need.
 */
export { createCloud } from "./clouds";
export { CtyunCloud, type CtyunCloudProps } from "./clouds/ctyun";
export { OpenstackCloud, type OpenstackCloudProps } from "./clouds/openstack";
export * from "./constructs/cloud";
export * from "./constructs/connectivity";
export { dnsRecords, zoneFile, type DnsRecord } from "./constructs/dns/records";
export { Exchange, type ExchangeGeneration, type ExchangeProps } from "./constructs/exchange/exchange";
export type { IClusterAccess } from "./constructs/kubernetes/api-access";
export * from "./constructs/machines/machines";
export { spreadMachines, type MachinePlace } from "./constructs/machines/spread";
export * from "./constructs/network/connections";
export * from "./constructs/network/gateway";
export * from "./constructs/network/load-balancer";
export * from "./constructs/network/network";
export { AddressPlan, type PlannedSubnet } from "./environment/address-plan";
export { Environment } from "./environment/environment";
export { loadEnvironment, type LoadResult } from "./environment/load";
export type * from "./environment/schema/clouds";
export type * from "./environment/schema/clusters";
export { environmentSchema, type EnvironmentSpecification } from "./environment/schema/environment";
export * from "./environment/schema/names";
export type * from "./environment/schema/dns";
export type * from "./environment/schema/portals";
export type * from "./environment/schema/services";
export { Cidr, ImageReference, Ipv4Address, Port, Quantity, TransportPort } from "./environment/values";
export { formatFault, type Fault, type Place } from "./environment/yaml";
export { ClusterStack, type ClusterStackProps } from "./stacks/cluster-stack";
export { DnsStack, type DnsStackProps } from "./stacks/dns-stack";
export { EnvironmentStacks } from "./stacks/environment-stacks";
export { ManagedClusterStack, type ManagedClusterStackProps } from "./stacks/managed-cluster-stack";
export { MonitoringStack, type MonitoringStackProps } from "./stacks/monitoring-stack";
export { NetworkStack, type NetworkStackProps } from "./stacks/network/network-stack";
export { PkiStack, type PkiStackProps } from "./stacks/pki-stack";
export { PlatformStack, type PlatformStackProps } from "./stacks/platform-stack";
export { ServicesStack, type ServicesStackProps } from "./stacks/services-stack";
export { VpnStack, type VpnStackProps } from "./stacks/vpn-stack";

export { flowsFrom, servicesIn, type ClusterFlow, type ClusterPlace, type PlacedService } from "./cluster-flows";
export { endpointBlocks } from "./endpoint-blocks";
export { externalName, flowHosts, remoteNames, type FlowHost } from "./flow-hosts";
export { httpRoute, type GatewayReference, type HttpRouteProps } from "./http-route";
export { podPermissions, type ServicePermission } from "./pod-permissions";
export { PodNetworkPolicy, type PodNetworkPolicyProps, type PolicyPeer, type PolicyRule } from "./pod-network-policy";
export { RemoteNames, type RemoteName, type RemoteNamesProps } from "./remote-names";
export { Service, type HostAlias, type IService, type PodPermission, type ServiceProps } from "./service";
export { Vendor, type IVendor, type VendorProps } from "./vendor";

export { CtyunCloud, type CtyunCloudProps } from "./cloud";
export {
  CtyunManagedCluster,
  type CtyunManagedClusterProps,
  type ManagedClusterProps,
  type ManagedNodePoolProps,
} from "./managed-cluster";

import type { CloudSpecification } from "./schema/clouds";

/** The storage class that pods of a cluster use, by the cloud's provider. */
export const STORAGE_CLASSES: Readonly<Record<CloudSpecification["provider"], string>> = {
  openstack: "cinder",
  ctyun: "longhorn",
};

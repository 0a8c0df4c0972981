import { MANAGED_POOL } from "../support/bases";
import type { Change } from "../support/change";

/** Changes to a cluster that Tianyi Cloud manages, which its provider can hardly change in place. */
export const MANAGED_CLUSTER_CHANGES: readonly Change[] = [
  {
    name: "the version of a managed cluster",
    base: "managed",
    edits: { set: { "clusters.3.version": "1.29.3" } },
    expected: {
      "internet-tianyi-cluster": [
        "replace protected ctyun_ccse_cluster.managed_cluster",
        "replace ctyun_ccse_node_pool.managed_pool-general",
      ],
      "internet-tianyi-platform": ["replace terraform_data.api-server"],
    },
  },
  {
    name: "the services' block of a managed cluster",
    base: "managed",
    edits: { set: { "clusters.3.serviceCidr": "10.84.64.0/20" } },
    expected: {
      "internet-tianyi-cluster": [
        "replace protected ctyun_ccse_cluster.managed_cluster",
        "replace ctyun_ccse_node_pool.managed_pool-general",
      ],
      "internet-tianyi-platform": ["replace terraform_data.api-server"],
    },
  },
  {
    name: "a node more in a managed cluster's pool",
    base: "managed",
    edits: { set: { "clusters.3.pools.0.nodes": 3 } },
    expected: { "internet-tianyi-cluster": ["update ctyun_ccse_node_pool.managed_pool-general"] },
  },
  {
    // The nodes with which the cluster started are not the pool's, and stay as they are.
    name: "another flavor for a managed cluster's pool",
    base: "managed",
    edits: { set: { "clusters.3.pools.0.flavor": "4a53f2ee-9714-4a7e-82e1-f0a3ee0b8304" } },
    expected: { "internet-tianyi-cluster": ["replace ctyun_ccse_node_pool.managed_pool-general"] },
  },
  {
    name: "a new pool before the others in a managed cluster",
    base: "managed",
    edits: { prepend: { "clusters.3.pools": { ...MANAGED_POOL, id: "analytics" } } },
    expected: { "internet-tianyi-cluster": ["create ctyun_ccse_node_pool.managed_pool-analytics"] },
  },
];

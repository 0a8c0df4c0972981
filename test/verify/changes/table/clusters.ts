import { valueAt } from "../../../app/support/changed-environment";
import type { Change } from "../support/change";

/** Changes to clusters on virtual machines: 0 and 2 stand in OpenStack, 1 in ctyun. */
export const CLUSTER_CHANGES: readonly Change[] = [
  {
    name: "a node more in OpenStack",
    edits: { set: { "clusters.0.pools.0.nodes": 2 } },
    expected: {},
  },
  {
    name: "a node less in OpenStack",
    edits: { set: { "clusters.2.pools.0.nodes": 1 } },
    expected: {},
  },
  {
    name: "a node more in ctyun",
    edits: { set: { "clusters.1.pools.0.nodes": 2 } },
    expected: {},
  },
  {
    name: "three control-plane nodes in place of one",
    edits: { set: { "clusters.0.controlPlane.nodes": 3 } },
    expected: {},
  },
  {
    name: "another flavor for a pool in OpenStack",
    edits: { set: { "clusters.0.pools.0.flavor": "general.8c32g" } },
    expected: {},
  },
  {
    name: "another flavor for a pool in ctyun",
    edits: { set: { "clusters.1.pools.0.flavor": "4a53f2ee-9714-4a7e-82e1-f0a3ee0b8304" } },
    expected: {},
  },
  {
    name: "a larger boot disk for a pool in OpenStack",
    edits: { set: { "clusters.0.pools.0.diskGiB": 120 } },
    expected: {},
  },
  {
    name: "a larger boot disk for a pool in ctyun",
    edits: { set: { "clusters.1.pools.0.diskGiB": 120 } },
    expected: {},
  },
  {
    name: "data disks for a pool in OpenStack",
    edits: { set: { "clusters.0.pools.0.dataDisksGiB": [100] } },
    expected: {},
  },
  {
    name: "data disks for a pool in ctyun",
    edits: { set: { "clusters.1.pools.0.dataDisksGiB": [100] } },
    expected: {},
  },
  {
    name: "a label for a pool in OpenStack",
    edits: { set: { "clusters.0.pools.0.labels": { tier: "general" } } },
    expected: {},
  },
  {
    name: "a label for a pool in ctyun",
    edits: { set: { "clusters.1.pools.0.labels": { tier: "general" } } },
    expected: {},
  },
  {
    name: "a taint for a pool",
    edits: { set: { "clusters.0.pools.0.taints": [{ key: "tier", value: "general", effect: "NoSchedule" }] } },
    expected: {},
  },
  {
    name: "a new pool before the others in OpenStack",
    edits: { prepend: { "clusters.0.pools": { ...valueAt("dev", "clusters.0.pools.0"), id: "analytics" } } },
    expected: {},
  },
  {
    name: "a new pool before the others in ctyun",
    edits: { prepend: { "clusters.1.pools": { ...valueAt("dev", "clusters.1.pools.0"), id: "analytics" } } },
    expected: {},
  },
  {
    name: "a new generation of a pool beside the old one in OpenStack",
    edits: { set: { "clusters.0.pools.0.generation": 2, "clusters.0.pools.0.retiring": [1] } },
    expected: {},
  },
  {
    name: "a new generation of a pool beside the old one in ctyun",
    edits: { set: { "clusters.1.pools.0.generation": 2, "clusters.1.pools.0.retiring": [1] } },
    expected: {},
  },
  {
    name: "a new generation of a pool in place of the old one",
    edits: { set: { "clusters.0.pools.0.generation": 2 } },
    expected: {},
  },
  {
    name: "a new generation of a control plane beside the old one",
    edits: { set: { "clusters.0.controlPlane.generation": 2, "clusters.0.controlPlane.retiring": [1] } },
    expected: {},
  },
  {
    name: "another release of RKE2 in OpenStack",
    edits: { set: { "clusters.0.version": "v1.36.3+rke2r1" } },
    expected: {},
  },
  {
    name: "another release of RKE2 in ctyun",
    edits: { set: { "clusters.1.version": "v1.36.3+rke2r1" } },
    expected: {},
  },
  {
    name: "a cluster is marked as initialized",
    edits: { set: { "clusters.0.clusterInitialized": true } },
    expected: {},
  },
  {
    name: "the schedule of etcd's snapshots",
    edits: { set: { "clusters.0.etcdSnapshots.schedule": "0 */2 * * *" } },
    expected: {},
  },
  {
    name: "how fast pods leave dead nodes",
    edits: { set: { "clusters.0.evictionRatePerSecond": 10 } },
    expected: {},
  },
  {
    name: "the pods' block of a cluster",
    edits: { set: { "clusters.0.podCidr": "10.86.0.0/16" } },
    expected: {},
  },
  {
    name: "the address of a cluster's API server",
    edits: { set: { "clusters.0.apiAddress": 25 } },
    expected: {},
  },
  {
    name: "the address of a cluster's ingress",
    edits: { set: { "clusters.0.ingressAddress": 26 } },
    expected: {},
  },
  {
    name: "the bandwidth of a public ingress in OpenStack",
    edits: { set: { "clusters.2.publicIngress.bandwidthMbps": 20 } },
    expected: {},
  },
  {
    name: "the bandwidth of a public ingress in ctyun",
    edits: { set: { "clusters.3.publicIngress.bandwidthMbps": 20 } },
    expected: {},
  },
  {
    name: "a public ingress is taken away",
    edits: { set: { "clusters.2.publicIngress": undefined } },
    expected: {},
  },
];

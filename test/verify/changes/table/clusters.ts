import { valueAt } from "../../../app/support/changed-environment";
import type { Change } from "../support/change";

/**
 * Changes to clusters on virtual machines: 0 and 2 stand in OpenStack, 1 and 3 in ctyun. What stands in a machine's boot
 * configuration waits for the pool's next generation, so many of these do nothing to what runs.
 */
export const CLUSTER_CHANGES: readonly Change[] = [
  {
    name: "a node more in OpenStack",
    edits: { set: { "clusters.0.pools.0.nodes": 2 } },
    expected: {
      "medical-chutian-cluster": [
        "create openstack_compute_instance_v2.nodes_general-g1_machine-002",
        "create 3 openstack_lb_member_v2.ingress_member-*-general-g1-002",
        "create openstack_networking_port_v2.nodes_general-g1_port-002",
      ],
    },
  },
  {
    name: "a node less in OpenStack",
    edits: { set: { "clusters.2.pools.0.nodes": 1 } },
    expected: {
      "internet-chutian-cluster": [
        "destroy openstack_compute_instance_v2.nodes_general-g1_machine-002",
        "destroy openstack_lb_member_v2.ingress_member-clients-general-g1-002",
        "destroy openstack_networking_port_v2.nodes_general-g1_port-002",
      ],
    },
  },
  {
    name: "a node more in ctyun",
    edits: { set: { "clusters.1.pools.0.nodes": 2 } },
    expected: {
      "medical-tianyi-cluster": [
        "create ctyun_ecs.nodes_general-g1_machine-002",
        "create ctyun_ecs_affinity_group_association.nodes_general-g1_affinity-002",
        "create 3 ctyun_elb_target.ingress_target-*-general-g1-002",
      ],
    },
  },
  {
    name: "three control-plane nodes in place of one",
    edits: { set: { "clusters.0.controlPlane.nodes": 3 } },
    expected: {
      "medical-chutian-cluster": [
        "create 2 openstack_compute_instance_v2.nodes_control-plane-g1_machine-*",
        "create 4 openstack_lb_member_v2.api_member-*",
        "create 2 openstack_networking_port_v2.nodes_control-plane-g1_port-*",
      ],
    },
  },
  {
    name: "another flavor for a pool in OpenStack",
    edits: { set: { "clusters.0.pools.0.flavor": "general.8c32g" } },
    // Nova resizes it, which is a restart.
    expected: { "medical-chutian-cluster": ["update openstack_compute_instance_v2.nodes_general-g1_machine-001"] },
  },
  {
    name: "another flavor for a pool in ctyun",
    edits: { set: { "clusters.1.pools.0.flavor": "4a53f2ee-9714-4a7e-82e1-f0a3ee0b8304" } },
    expected: { "medical-tianyi-cluster": ["update ctyun_ecs.nodes_general-g1_machine-001"] },
  },
  {
    name: "a larger boot disk for a pool in OpenStack",
    edits: { set: { "clusters.0.pools.0.diskGiB": 120 } },
    // Nova cannot grow it: it waits for the next generation, as the image does.
    expected: {},
  },
  {
    name: "a larger boot disk for a pool in ctyun",
    edits: { set: { "clusters.1.pools.0.diskGiB": 120 } },
    // ctyun grows a disk in place.
    expected: { "medical-tianyi-cluster": ["update ctyun_ecs.nodes_general-g1_machine-001"] },
  },
  {
    name: "data disks for a pool in OpenStack",
    edits: { set: { "clusters.0.pools.0.dataDisksGiB": [100] } },
    expected: {
      "medical-chutian-cluster": [
        "create openstack_blockstorage_volume_v3.nodes_general-g1_data-disk-001-1",
        "create openstack_compute_volume_attach_v2.nodes_general-g1_data-disk-attachment-001-1",
      ],
    },
  },
  {
    name: "data disks for a pool in ctyun",
    edits: { set: { "clusters.1.pools.0.dataDisksGiB": [100] } },
    expected: {
      "medical-tianyi-cluster": [
        "create ctyun_ebs.nodes_general-g1_data-disk-001-1",
        "create ctyun_ebs_association_ecs.nodes_general-g1_data-disk-attachment-001-1",
      ],
    },
  },
  {
    name: "a label for a pool in OpenStack",
    edits: { set: { "clusters.0.pools.0.labels": { tier: "general" } } },
    // It stands in the boot configuration: new nodes have it.
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
    // New nodes have it, and their upgrades bear it.
    expected: { "medical-chutian-platform": ["update helm_release.upgrade-plans"] },
  },
  {
    name: "a new pool before the others in OpenStack",
    edits: { prepend: { "clusters.0.pools": { ...valueAt("dev", "clusters.0.pools.0"), id: "analytics" } } },
    expected: {
      "medical-chutian-cluster": [
        "create openstack_compute_instance_v2.nodes_analytics-g1_machine-001",
        "create openstack_compute_servergroup_v2.nodes_analytics-g1_server-group",
        "create 3 openstack_lb_member_v2.ingress_member-*-analytics-g1-001",
        "create openstack_networking_port_v2.nodes_analytics-g1_port-001",
      ],
      "medical-chutian-platform": ["update helm_release.upgrade-plans"],
    },
  },
  {
    name: "a new pool before the others in ctyun",
    edits: { prepend: { "clusters.1.pools": { ...valueAt("dev", "clusters.1.pools.0"), id: "analytics" } } },
    expected: {
      "medical-tianyi-cluster": [
        "create ctyun_ecs.nodes_analytics-g1_machine-001",
        "create ctyun_ecs_affinity_group.nodes_analytics-g1_affinity-group",
        "create ctyun_ecs_affinity_group_association.nodes_analytics-g1_affinity-001",
        "create 3 ctyun_elb_target.ingress_target-*-analytics-g1-001",
      ],
      "medical-tianyi-platform": ["update helm_release.upgrade-plans"],
    },
  },
  {
    name: "a new generation of a pool beside the old one in OpenStack",
    edits: { set: { "clusters.0.pools.0.generation": 2, "clusters.0.pools.0.retiring": [1] } },
    expected: {
      "medical-chutian-cluster": [
        "create openstack_compute_instance_v2.nodes_general-g2_machine-001",
        "create openstack_compute_servergroup_v2.nodes_general-g2_server-group",
        "create 3 openstack_lb_member_v2.ingress_member-*-general-g2-001",
        "create openstack_networking_port_v2.nodes_general-g2_port-001",
      ],
    },
  },
  {
    name: "a new generation of a pool beside the old one in ctyun",
    edits: { set: { "clusters.1.pools.0.generation": 2, "clusters.1.pools.0.retiring": [1] } },
    expected: {
      "medical-tianyi-cluster": [
        "create ctyun_ecs.nodes_general-g2_machine-001",
        "create ctyun_ecs_affinity_group.nodes_general-g2_affinity-group",
        "create ctyun_ecs_affinity_group_association.nodes_general-g2_affinity-001",
        "create 3 ctyun_elb_target.ingress_target-*-general-g2-001",
      ],
    },
  },
  {
    name: "a new generation of a pool in place of the old one",
    edits: { set: { "clusters.0.pools.0.generation": 2 } },
    expected: {
      "medical-chutian-cluster": [
        "create openstack_compute_instance_v2.nodes_general-g2_machine-001",
        "destroy openstack_compute_instance_v2.nodes_general-g1_machine-001",
        "create openstack_compute_servergroup_v2.nodes_general-g2_server-group",
        "destroy openstack_compute_servergroup_v2.nodes_general-g1_server-group",
        "create 3 openstack_lb_member_v2.ingress_member-*-general-g2-001",
        "destroy 3 openstack_lb_member_v2.ingress_member-*-general-g1-001",
        "create openstack_networking_port_v2.nodes_general-g2_port-001",
        "destroy openstack_networking_port_v2.nodes_general-g1_port-001",
      ],
    },
  },
  {
    name: "a new generation of a control plane beside the old one",
    edits: { set: { "clusters.0.controlPlane.generation": 2, "clusters.0.controlPlane.retiring": [1] } },
    expected: {
      "medical-chutian-cluster": [
        "create openstack_compute_instance_v2.nodes_control-plane-g2_machine-001",
        "create openstack_compute_servergroup_v2.nodes_control-plane-g2_server-group",
        "create 2 openstack_lb_member_v2.api_member-*-control-plane-g2-001",
        "create openstack_networking_port_v2.nodes_control-plane-g2_port-001",
      ],
    },
  },
  {
    name: "another release of RKE2 in OpenStack",
    edits: { set: { "clusters.0.version": "v1.36.3+rke2r1" } },
    // New machines start with it; running ones are upgraded in place.
    expected: {
      "medical-chutian-platform": [
        "update helm_release.system-upgrade-controller",
        "update helm_release.upgrade-plans",
      ],
    },
  },
  {
    name: "another release of RKE2 in ctyun",
    edits: { set: { "clusters.1.version": "v1.36.3+rke2r1" } },
    expected: {
      "medical-tianyi-platform": ["update helm_release.system-upgrade-controller", "update helm_release.upgrade-plans"],
    },
  },
  {
    name: "a cluster is marked as initialized",
    edits: { set: { "clusters.0.clusterInitialized": true } },
    expected: {},
  },
  {
    name: "the schedule of etcd's snapshots",
    edits: { set: { "clusters.0.etcdSnapshots.schedule": "0 */2 * * *" } },
    expected: {
      "medical-chutian-monitoring": ["update helm_release.alert-rules"],
    },
  },
  {
    name: "how fast pods leave dead nodes",
    edits: { set: { "clusters.0.evictionRatePerSecond": 10 } },
    expected: {},
  },
  {
    name: "the pods' block of a cluster",
    edits: { set: { "clusters.0.podCidr": "10.86.0.0/16" } },
    // A running cluster keeps its block.
    expected: {},
  },
  {
    name: "the address of a cluster's API server",
    edits: { set: { "clusters.0.apiAddress": 25 } },
    // Running nodes and kubeconfigs know the old one, so its load balancer is protected.
    expected: {
      "chutian-network": [
        "replace 2 openstack_compute_instance_v2.bastion-g1_machine-*",
        "replace 2 openstack_networking_port_v2.bastion-g1_port-*",
        "replace 6 openstack_networking_secgroup_rule_v2.*-medical-api-address",
        "update 2 terraform_data.bastion-g1_document-*",
      ],
      "medical-chutian-cluster": [
        "replace 2 openstack_lb_listener_v2.api_listener-*",
        "replace protected openstack_lb_loadbalancer_v2.api_load-balancer",
        "replace 2 openstack_lb_member_v2.api_member-*-control-plane-g1-001",
        "replace 2 openstack_lb_monitor_v2.api_monitor-*",
        "replace 2 openstack_lb_pool_v2.api_pool-*",
      ],
      "medical-chutian-platform": ["replace terraform_data.api-server"],
      "medical-chutian-monitoring": ["update helm_release.probes"],
    },
  },
  {
    name: "the address of a cluster's ingress",
    edits: { set: { "clusters.0.ingressAddress": 26 } },
    expected: {
      "chutian-network": [
        "replace 2 openstack_compute_instance_v2.exchange-proxies_proxies-g1_machine-*",
        "replace 14 openstack_lb_member_v2.exchange-proxies_load-balancer_member-*",
        "replace 2 openstack_networking_port_v2.exchange-proxies_proxies-g1_port-*",
        "replace 3 openstack_networking_secgroup_rule_v2.*-medical-ingress-address",
        "update 2 terraform_data.exchange-proxies_proxies-g1_document-*",
      ],
      "medical-chutian-cluster": [
        "replace 3 openstack_lb_listener_v2.ingress_listener-*",
        "replace openstack_lb_loadbalancer_v2.ingress_load-balancer",
        "replace 3 openstack_lb_member_v2.ingress_member-*-general-g1-001",
        "replace 3 openstack_lb_monitor_v2.ingress_monitor-*",
        "replace 3 openstack_lb_pool_v2.ingress_pool-*",
      ],
      "tianyi-network": [
        "replace ctyun_security_group_rule.medical-worker_egress-tcp-11443-chutian-medical-ingress-address",
      ],
      "medical-chutian-monitoring": ["update helm_release.probes"],
      "medical-tianyi-monitoring": ["update helm_release.prometheus"],
    },
  },
  {
    name: "the bandwidth of a public ingress in OpenStack",
    edits: { set: { "clusters.2.publicIngress.bandwidthMbps": 20 } },
    // OpenStack's floating IPs are not limited.
    expected: {},
  },
  {
    name: "the bandwidth of a public ingress in ctyun",
    edits: { set: { "clusters.3.publicIngress.bandwidthMbps": 20 } },
    expected: { "internet-tianyi-cluster": ["update ctyun_eip.ingress_public-address"] },
  },
  {
    name: "a public ingress is taken away",
    edits: { set: { "clusters.2.publicIngress": undefined } },
    expected: {
      "chutian-network": ["destroy 2 openstack_networking_secgroup_rule_v2.internet-worker_*"],
      "internet-chutian-cluster": [
        "destroy openstack_lb_listener_v2.ingress_listener-clients",
        "destroy 2 openstack_lb_member_v2.ingress_member-clients-general-g1-*",
        "destroy openstack_lb_monitor_v2.ingress_monitor-clients",
        "destroy openstack_lb_pool_v2.ingress_pool-clients",
        "destroy openstack_networking_floatingip_associate_v2.ingress_public-address_association",
        "destroy openstack_networking_floatingip_v2.ingress_public-address_floating-ip",
      ],
      "internet-chutian-monitoring": ["update helm_release.probes"],
    },
  },
];

import type { Change } from "../support/change";

/** Changes to clusters on virtual machines: 0 and 2 stand in OpenStack, 1 in ctyun. */
export const CLUSTER_CHANGES: readonly Change[] = [
  {
    name: "a node more in OpenStack",
    edits: { set: { "clusters.0.pools.0.nodes": 2 } },
    expected: {
      "medical-chutian-cluster": [
        "create openstack_compute_instance_v2.nodes_general-g1_machine-002",
        "create 2 openstack_lb_member_v2.ingress_member-*-general-g1-002",
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
        "create 2 ctyun_elb_target.ingress_target-*-general-g1-002",
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
    expected: { "medical-chutian-cluster": ["replace openstack_compute_instance_v2.nodes_general-g1_machine-001"] },
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
    name: "the bandwidth of a public ingress in OpenStack",
    edits: { set: { "clusters.2.publicIngress.bandwidthMbps": 20 } },
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
    },
  },
];

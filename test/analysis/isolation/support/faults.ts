import { gunzipSync, gzipSync } from "node:zlib";
import { isRecord } from "../../../../src/terraform/json-record";
import type { Seeded, Values } from "./seeded";

const CHUTIAN = "prod-chutian-network";
const TIANYI = "prod-tianyi-network";
const SERVICES = "prod-medical-chutian-services";
const POLICY = "kubernetes_network_policy_v1";
const RULE = "openstack_networking_secgroup_rule_v2";

interface Fault {
  readonly title: string;
  readonly seed: (prod: Seeded) => Seeded;
  /** One of the lines that must be found. */
  readonly found: string;
  /** The address of a resource that its witness must show; undefined when the fault is that there is none. */
  readonly witness: string | undefined;
}

/** A fault in one resource, which the witness has to show. */
function changed(stack: string, address: string, change: Values | ((values: Values) => Values)) {
  return { witness: address, seed: (prod: Seeded) => prod.changed(stack, address, change) };
}

function added(stack: string, address: string, values: Values) {
  return { witness: address, seed: (prod: Seeded) => prod.added(stack, address, values) };
}

/** A policy's egress to a block alone. */
function leaving(cidr: string) {
  return ({ spec }: Values): Values => ({
    spec: {
      ...recordOf(spec),
      egress: [{ to: [{ ip_block: { cidr } }], ports: [{ port: "9104", protocol: "TCP" }] }],
    },
  });
}

function recordOf(value: unknown): Values {
  return isRecord(value) ? value : {};
}

/** Edits HAProxy's configuration inside of a machine's boot configuration. */
function haproxy(edit: (configuration: string) => string) {
  return ({ user_data: userData }: Values): Values => ({
    user_data: String(userData).replace(
      /("path":"\/etc\/haproxy\/haproxy\.cfg".*?"content":")([^"]*)/,
      (_, before: string, content: string) =>
        before + gzipSync(edit(gunzipSync(Buffer.from(content, "base64")).toString())).toString("base64"),
    ),
  });
}

/** Faults that prod does not have, each in one place. */
export const FAULTS: readonly Fault[] = [
  {
    title: "an ingress rule of OpenStack widened to everybody, so sites pass the listener by",
    ...changed(CHUTIAN, `${RULE}.medical-worker_ingress-tcp-4240-medical-data-a_6A92944C`, {
      remote_ip_prefix: "0.0.0.0/0",
    }),
    found: "undeclared: lines of chutian medical -> chutian medical/worker tcp/4240",
  },
  {
    title: "an ingress rule of OpenStack without its peer",
    ...changed(CHUTIAN, `${RULE}.medical-data_ingress-tcp-10250-medical-worker-a_F9522D0A`, {
      remote_ip_prefix: undefined,
    }),
    found: "undeclared: lines of chutian medical -> chutian medical/data tcp/10250",
  },
  {
    title: "an egress rule of OpenStack widened to everybody",
    ...changed(CHUTIAN, `${RULE}.internet-worker_egress-tcp-9003-load-balancer-address_77A74341`, {
      remote_ip_prefix: "0.0.0.0/0",
    }),
    found: "undeclared: chutian internet/worker -> internet tcp/9003",
  },
  {
    title: "an egress rule of OpenStack for more ports",
    ...changed(CHUTIAN, `${RULE}.management-runner_egress-tcp-443-external-registry-198-51-100-130-32_EA54B4B8`, {
      port_range_min: 22,
    }),
    found: "undeclared: chutian management/runner -> internet tcp/22-442",
  },
  {
    title: "an egress rule of OpenStack for every protocol",
    ...changed(CHUTIAN, `${RULE}.management-runner_egress-tcp-443-external-registry-198-51-100-130-32_EA54B4B8`, {
      protocol: undefined,
    }),
    found: "undeclared: chutian management/runner -> internet any but tcp/443",
  },
  {
    title: "the egress rules that Neutron adds by itself",
    ...changed(CHUTIAN, "openstack_networking_secgroup_v2.internet-worker_security-group_44304A3F", {
      delete_default_rules: undefined,
    }),
    found: "undeclared: chutian internet/worker -> internet any",
  },
  {
    title: "rules that name a security group in place of a subnet",
    seed: (prod) =>
      prod
        .changed(CHUTIAN, `${RULE}.medical-control-plane_egress-tcp-10250-medical-data-a_26551775`, {
          remote_ip_prefix: undefined,
          remote_group_id: "${openstack_networking_secgroup_v2.management-runner_security-group_CB96F504.id}",
        })
        .added(CHUTIAN, `${RULE}.oops`, {
          direction: "ingress",
          security_group_id: "${openstack_networking_secgroup_v2.management-runner_security-group_CB96F504.id}",
          remote_group_id: "${openstack_networking_secgroup_v2.medical-control-plane_security-group_7E99D037.id}",
        }),
    witness: `${RULE}.oops`,
    found: "undeclared: chutian medical/control-plane -> chutian management/runner tcp/10250",
  },
  {
    title: "a machine's port without security groups",
    seed: (prod) =>
      prod.changed("prod-medical-chutian-cluster", "openstack_networking_port_v2.nodes_data-g1_port-001_C8033696", {
        no_security_groups: true,
        security_group_ids: undefined,
      }),
    witness: "openstack_compute_instance_v2.nodes_data-g1_machine-001_98258035",
    found: "undeclared: lines of chutian medical -> chutian medical/data any",
  },
  {
    title: "a floating IP on a data node",
    ...added("prod-medical-chutian-cluster", "openstack_networking_floatingip_associate_v2.oops", {
      floating_ip: "203.0.113.9",
      port_id: "${openstack_networking_port_v2.nodes_data-g1_port-001_C8033696.id}",
    }),
    found: "exposed: internet -> chutian medical/data any",
  },
  {
    title: "an elastic address on a data node",
    ...added("prod-medical-tianyi-cluster", "ctyun_eip_association.oops", {
      association_type: "vm",
      eip_id: "eip-1",
      instance_id: "${ctyun_ecs.nodes_data-g1_machine-001_98258035.id}",
    }),
    found: "exposed: internet -> tianyi medical/data any",
  },
  {
    title: "a DNAT rule that leads to the wrong tier",
    ...added(TIANYI, "ctyun_nat_dnat.oops", {
      nat_gateway_id: "${ctyun_nat.management_nat-gateway_EAA9E759.nat_gateway_id}",
      external_port: 22,
      internal_port: 22,
      instance_id: "${ctyun_ecs.runner-g1_machine-001_D996DFEF.id}",
      protocol: "tcp",
    }),
    found: "exposed: internet -> tianyi management/runner any",
  },
  {
    title: "a forwarded port of a floating IP",
    ...added(CHUTIAN, "openstack_networking_portforwarding_v2.oops", {
      internal_port_id: "${openstack_networking_port_v2.bastion-g1_port-001_D504BCE5.id}",
      internal_port: 22,
      external_port: 2222,
      protocol: "tcp",
    }),
    found: "exposed: internet -> chutian management/bastion any",
  },
  {
    title: "an Octavia listener whose access list is dropped",
    ...changed("prod-medical-chutian-cluster", "openstack_lb_listener_v2.api_listener-kubernetes_97B33FF9", {
      allowed_cidrs: undefined,
    }),
    found: "undeclared: lines of chutian medical -> chutian load-balancer/medical-api tcp/6443",
  },
  {
    title: "an Octavia listener whose access list is empty, which admits everybody",
    ...changed("prod-medical-chutian-cluster", "openstack_lb_listener_v2.api_listener-kubernetes_97B33FF9", {
      allowed_cidrs: [],
    }),
    found: "undeclared: lines of chutian management -> chutian load-balancer/medical-api tcp/6443",
  },
  {
    title: "a ctyun listener whose access list is switched off",
    ...changed("prod-medical-tianyi-cluster", "ctyun_elb_listener.api_listener-kubernetes_97B33FF9", {
      access_control_type: undefined,
      access_control_id: undefined,
    }),
    found: "undeclared: lines of tianyi medical -> tianyi load-balancer/medical-api tcp/6443",
  },
  {
    title: "a ctyun access list that denies in place of admitting",
    ...changed("prod-medical-tianyi-cluster", "ctyun_elb_listener.api_listener-kubernetes_97B33FF9", {
      access_control_type: "Black",
    }),
    found: "undeclared: lines of tianyi medical -> tianyi load-balancer/medical-api tcp/6443",
  },
  {
    title: "a ctyun access list with one block more",
    ...changed(
      "prod-medical-tianyi-cluster",
      "ctyun_elb_acl.api_access-list-kubernetes_C1B1890D",
      ({ source_ips: blocks }) => ({
        source_ips: [...(Array.isArray(blocks) ? (blocks as unknown[]) : []), "10.128.0.0/16"],
      }),
    ),
    found: "undeclared: lines of tianyi medical -> tianyi load-balancer/medical-api tcp/6443",
  },
  {
    title: "a VPC endpoint without its white list",
    ...changed("prod-medical-tianyi-cluster", "ctyun_vpce.ingress_endpoint-exchange_D5A79499", {
      whitelist_flag: false,
    }),
    found:
      "undeclared: lines of tianyi exchange -> endpoint ctyun_vpce.ingress_endpoint-exchange_D5A79499 in exchange tcp/443, tcp/8443, tcp/9443",
  },
  {
    title: "a ctyun rule without its peer",
    ...changed(TIANYI, "ctyun_security_group_rule.medical-worker_ingress-tcp-4240-medical-data-a_6A92944C", {
      dest_cidr_ip: undefined,
    }),
    found: "undeclared: lines of tianyi medical -> tianyi medical/worker tcp/4240",
  },
  {
    title: "a ctyun rule for every protocol",
    ...changed(
      TIANYI,
      "ctyun_security_group_rule.management-runner_egress-tcp-443-external-registry-198-51-100-130-32_EA54B4B8",
      {
        protocol: "any",
        range: undefined,
      },
    ),
    found: "undeclared: tianyi management/runner -> internet any but tcp/443",
  },
  {
    title: "a router interface of the internet zone in a medical subnet",
    seed: (prod) =>
      prod
        .added(CHUTIAN, "openstack_networking_port_v2.oops", {
          network_id: "${openstack_networking_network_v2.medical_network_F1E48BED.id}",
          fixed_ip: [
            {
              subnet_id: "${openstack_networking_subnet_v2.medical_subnet-data-a_206E4A07.id}",
              ip_address: "10.16.8.9",
            },
          ],
        })
        .added(CHUTIAN, "openstack_networking_router_interface_v2.oops", {
          router_id: "${openstack_networking_router_v2.internet_router_506D7F0E.id}",
          port_id: "${openstack_networking_port_v2.oops.id}",
        }),
    witness: "openstack_networking_router_interface_v2.oops",
    found: "route: internet -> medical any",
  },
  {
    title: "a route from the internet zone into the medical one, by way of the exchange",
    ...added(CHUTIAN, "openstack_networking_router_route_v2.oops", {
      router_id: "${openstack_networking_router_v2.internet_router_506D7F0E.id}",
      destination_cidr: "10.16.0.0/12",
      next_hop: "10.18.0.2",
    }),
    found: "route: internet -> medical any",
  },
  {
    title: "a host route of a medical subnet that is too broad",
    ...added(CHUTIAN, "openstack_networking_subnet_route_v2.oops", {
      subnet_id: "${openstack_networking_subnet_v2.medical_subnet-worker-a_2907B985.id}",
      destination_cidr: "10.0.0.0/8",
      next_hop: "10.16.0.8",
    }),
    found: "route: medical -> internet any",
  },
  {
    title: "an external gateway on the medical router",
    ...changed(CHUTIAN, "openstack_networking_router_v2.medical_router_F043804C", { external_network_id: "75de3d74" }),
    found: "route: medical -> internet any",
  },
  {
    title: "a NAT gateway's rule for a medical subnet of ctyun",
    seed: (prod) =>
      prod
        .added(TIANYI, "ctyun_nat.oops", { vpc_id: "${ctyun_vpc.medical_vpc_5F78B95B.id}" })
        .added(TIANYI, "ctyun_nat_snat.oops", {
          nat_gateway_id: "${ctyun_nat.oops.nat_gateway_id}",
          source_subnet_id: "${ctyun_subnet.medical_subnet-worker-a_2907B985.id}",
        }),
    witness: "ctyun_nat.oops",
    found: "route: medical -> internet any",
  },
  {
    title: "a peering route that is too broad",
    ...added(TIANYI, "ctyun_vpc_route_table_rule.oops", {
      route_table_id: "${ctyun_vpc_route_table.medical_route-table_C0D3B0C7.id}",
      destination: "10.0.0.0/8",
      ip_version: 4,
      next_hop_type: "vpcpeering",
      next_hop_id: "pcx-1",
    }),
    found: "route: medical -> internet any",
  },
  {
    title: "an exchange proxy's listener that leads to a second target",
    ...changed(
      CHUTIAN,
      "openstack_compute_instance_v2.exchange-proxies_proxies-g1_machine-001_53339C3E",
      haproxy((text) => text.replace("\nbackend sites\n", "\nbackend sites\n  server oops 198.51.100.130:443\n")),
    ),
    found: "relay: chutian exchange/exchange-proxy -> internet tcp/443",
  },
  {
    title: "an exchange proxy's listener that leads to another flow's target",
    ...changed(
      CHUTIAN,
      "openstack_compute_instance_v2.exchange-proxies_proxies-g1_machine-001_53339C3E",
      haproxy((text) =>
        text.replace(
          "default_backend external-registry\n",
          "default_backend appointment-booking-to-appointment-pool\n",
        ),
      ),
    ),
    found: "relay: chutian exchange/exchange-proxy -> chutian load-balancer/medical-ingress tcp/8443",
  },
  {
    title: "a bastion that takes SSH from everybody",
    ...changed(CHUTIAN, `${RULE}.management-bastion_ingress-tcp-22-operators-10-250-0-0-24_D24FA43E`, {
      remote_ip_prefix: "0.0.0.0/0",
    }),
    found: "undeclared: lines of chutian management -> chutian management/bastion tcp/22",
  },
  {
    title: "a gateway that takes IPsec from everybody on the internet",
    ...changed(
      TIANYI,
      "ctyun_security_group_rule.exchange-gateway_ingress-udp-4500-site-district-01-health-centre-02_2542C928",
      { dest_cidr_ip: "0.0.0.0/0" },
    ),
    found: "undeclared: internet -> tianyi exchange/gateway udp/4500",
  },
  {
    title: "a proxy that is met past its load balancer",
    ...changed(CHUTIAN, `${RULE}.exchange-exchange-proxy_ingress-tcp-9003-exchange-load-balancer-a_B31EEB75`, {
      remote_ip_prefix: "10.0.0.0/8",
    }),
    found: "undeclared: lines of chutian exchange -> chutian exchange/exchange-proxy tcp/9003",
  },
  {
    title: "an exchange listener that admits everybody",
    ...changed(
      CHUTIAN,
      "openstack_lb_listener_v2.exchange-proxies_load-balancer_listener-appointment-pool-to-message-notification_AFF6367F",
      { allowed_cidrs: ["0.0.0.0/0"] },
    ),
    found: "undeclared: lines of chutian exchange -> chutian load-balancer/exchange tcp/9104",
  },
  {
    title: "a floating IP on the medical gateway's load balancer",
    ...added("prod-medical-chutian-cluster", "openstack_networking_floatingip_associate_v2.oops", {
      floating_ip: "203.0.113.9",
      port_id: "${openstack_lb_loadbalancer_v2.ingress_load-balancer_E5AB1F93.vip_port_id}",
    }),
    found: "exposed: internet -> chutian load-balancer/medical-ingress any",
  },
  {
    title: "an elastic address on the medical gateway's load balancer",
    ...changed("prod-medical-tianyi-cluster", "ctyun_elb_loadbalancer.ingress_load-balancer_E5AB1F93", {
      eip_id: "eip-1",
    }),
    found: "exposed: internet -> tianyi load-balancer/medical-ingress any",
  },
  {
    title: "a namespace whose default deny selects only some pods",
    seed: (prod) =>
      prod.changed(SERVICES, `${POLICY}.vendors_vendor-02_default-deny_EB298A0D`, ({ spec }) => ({
        spec: { ...recordOf(spec), pod_selector: { match_labels: { app: "other" } } },
      })),
    witness: undefined,
    found: `undenied: any pod -> ${SERVICES} namespace vendor-02 any`,
  },
  {
    title: "a namespace whose default deny forgets what leaves",
    seed: (prod) =>
      prod
        .changed(SERVICES, `${POLICY}.vendors_vendor-02_default-deny_EB298A0D`, ({ spec }) => ({
          spec: { ...recordOf(spec), policy_types: ["Ingress"] },
        }))
        .changed(SERVICES, `${POLICY}.vendors_vendor-02_allow-names_02DFA46E`, ({ spec }) => ({
          spec: { ...recordOf(spec), pod_selector: { match_labels: { app: "other" } } },
        })),
    witness: undefined,
    found: `undenied: ${SERVICES} namespace vendor-02 -> any address any`,
  },
  {
    title: "a policy's block that is too wide",
    ...changed(
      SERVICES,
      `${POLICY}.services_appointment-pool_to-message-notification_4540D124`,
      leaving("10.18.0.0/16"),
    ),
    found: `policy: ${SERVICES} namespace vendor-02 -> addresses outside of the cluster tcp/9104`,
  },
  {
    title: "a policy's block without its exception",
    ...changed(SERVICES, `${POLICY}.services_appointment-pool_to-message-notification_4540D124`, leaving("0.0.0.0/0")),
    found: `policy: ${SERVICES} namespace vendor-02 -> addresses outside of the cluster tcp/9104`,
  },
  {
    title: "a policy that lets a port leave to everywhere",
    ...changed(SERVICES, `${POLICY}.services_appointment-pool_to-message-notification_4540D124`, ({ spec }) => ({
      spec: { ...recordOf(spec), egress: [{ ports: [{ port: "9104", protocol: "TCP" }] }] },
    })),
    found: `policy: ${SERVICES} namespace vendor-02 -> addresses outside of the cluster tcp/9104`,
  },
  {
    title: "a policy whose ports do not end where they should",
    ...changed(SERVICES, `${POLICY}.services_appointment-pool_to-message-notification_4540D124`, ({ spec }) => ({
      spec: {
        ...recordOf(spec),
        egress: [
          { to: [{ ip_block: { cidr: "10.18.0.20/32" } }], ports: [{ port: "9104", end_port: 9110, protocol: "TCP" }] },
        ],
      },
    })),
    found: `policy: ${SERVICES} namespace vendor-02 -> addresses outside of the cluster tcp/9105-9110`,
  },
];

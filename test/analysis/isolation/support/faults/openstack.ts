import { CHUTIAN, RULE, changed, added, type Fault } from "./seeds";

export const OPENSTACK_FAULTS: readonly Fault[] = [
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
    title: "a bastion that takes SSH from everybody",
    ...changed(CHUTIAN, `${RULE}.management-bastion_ingress-tcp-22-operators-10-250-0-0-24_D24FA43E`, {
      remote_ip_prefix: "0.0.0.0/0",
    }),
    found: "undeclared: lines of chutian management -> chutian management/bastion tcp/22",
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
];

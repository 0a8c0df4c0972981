import { MEDICAL, SERVICES, POLICY, changed, leaving, recordOf, type Fault } from "./seeds";

const NAMESPACE = "kubernetes_namespace_v1.vendors_vendor-02_namespace_78E24EB3";

export const POLICY_FAULTS: readonly Fault[] = [
  {
    title: "a namespace whose default deny selects only some pods",
    seed: (prod) =>
      prod.changed(SERVICES, `${POLICY}.vendors_vendor-02_default-deny_EB298A0D`, ({ spec }) => ({
        spec: { ...recordOf(spec), pod_selector: { match_labels: { app: "other" } } },
      })),
    witness: NAMESPACE,
    found: `undenied: any pod -> ${MEDICAL}/vendor-02 any`,
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
    witness: NAMESPACE,
    found: `undenied: ${MEDICAL}/vendor-02 -> any address any`,
  },
  {
    title: "a policy's block that is too wide",
    ...changed(
      SERVICES,
      `${POLICY}.services_appointment-pool_to-message-notification_4540D124`,
      leaving("10.18.0.0/16"),
    ),
    found: `policy: ${MEDICAL}/vendor-02/appointment-pool -> addresses outside of the cluster tcp/9104`,
  },
  {
    title: "a policy's block without its exception",
    ...changed(SERVICES, `${POLICY}.services_appointment-pool_to-message-notification_4540D124`, leaving("0.0.0.0/0")),
    found: `policy: ${MEDICAL}/vendor-02/appointment-pool -> addresses outside of the cluster tcp/9104`,
  },
  {
    title: "a policy that lets a port leave to everywhere",
    ...changed(SERVICES, `${POLICY}.services_appointment-pool_to-message-notification_4540D124`, ({ spec }) => ({
      spec: { ...recordOf(spec), egress: [{ ports: [{ port: "9104", protocol: "TCP" }] }] },
    })),
    found: `policy: ${MEDICAL}/vendor-02/appointment-pool -> addresses outside of the cluster tcp/9104`,
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
    found: `policy: ${MEDICAL}/vendor-02/appointment-pool -> addresses outside of the cluster tcp/9105-9110`,
  },
];

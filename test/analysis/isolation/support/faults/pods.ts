import { changed, MEDICAL, PLATFORM, POLICY, recordOf, SERVICES, type Fault } from "./seeds";
import type { Values } from "../seeded";

const EXPOSED = `${POLICY}.services_appointment-pool_exposed_F806FB0D`;
const CALLED = `${POLICY}.services_laboratory-results_from-doctor-portal_21AD4DFE`;
const CALLS = `${POLICY}.services_appointment-pool_to-message-notification_4540D124`;
const DEPLOYMENT = "kubernetes_deployment_v1.services_appointment-pool_deployment_5F09CC8A";
const POOL = `${MEDICAL}/vendor-02/appointment-pool`;

const NAMESPACE_NAME = "kubernetes.io/metadata.name";

/** What passes between pods, or into them, and nobody declared. */
export const POD_FAULTS: readonly Fault[] = [
  {
    title: "a policy that lets another namespace in",
    ...changed(SERVICES, EXPOSED, ingress({ from: [namespaced({ [NAMESPACE_NAME]: "keda" })], ports: [tcp("8080")] })),
    found: `pods: ${MEDICAL}/keda/* -> ${POOL} tcp/8080`,
  },
  {
    title: "a policy that lets pods out into another namespace",
    ...changed(SERVICES, CALLS, egress({ to: [namespaced({ [NAMESPACE_NAME]: "monitoring" })], ports: [tcp("9090")] })),
    found: `pods: ${POOL} -> ${MEDICAL}/monitoring/* tcp/9090`,
  },
  {
    title: "a policy that lets in whoever has a label that the platform's namespaces share",
    ...changed(
      SERVICES,
      EXPOSED,
      ingress({ from: [namespaced({ "pod-security.kubernetes.io/enforce": "privileged" })], ports: [tcp("8080")] }),
    ),
    found: `pods: ${MEDICAL}/log-collector/*, ${MEDICAL}/node-exporter/*, ${MEDICAL}/cinder-csi/* and 4 more -> ${POOL} tcp/8080`,
  },
  {
    title: "an empty selector of namespaces",
    ...changed(SERVICES, EXPOSED, ingress({ from: [{ namespace_selector: {} }], ports: [tcp("8080")] })),
    found: `pods: ${MEDICAL}/log-collector/*, ${MEDICAL}/node-exporter/*, ${MEDICAL}/cert-manager/* and 10 more -> ${POOL} tcp/8080`,
  },
  {
    title: "an empty selector of pods, so that a policy for one service counts for its neighbours",
    seed: (prod) =>
      prod
        .changed(SERVICES, CALLED, ({ spec }) => ({ spec: { ...recordOf(spec), pod_selector: {} } }))
        .changed(SERVICES, `${POLICY}.services_doctor-portal_to-laboratory-results_8CB81998`, ({ spec }) => ({
          spec: {
            ...recordOf(spec),
            egress: [{ to: [namespaced({ [NAMESPACE_NAME]: "vendor-04" })], ports: [tcp("8080")] }],
          },
        })),
    witness: CALLED,
    found: `pods: ${MEDICAL}/vendor-10/doctor-portal -> ${MEDICAL}/vendor-04/result-recognition tcp/8080`,
  },
  {
    title: "a policy that lets in whoever comes",
    ...changed(SERVICES, EXPOSED, ingress({ ports: [tcp("8080")] })),
    found: `policy: addresses outside of the cluster -> ${POOL} tcp/8080`,
  },
  {
    title: "a policy that lets in a block",
    ...changed(SERVICES, EXPOSED, ingress({ from: [{ ip_block: { cidr: "10.16.0.0/16" } }], ports: [tcp("8080")] })),
    found: `policy: addresses outside of the cluster -> ${POOL} tcp/8080`,
  },
  {
    title: "ports between pods that do not end where they should",
    ...changed(
      SERVICES,
      EXPOSED,
      ingress({
        from: [namespaced({ [NAMESPACE_NAME]: "envoy-gateway-system" })],
        ports: [{ ...tcp("8080"), end_port: 8090 }],
      }),
    ),
    found: `pods: ${MEDICAL}/envoy-gateway-system/cluster -> ${POOL} tcp/8081-8090`,
  },
  {
    title: "a port's name that is another port of the container",
    seed: (prod) =>
      prod
        .changed(
          SERVICES,
          EXPOSED,
          ingress({ from: [namespaced({ [NAMESPACE_NAME]: "envoy-gateway-system" })], ports: [tcp("admin")] }),
        )
        .changed(
          SERVICES,
          DEPLOYMENT,
          pod((spec) => ({
            container: [{ ...recordOf(spec.container), name: "pool", port: [{ name: "admin", container_port: 9901 }] }],
          })),
        ),
    witness: EXPOSED,
    found: `pods: ${MEDICAL}/envoy-gateway-system/cluster -> ${POOL} tcp/9901`,
  },
  {
    title: "a policy without ports",
    ...changed(SERVICES, EXPOSED, ingress({ from: [namespaced({ [NAMESPACE_NAME]: "envoy-gateway-system" })] })),
    found: `pods: ${MEDICAL}/envoy-gateway-system/cluster -> ${POOL} any but tcp/8080`,
  },
  {
    title: "pods with the label of another service",
    seed: (prod) =>
      prod.changed(
        SERVICES,
        "kubernetes_deployment_v1.services_result-recognition_deployment_2916D39A",
        template({ "app.kubernetes.io/name": "laboratory-results" }),
      ),
    witness: `${POLICY}.services_laboratory-results_to-master-patient-index_CFB17816`,
    found: `pods: ${MEDICAL}/vendor-04/result-recognition -> ${MEDICAL}/vendor-09/master-patient-index tcp/8080`,
  },
  {
    title: "pods on the network of their node",
    ...changed(
      SERVICES,
      DEPLOYMENT,
      pod(() => ({ host_network: true })),
    ),
    found: `undenied: ${POOL} -> any address any`,
  },
  {
    title: "a namespace of the platform without its default deny",
    seed: (prod) => prod.removed(PLATFORM, `${POLICY}.velero-namespace_default-deny_4BABD295`),
    witness: "kubernetes_namespace_v1.velero-namespace",
    found: `undenied: any pod -> ${MEDICAL}/velero any`,
  },
];

function tcp(port: string): Values {
  return { port, protocol: "TCP" };
}

function namespaced(labels: Values): Values {
  return { namespace_selector: { match_labels: labels } };
}

function ingress(rule: Values) {
  return ({ spec }: Values): Values => ({ spec: { ...recordOf(spec), ingress: [rule] } });
}

function egress(rule: Values) {
  return ({ spec }: Values): Values => ({ spec: { ...recordOf(spec), egress: [rule] } });
}

/** Another specification of a workload's pods. */
function pod(change: (spec: Values) => Values) {
  return ({ spec }: Values): Values => {
    const made = recordOf(recordOf(spec).template);
    const inner = recordOf(made.spec);
    return { spec: { ...recordOf(spec), template: { ...made, spec: { ...inner, ...change(inner) } } } };
  };
}

/** Other labels of a workload's pods. */
function template(labels: Values) {
  return ({ spec }: Values): Values => {
    const made = recordOf(recordOf(spec).template);
    return { spec: { ...recordOf(spec), template: { ...made, metadata: { labels } } } };
  };
}

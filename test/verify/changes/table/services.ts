import { valueAt } from "../../../app/support/changed-environment";
import type { Change } from "../support/change";

const POOL_IMAGE = `registry.health.example/vendor-02/appointment-pool@sha256:${"a1".repeat(32)}`;

/** Changes to services: what a vendor asks for from week to week. */
export const SERVICE_CHANGES: readonly Change[] = [
  {
    name: "a service's image",
    edits: { set: { "services.1.image": POOL_IMAGE } },
    expected: { "medical-*-services": ["update kubernetes_deployment_v1.services_appointment-pool_deployment"] },
  },
  {
    name: "a service's requested processor time",
    edits: { set: { "services.1.requests.cpu": "200m" } },
    expected: { "medical-*-services": ["update kubernetes_deployment_v1.services_appointment-pool_deployment"] },
  },
  {
    name: "a service's memory limit",
    edits: { set: { "services.1.limits.memory": "1Gi" } },
    expected: { "medical-*-services": ["update kubernetes_deployment_v1.services_appointment-pool_deployment"] },
  },
  {
    name: "a service's replicas",
    edits: { set: { "services.1.replicas": 4 } },
    expected: {
      "medical-*-services": [
        "update kubernetes_deployment_v1.services_appointment-pool_deployment",
        "create kubernetes_pod_disruption_budget_v1.services_appointment-pool_disruption-budget",
      ],
    },
  },
  {
    name: "an autoscaler for a service",
    edits: { set: { "services.1.autoscale": { maximum: 6 } } },
    expected: {
      "medical-*-services": ["create kubernetes_horizontal_pod_autoscaler_v2.services_appointment-pool_autoscaler"],
    },
  },
  {
    name: "the most replicas of an autoscaled service",
    edits: { set: { "services.2.autoscale.maximum": 8 } },
    expected: {
      "medical-chutian-services": ["update kubernetes_horizontal_pod_autoscaler_v2.services_reports_autoscaler"],
    },
  },
  {
    // The autoscaler's least. The deployment's own number is the autoscaler's, and Terraform leaves it alone.
    name: "the replicas of an autoscaled service",
    edits: { set: { "services.2.replicas": 3 } },
    expected: {
      "medical-chutian-services": ["update kubernetes_horizontal_pod_autoscaler_v2.services_reports_autoscaler"],
    },
  },
  {
    name: "a service's autoscaler is taken away",
    edits: { set: { "services.2.autoscale": undefined } },
    expected: {
      "medical-chutian-services": ["destroy kubernetes_horizontal_pod_autoscaler_v2.services_reports_autoscaler"],
    },
  },
  {
    // KEDA makes an autoscaler of its own, so Terraform's goes. Until KEDA's stands the replicas stay as they are.
    name: "working hours of an autoscaled service",
    edits: {
      set: {
        "services.2.autoscale.triggers": [{ kind: "working-hours", start: "07:30", end: "11:30", replicas: 4 }],
      },
    },
    expected: {
      "medical-chutian-services": [
        "destroy kubernetes_horizontal_pod_autoscaler_v2.services_reports_autoscaler",
        "create helm_release.services_reports_scaler",
      ],
    },
  },
  {
    name: "a variable in a service's environment",
    edits: { set: { "services.1.environment": { LOG_LEVEL: "info" } } },
    expected: { "medical-*-services": ["update kubernetes_deployment_v1.services_appointment-pool_deployment"] },
  },
  {
    name: "the path of a service's readiness probe",
    edits: {
      set: {
        "services.1.probes": { ...valueAt("dev", "services.0.probes"), readiness: { path: "/ready", port: "http" } },
      },
    },
    expected: {
      "medical-*-services": ["update kubernetes_deployment_v1.services_appointment-pool_deployment"],
      "medical-*-monitoring": ["update helm_release.probes"],
    },
  },
  {
    name: "the number of a service's port",
    edits: { set: { "services.1.ports.0.port": 8081 } },
    expected: {
      "medical-*-services": [
        "update helm_release.vendors_vendor-02_routes",
        "update kubernetes_deployment_v1.services_appointment-pool_deployment",
        "update kubernetes_network_policy_v1.services_appointment-pool_exposed",
        "update kubernetes_network_policy_v1.services_appointment-pool_probed",
        "update kubernetes_service_v1.services_appointment-pool_service",
      ],
      "medical-*-monitoring": ["update helm_release.probes"],
    },
  },
  {
    name: "a second port of a service",
    edits: { set: { "services.1.ports.1": { name: "metrics", port: 9100 } } },
    expected: {
      "medical-*-services": [
        "update kubernetes_deployment_v1.services_appointment-pool_deployment",
        "update kubernetes_service_v1.services_appointment-pool_service",
      ],
    },
  },
  {
    name: "the class of a service's data",
    edits: { set: { "services.1.dataClass": "personal-health" } },
    expected: {
      "medical-*-services": [
        "update kubernetes_deployment_v1.services_appointment-pool_deployment",
        "update kubernetes_service_account_v1.services_appointment-pool_service-account",
        "update kubernetes_service_v1.services_appointment-pool_service",
      ],
    },
  },
  {
    name: "who answers for a service",
    edits: { set: { "services.1.owner": "night-shift@vendor-02.example" } },
    expected: {
      "medical-*-services": [
        "update kubernetes_deployment_v1.services_appointment-pool_deployment",
        "update kubernetes_service_account_v1.services_appointment-pool_service-account",
        "update kubernetes_service_v1.services_appointment-pool_service",
      ],
    },
  },
];

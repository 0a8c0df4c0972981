import { valueAt } from "../../../app/support/changed-environment";
import type { Change } from "../support/change";

const POOL_IMAGE = `registry.health.example/vendor-02/appointment-pool@sha256:${"a1".repeat(32)}`;

/** Changes to services and vendors: what a vendor asks for from week to week. */
export const SERVICE_CHANGES: readonly Change[] = [
  {
    name: "a service's image",
    edits: { set: { "services.1.image": POOL_IMAGE } },
    expected: {},
  },
  {
    name: "a service's requested processor time",
    edits: { set: { "services.1.requests.cpu": "200m" } },
    expected: {},
  },
  {
    name: "a service's memory limit",
    edits: { set: { "services.1.limits.memory": "1Gi" } },
    expected: {},
  },
  {
    name: "a service's replicas",
    edits: { set: { "services.1.replicas": 4 } },
    expected: {},
  },
  {
    name: "an autoscaler for a service",
    edits: { set: { "services.1.autoscale": { maximum: 6 } } },
    expected: {},
  },
  {
    name: "a service's autoscaler is taken away",
    edits: { set: { "services.2.autoscale": undefined } },
    expected: {},
  },
  {
    name: "the most replicas of an autoscaled service",
    edits: { set: { "services.2.autoscale.maximum": 8 } },
    expected: {},
  },
  {
    name: "the replicas of an autoscaled service",
    edits: { set: { "services.2.replicas": 3 } },
    expected: {},
  },
  {
    name: "a variable in a service's environment",
    edits: { set: { "services.1.environment": { LOG_LEVEL: "info" } } },
    expected: {},
  },
  {
    name: "the path of a service's readiness probe",
    edits: {
      set: {
        "services.1.probes": { ...valueAt("dev", "services.0.probes"), readiness: { path: "/ready", port: "http" } },
      },
    },
    expected: {},
  },
  {
    name: "the number of a service's port",
    edits: { set: { "services.1.ports.0.port": 8081 } },
    expected: {},
  },
  {
    name: "a second port of a service",
    edits: { set: { "services.1.ports.1": { name: "metrics", port: 9100 } } },
    expected: {},
  },
  {
    name: "the class of a service's data",
    edits: { set: { "services.1.dataClass": "personal-health" } },
    expected: {},
  },
  {
    name: "who answers for a service",
    edits: { set: { "services.1.owner": "night-shift@vendor-02.example" } },
    expected: {},
  },
  {
    name: "a service gets another name",
    edits: { set: { "services.0.id": "booking" } },
    expected: {},
  },
  {
    name: "a service moves into one cloud",
    edits: { set: { "services.0.share": { chutian: 100 } } },
    expected: {},
  },
  {
    name: "a service's shares of the clouds",
    edits: { set: { "services.1.replicas": 4, "services.1.share": { chutian: 75, tianyi: 25 } } },
    expected: {},
  },
  {
    name: "the host name of an exposed service",
    edits: { set: { "services.0.expose.host": "appointments.dev.health.example" } },
    expected: {},
  },
  {
    name: "a service is no longer exposed to sites",
    edits: { set: { "services.1.expose.to": ["exchange"] } },
    expected: {},
  },
  {
    name: "a service is no longer exposed",
    edits: { set: { "services.0.expose": undefined } },
    expected: {},
  },
  {
    name: "a new service before the others",
    edits: {
      prepend: {
        services: {
          ...valueAt("dev", "services.1"),
          id: "registration",
          title: "Registration",
          owner: "registration@vendor-02.example",
          expose: undefined,
        },
      },
    },
    expected: {},
  },
  {
    name: "a service is removed",
    edits: { set: { "services.0": undefined } },
    expected: {},
  },
  {
    name: "a vendor's quota",
    edits: { set: { "vendors.0.quota.memory": "16Gi" } },
    expected: {},
  },
  {
    name: "a vendor's group of people",
    edits: { set: { "vendors.0.group": "vendor-02-operations" } },
    expected: {},
  },
  {
    name: "a new vendor before the others, with a service",
    edits: {
      prepend: {
        vendors: { ...valueAt("dev", "vendors.0"), id: "vendor-01", title: "Vendor 01", group: "vendor-01" },
        services: {
          ...valueAt("dev", "services.1"),
          id: "laboratory",
          title: "Laboratory results",
          vendor: "vendor-01",
          owner: "laboratory@vendor-01.example",
          expose: undefined,
        },
      },
    },
    expected: {},
  },
  {
    name: "a vendor is removed with its service",
    edits: { set: { "vendors.1": undefined, "services.2": undefined } },
    expected: {},
  },
];

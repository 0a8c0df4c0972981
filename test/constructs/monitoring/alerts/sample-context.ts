import type { AlertContext } from "../../../../src/constructs/monitoring/alerts";

/** A cluster that has everything that rules exist for. The objective of `card` gives budgets that binary fractions hold exactly. */
export const SAMPLE_CONTEXT: AlertContext = {
  vendors: ["vendor-01", "vendor-02"],
  services: [
    {
      id: "card",
      vendor: "vendor-01",
      exposed: true,
      objectives: {
        availability: 87.5,
        leastFailures: 20,
        latency: { percent: 87.5, milliseconds: 500, leastSlow: 20 },
      },
    },
    {
      id: "portal",
      vendor: "vendor-01",
      exposed: true,
      objectives: { availability: 99.9, leastFailures: 5, latency: { percent: 99, milliseconds: 1000, leastSlow: 5 } },
    },
    {
      id: "pool",
      vendor: "vendor-02",
      exposed: false,
      objectives: { availability: 99, leastFailures: 5, latency: { percent: 90, milliseconds: 1000, leastSlow: 5 } },
    },
  ],
  etcd: true,
  etcdSnapshotHours: 6,
  backupHours: 24,
  longhorn: true,
  // Thirteen months after the first second that promtool knows, which is of January 1970.
  authorities: [{ name: "server-ca", endMonths: "1971 * 12 + 2" }],
};

import { field, isArray, textField } from "../wire/value";
import type { ComputedContext, ComputedValues, ProviderValues } from "./computed";

/** What Helm computes of a release. */
export const HELM_VALUES: ProviderValues = {
  id: ({ planned }) => textField(planned, "name") ?? "",
  resources: { helm_release: release },
};

function release({ planned }: ComputedContext): ComputedValues {
  const chart = textField(planned, "chart") ?? "";
  const version = textField(planned, "version") ?? "1.0.0";
  const namespace = textField(planned, "namespace") ?? "default";
  const values = field(planned, "values");
  return {
    status: "deployed",
    manifest: "",
    resources: {},
    namespace,
    version,
    timeout: 300,
    max_history: 0,
    wait: true,
    metadata: {
      name: textField(planned, "name") ?? "",
      namespace,
      revision: 1,
      chart: chart.slice(chart.lastIndexOf("/") + 1),
      version,
      app_version: version,
      first_deployed: DEPLOYED,
      last_deployed: DEPLOYED,
      notes: "",
      values: isArray(values) ? (values.filter((each) => typeof each === "string").at(-1) ?? "{}") : "{}",
    },
  };
}

/** 2026-01-01, in seconds: nothing in the simulation depends on the clock. */
const DEPLOYED = Date.UTC(2026, 0, 1) / 1000;

import { fires, quiet, type GroupCases } from "../alert-case";

const secret = (namespaces: string, value: string) => ({
  [`externalsecret_status_condition{${namespaces},name="database",condition="Ready",status="False"}`]: value,
});
const scaler = (values: string) => ({
  'keda_scaled_object_errors_total{namespace="keda",exported_namespace="vendor-01",scaledObject="card"}': values,
});

export const platform: GroupCases = {
  SecretNotSynchronised: [
    fires(
      "after a quarter of an hour, for the secret's owner",
      "15m",
      secret('namespace="external-secrets",exported_namespace="vendor-01"', "1x20"),
      { labels: { namespace: "vendor-01", name: "database", owner: "vendor-01" } },
    ),
    fires("where the scrape honours labels, too", "15m", secret('namespace="vendor-01"', "1x20"), {
      labels: { namespace: "vendor-01", name: "database", owner: "vendor-01" },
    }),
    quiet("before", "14m", secret('namespace="vendor-01"', "1x20")),
    quiet("when it follows", "20m", secret('namespace="vendor-01"', "0x20")),
  ],
  ScalerFails: [
    fires("when it fails every minute", "25m", scaler("0+1x40"), {
      labels: { namespace: "vendor-01", scaledObject: "card", owner: "vendor-01" },
    }),
    quiet("when it failed once", "25m", scaler("0x5 1x40")),
  ],
};

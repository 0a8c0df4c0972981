/** Who answers for an alert: its label `owner`, and who that is for the reader of a runbook. */
export interface AlertOwner {
  /** The label's value; a template of Prometheus where it depends on the series. */
  readonly label: string;
  readonly who: string;
}

export const PLATFORM: AlertOwner = { label: "platform", who: "the platform's engineers" };

export const NETWORK: AlertOwner = { label: "network", who: "the network's engineers" };

/** For expressions whose series carry the owner themselves. */
export const OWNER_OF_SERIES: AlertOwner = {
  label: "{{ $labels.owner }}",
  who: "the vendor of the service",
};

/** A vendor answers for what runs in its namespace, which has the vendor's name; the platform for every other one. */
export function ownerOfNamespace(vendors: readonly string[]): AlertOwner {
  return {
    label: `{{ if match "^(${vendors.join("|")})$" $labels.namespace }}{{ $labels.namespace }}{{ else }}${PLATFORM.label}{{ end }}`,
    who: "the vendor whose namespace it is; in the platform's own namespaces the platform's engineers",
  };
}

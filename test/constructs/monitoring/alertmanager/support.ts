import {
  alertmanagerConfiguration,
  type AlertmanagerConfigurationProps,
} from "../../../../src/constructs/monitoring/alertmanager";
import { alerting, type AlertingSpecification } from "../../../../src/environment/schema/alerting";
import { vendor, type VendorSpecification } from "../../../../src/environment/schema/services";

/** What the YAML says of alerting, with little in it. */
export function alertingWith(more: Readonly<Record<string, unknown>> = {}): AlertingSpecification {
  return alerting.parse({
    receivers: [{ kind: "email", id: "team", to: "platform@health.example" }],
    default: "team",
    smarthost: "mail.health.example:587",
    from: "alertmanager@health.example",
    ...more,
  });
}

export function vendorWith(id: string, receiver?: string): VendorSpecification {
  return vendor.parse({
    id,
    title: id,
    owner: `operations@${id}.example`,
    group: id,
    quota: { cpu: "4", memory: "8Gi" },
    ...(receiver !== undefined && { receiver }),
  });
}

/** The configuration of an Alertmanager. */
export function configurationWith(
  more: Readonly<Record<string, unknown>> = {},
  props: Partial<AlertmanagerConfigurationProps> = {},
) {
  return alertmanagerConfiguration({ alerting: alertingWith(more), vendors: [], ...props });
}

import type { AlertingSpecification } from "../../../environment/schema/alerting";
import type { VendorSpecification } from "../../../environment/schema/services";
import type { ChartValues } from "../../kubernetes/chart-values";
import { inhibitions } from "./inhibitions";
import { TEMPLATES } from "./messages";
import { mailSettings, receivers } from "./receivers";
import { vendorRecipients } from "./recipients";
import { routeTree } from "./routes";
import { timeIntervals } from "./time-intervals";

export interface AlertmanagerConfigurationProps {
  readonly alerting: AlertingSpecification;
  readonly vendors: readonly VendorSpecification[];
}

/**
 * Alertmanager's configuration from what the YAML says of alerting and of vendors. It holds no secret: each is read from a
 * file that is mounted from a Secret.
 */
export function alertmanagerConfiguration({ alerting, vendors }: AlertmanagerConfigurationProps): ChartValues {
  const recipients = vendorRecipients(alerting, vendors);
  return {
    global: { resolve_timeout: "5m", ...mailSettings(alerting) },
    route: routeTree({ alerting, vendors: recipients }),
    inhibit_rules: inhibitions(),
    time_intervals: timeIntervals(alerting.maintenance),
    receivers: receivers(alerting, recipients),
    templates: [TEMPLATES],
  };
}

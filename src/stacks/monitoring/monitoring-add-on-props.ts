import type { INamespace } from "../../constructs/kubernetes/namespace";
import type { PlatformAddOnProps } from "../../constructs/platform/platform-add-on-props";

/** What every add-on of a cluster's monitoring takes. */
export interface MonitoringAddOnProps extends PlatformAddOnProps {
  readonly namespace: INamespace;
  /** Labels that say where a series, an alert or a line comes from. */
  readonly externalLabels: Readonly<Record<string, string>>;
  readonly storageClassName: string;
}

import type { ChartValues } from "../../kubernetes/chart-values";
import { BLACKBOX_EXPORTER, BLACKBOX_EXPORTER_PORT } from "./exporter-name";

/** Labels by which a target says how it is asked; they leave no trace in the series. */
export const MODULE = "module";
export const HOST_NAME = "hostname";

/** Turns a target into a question to the exporter in a namespace. */
export function probeRelabelings(namespace: string): ChartValues[] {
  return [
    copy("__address__", "__param_target"),
    copy("__param_target", "instance"),
    copy(MODULE, "__param_module"),
    // A target without a host name leaves the parameter empty, which is as good as none.
    copy(HOST_NAME, "__param_hostname"),
    { action: "LabelDrop", regex: `${MODULE}|${HOST_NAME}` },
    { targetLabel: "__address__", replacement: `${BLACKBOX_EXPORTER}.${namespace}.svc:${BLACKBOX_EXPORTER_PORT}` },
  ];
}

function copy(source: string, target: string): ChartValues {
  return { sourceLabels: [source], targetLabel: target };
}

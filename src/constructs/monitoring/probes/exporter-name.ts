/** The release of the exporter that probes, the chart, and the label by which its pods are found. */
export const BLACKBOX_EXPORTER = "prometheus-blackbox-exporter";

/** Port of its Service and its pods. */
export const BLACKBOX_EXPORTER_PORT = 9115;

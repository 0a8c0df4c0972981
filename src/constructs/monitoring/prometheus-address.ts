import { PLATFORM_NAMESPACES } from "../../environment/platform-namespaces";

/**
 * Where programs of a cluster ask its Prometheus. The chart names the Service after its release, which `PrometheusStack`
 * names after the chart; behind it stand both Prometheis, which know the same.
 */
export const PROMETHEUS_ADDRESS = `http://kube-prometheus-stack-prometheus.${PLATFORM_NAMESPACES.monitoring}.svc:9090`;

import { PLATFORM_NAMESPACES } from "../../environment/platform-namespaces";

/** What other add-ons call Prometheus' release when they need it, or the definitions of its custom resources. */
export const PROMETHEUS_STACK = "kube-prometheus-stack";

/** Prometheus' Service; the chart names it after its release. Behind it stand both Prometheis, which know the same. */
export const PROMETHEUS = `${PROMETHEUS_STACK}-prometheus`;
export const PROMETHEUS_PORT = 9090;

/** Where programs of a cluster ask its Prometheus. */
export const PROMETHEUS_ADDRESS = `http://${PROMETHEUS}.${PLATFORM_NAMESPACES.monitoring}.svc:${PROMETHEUS_PORT}`;

/** Alertmanager's Service. */
export const ALERTMANAGER = `${PROMETHEUS_STACK}-alertmanager`;
export const ALERTMANAGER_PORT = 9093;
/** Port on which its members agree on who was told, over TCP and UDP. */
export const ALERTMANAGER_MEMBERS_PORT = 9094;

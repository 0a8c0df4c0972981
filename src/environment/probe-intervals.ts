/** Seconds between two probes of a service by its cluster: what it is judged by where the gateway does not count its requests. */
export const SERVICE_PROBE_SECONDS = 30;

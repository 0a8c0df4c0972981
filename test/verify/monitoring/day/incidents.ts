import { links, machines, merged, serverIn, sites, sitesIn, workersIn } from "./quiet-cluster";
import { constant, counter, gauge, meanwhile, type Series, type Step } from "./series";

/** What happens at a time of the day: the series that differ from those of a quiet cluster. */
export interface Incident {
  /** Time of its first minute, such as `03:00`. */
  readonly at: string;
  /** How long it is watched. */
  readonly minutes: number;
  readonly series: Series;
}

/** What ran in the lost availability zone, of all vendors. */
export const DEPLOYMENTS = 100;

/** An availability zone is lost for an hour and a half. What ran there starts elsewhere within half an hour. */
function availabilityZoneLost(): Series {
  const deployments = Array.from({ length: DEPLOYMENTS }, (_, index) => {
    const namespace = `vendor-${String((index % 13) + 1).padStart(2, "0")}`;
    const pod = `namespace="${namespace}",pod="service-${index}-0"`;
    const deployment = `namespace="${namespace}",deployment="service-${index}"`;
    return {
      [`kube_pod_owner{${pod},owner_kind="ReplicaSet"}`]: constant(1),
      [`kube_pod_status_phase{${pod},phase="Pending"}`]: meanwhile(0, 15, 45, 1),
      [`kube_deployment_spec_replicas{${deployment}}`]: constant(4),
      [`kube_deployment_status_replicas_available{${deployment}}`]: meanwhile(4, 15, 45, 3),
      [`kube_deployment_status_replicas_updated{${deployment}}`]: constant(4),
    };
  });
  return merged([machines("chutian-a", meanwhile(1, 10, 100, 0)), ...deployments]);
}

/** The machines that are lost with it. */
export const LOST_MACHINES = [serverIn("chutian-a"), ...workersIn("chutian-a")];

/**
 * For 50 minutes half of a service's answers take longer than a second. Its record begins an hour before, so the averages over
 * days are those of its first hours.
 */
function slowService(): Series {
  const cluster = `job="gateway",namespace="envoy-gateway-system",envoy_cluster_name="httproute/vendor-03/insurance-settlement/rule/0"`;
  const requests = 600;
  return {
    [`envoy_cluster_upstream_rq_xx{${cluster},envoy_response_code_class="2"}`]: counter([0, requests]),
    [`envoy_cluster_upstream_rq_time_count{${cluster}}`]: counter([0, requests]),
    [`envoy_cluster_upstream_rq_time_bucket{${cluster},le="1000"}`]: counter(
      [0, requests],
      [60, requests / 2],
      [110, requests],
    ),
  };
}

/** A link goes up and down each minute, ten times. */
function linkFlapping(): Series {
  const flaps = Array.from({ length: 20 }, (_, index): Step => [10 + index, index % 2]);
  return links(gauge([0, 1], ...flaps), ["link-mobile"]);
}

/** Twenty of the 25 institutions of a district are unreachable for 40 minutes. */
function districtDown(): Series {
  return sites(sitesIn("District 07").slice(0, 20), "District 07", meanwhile(1, 10, 50, 0));
}

/** Two certificates have 21 days left in the tenth minute, and nobody renews them. */
function certificatesNearExpiry(): Series {
  return Object.fromEntries(
    ["gateway", "console"].map((name) => [
      `certmanager_certificate_expiration_timestamp_seconds{namespace="envoy-gateway-system",name="${name}"}`,
      constant(21 * 86_400 + 10 * 60),
    ]),
  );
}

/** What the other cloud's cluster sees when Prometheus is gone for half an hour: its heartbeat's last word held four minutes. */
export const PEER_GONE: Incident = {
  at: "20:00",
  minutes: 60,
  series: { 'probe_success{probe="heartbeat",watched_cluster="medical-chutian"}': meanwhile(1, 4, 31, 0) },
};

/** The day's incidents, by name. */
export const INCIDENTS = {
  quiet: { at: "01:00", minutes: 30, series: {} },
  availabilityZoneLost: { at: "03:00", minutes: 120, series: availabilityZoneLost() },
  slowService: { at: "07:00", minutes: 170, series: slowService() },
  linkFlapping: { at: "11:00", minutes: 70, series: linkFlapping() },
  districtDown: { at: "14:00", minutes: 70, series: districtDown() },
  certificatesNearExpiry: { at: "16:00", minutes: 90, series: certificatesNearExpiry() },
  /** The same in the carriers' night, which begins at half past eleven. */
  linkFlappingAtNight: { at: "23:25", minutes: 34, series: linkFlapping() },
} as const satisfies Readonly<Record<string, Incident>>;

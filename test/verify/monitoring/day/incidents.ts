import { links, machines, serverIn, sites, sitesIn, workersIn } from "./quiet-day";
import { constant, counter, gauge, meanwhile, minute, type Series, type Step } from "./series";

/** An availability zone is lost from three o'clock until half past four. What ran there starts elsewhere within half an hour. */
export function availabilityZoneLost(): Series {
  const pods = Array.from({ length: 60 }, (_, index) => ({
    namespace: `vendor-${String((index % 13) + 1).padStart(2, "0")}`,
    index,
  }));
  return {
    ...machines("chutian-a", meanwhile(1, "03:00", "04:30", 0)),
    ...Object.fromEntries(
      pods.flatMap(({ namespace, index }) => {
        const pod = `namespace="${namespace}",pod="service-${index}-0"`;
        const deployment = `namespace="${namespace}",deployment="service-${index}"`;
        return [
          [`kube_pod_owner{${pod},owner_kind="ReplicaSet"}`, constant(1)],
          [`kube_pod_status_phase{${pod},phase="Pending"}`, meanwhile(0, "03:05", "03:35", 1)],
          [`kube_deployment_spec_replicas{${deployment}}`, constant(4)],
          [`kube_deployment_status_replicas_available{${deployment}}`, meanwhile(4, "03:05", "03:35", 3)],
          [`kube_deployment_status_replicas_updated{${deployment}}`, constant(4)],
        ];
      }),
    ),
  };
}

/** How many alerts the loss of the availability zone raises at the least: its machines, their agents, and what ran there. */
export const RAISED_BY_AVAILABILITY_ZONE = 2 * [serverIn("chutian-a"), ...workersIn("chutian-a")].length + 2 * 60;

/** From eight o'clock until ten to nine half of a service's answers take longer than a second. */
export function slowService(): Series {
  const cluster = `job="gateway",namespace="envoy-gateway-system",envoy_cluster_name="httproute/vendor-03/insurance-settlement/rule/0"`;
  const requests = 600;
  const inTime: Step[] = [
    [0, requests],
    [minute("08:00"), requests / 2],
    [minute("08:50"), requests],
  ];
  return {
    [`envoy_cluster_upstream_rq_xx{${cluster},envoy_response_code_class="2"}`]: counter([0, requests]),
    [`envoy_cluster_upstream_rq_time_count{${cluster}}`]: counter([0, requests]),
    [`envoy_cluster_upstream_rq_time_bucket{${cluster},le="1000"}`]: counter(...inTime),
  };
}

/** A link goes up and down each minute, at eleven o'clock, and again in the carriers' night. */
export function linkFlapping(): Series {
  const flaps = (from: string): Step[] =>
    Array.from({ length: 21 }, (_, index): Step => [minute(from) + index, index % 2]);
  return links(gauge([0, 1], ...flaps("11:00"), ...flaps("23:34")), ["link-mobile"]);
}

/** Twenty of the 25 institutions of a district are unreachable from two o'clock until twenty to three. */
export function districtDown(): Series {
  return sites(sitesIn("District 07").slice(0, 20), "District 07", meanwhile(1, "14:00", "14:40", 0));
}

/** Two certificates have 21 days left at four o'clock, and nobody renews them. */
export function certificatesNearExpiry(): Series {
  const expiry = 21 * 86_400 + minute("16:00") * 60;
  return Object.fromEntries(
    ["gateway", "console"].map((name) => [
      `certmanager_certificate_expiration_timestamp_seconds{namespace="envoy-gateway-system",name="${name}"}`,
      constant(expiry),
    ]),
  );
}

import { fires, quiet, type GroupCases } from "../alert-case";

const loadBalancer = (value: string) => ({
  'probe_success{probe="load-balancer",load_balancer="medical-ingress"}': value,
});
const probe = (kind: string, value: string) => ({
  [`probe_success{probe="${kind}",service="card",namespace="vendor-01"}`]: value,
});
const LABELS = { service: "card", namespace: "vendor-01", owner: "vendor-01" };

export const entrances: GroupCases = {
  LoadBalancerDown: [
    fires("after a minute", "1m", loadBalancer("0x10"), { labels: { load_balancer: "medical-ingress" } }),
    quiet("before", "0m", loadBalancer("0x10")),
    quiet("when it answers", "10m", loadBalancer("1x10")),
  ],
  PortalDown: [
    fires("after two minutes", "2m", probe("portal", "0x10"), { labels: LABELS }),
    quiet("before", "1m", probe("portal", "0x10")),
    quiet("when the page opens", "10m", probe("portal", "1x10")),
    quiet("when it is the service that does not answer", "10m", probe("service", "0x10")),
  ],
  ServiceDown: [
    fires("after three minutes", "3m", probe("service", "0x10"), { labels: LABELS }),
    quiet("before", "2m", probe("service", "0x10")),
    quiet("when it answers", "10m", probe("service", "1x10")),
  ],
};

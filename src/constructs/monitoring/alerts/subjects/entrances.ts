import type { RuleGroup } from "../alert";
import type { AlertContext } from "../context";
import { ownerOfNamespace, PLATFORM } from "../owners";

/** Ways in, as a client meets them: load balancers, portals, services. */
export function entrances({ vendors }: AlertContext): RuleGroup {
  const owner = ownerOfNamespace(vendors);
  const probes = "kubectl -n monitoring logs -l app.kubernetes.io/name=prometheus-blackbox-exporter --tail=50";
  return {
    name: "entrances",
    title: "Load balancers, portals and services from outside",
    alerts: [
      {
        name: "LoadBalancerDown",
        expression: 'max by (load_balancer) (probe_success{probe="load-balancer"}) == 0',
        for: "1m",
        severity: "critical",
        owner: PLATFORM,
        summary: "Load balancer {{ $labels.load_balancer }} does not answer",
        description: "What is behind it cannot be reached in this cloud.",
        runbook: {
          meaning: "The load balancer is down, or has no member that works.",
          commands: [
            "openstack loadbalancer status show <load balancer>  # in Tianyi Cloud: its console, ELB",
            "kubectl get nodes -o wide",
            probes,
          ],
          cured: "Probes of the load balancer succeed.",
        },
      },
      {
        name: "PortalDown",
        expression: 'max by (service, namespace) (probe_success{probe="portal"}) == 0',
        for: "2m",
        severity: "critical",
        owner,
        summary: "The page of {{ $labels.service }} does not open",
        description: "People who call it get an error or nothing, for two minutes.",
        runbook: {
          meaning:
            "Probes from inside the platform open the page as people do, through the load balancer and the gateway.",
          commands: [
            "curl -sv https://<host>/ -o /dev/null",
            "kubectl -n <namespace> get httproute,pods -l app.kubernetes.io/name=<service>",
            "kubectl -n envoy-gateway-system get pods",
            probes,
          ],
          cured: "The page opens, and probes succeed.",
        },
      },
      {
        name: "ServiceDown",
        expression: 'max by (service, namespace) (probe_success{probe="service"}) == 0',
        for: "3m",
        severity: "critical",
        owner,
        summary: "Service {{ $labels.service }} does not answer",
        description: "It takes no connection for three minutes in this cluster.",
        runbook: {
          meaning: "No replica of the service answers its port.",
          commands: [
            "kubectl -n <namespace> get deployment,endpointslices,pods -l app.kubernetes.io/name=<service>",
            "kubectl -n <namespace> logs -l app.kubernetes.io/name=<service> --tail=50",
            probes,
          ],
          cured: "Probes of the service succeed.",
        },
      },
    ],
  };
}

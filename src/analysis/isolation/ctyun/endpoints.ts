import type { Resource } from "../../../terraform/configuration";
import { isValueRecord, type Value } from "../../../terraform/symbolic-value";
import { ANY_ADDRESS } from "../../sets/ipv4-addresses";
import { ServiceSet } from "../../sets/service-set";
import { numberOf, readAddresses, type Arguments } from "../model/arguments";
import { keyOf, type TopologyDraft, type VpcEndpoint } from "../model/topology";

const TCP = 6;
const UDP = 17;

/**
 * ctyun's VPC endpoints: an address in the client's VPC that leads to a load balancer in another one. The load balancer meets
 * their clients as its own subnet.
 */
export function readEndpoints(given: Arguments, draft: TopologyDraft): void {
  const { configuration } = given;
  const services = new Map(configuration.ofType("ctyun_vpce_service").map((resource) => [keyOf(resource), resource]));
  for (const resource of configuration.ofType("ctyun_vpce")) {
    const service = given.required(services, resource, "endpoint_service_id");
    const subnet = given.required(draft.subnets, resource, "subnet_id");
    const loadBalancer = service && given.required(draft.loadBalancers, service, "instance_id");
    if (!service || !subnet) continue;
    if (!loadBalancer) {
      given.report(resource, "it leads to something else than a load balancer, which is not read");
      continue;
    }
    const isListed = given.value(resource, "whitelist_flag") === true;
    draft.endpoints.set(keyOf(resource), {
      key: keyOf(resource),
      origin: resource,
      subnet: subnet.key,
      address: readAddresses(given.value(resource, "subnet_ip")) ?? subnet.allotted,
      sources: (isListed ? given.addresses(resource, "whitelist_cidr", ANY_ADDRESS) : undefined) ?? ANY_ADDRESS,
      loadBalancer: loadBalancer.key,
      ports: portsOf(given, service),
      appearsAs: draft.subnets.get(loadBalancer.subnet)?.addresses ?? ANY_ADDRESS,
    });
  }
}

function portsOf(given: Arguments, service: Resource): VpcEndpoint["ports"] {
  const rules = given.value(service, "rules");
  return (Array.isArray(rules) ? (rules as readonly Value[]) : []).filter(isValueRecord).flatMap((rule) => {
    const isUdp = typeof rule.protocol === "string" && rule.protocol.toLowerCase() === "udp";
    const protocol = isUdp ? UDP : TCP;
    const [outside, inside] = [numberOf(rule.endpoint_port), numberOf(rule.server_port)];
    if (outside === undefined || inside === undefined) {
      given.report(service, "a rule of it has no ports that are known");
      return [];
    }
    return [{ services: ServiceSet.ports(protocol, outside), leadsTo: ServiceSet.ports(protocol, inside) }];
  });
}

import type { Environment } from "../../environment/environment";
import type { ServiceFlowSpecification, ServiceSpecification } from "../../environment/schema/services";
import { Port, type TransportPort } from "../../environment/values";
import { clientExposure, type GatewayAudience } from "./audiences";
import type { Connection } from "./connection";
import { externalEndpointsOf } from "./external-access";
import { hasExchangeClient } from "./machine-needs";
import { isPlaced, servingClouds } from "./placement";

/** Where an exchange listener sends its connections. */
export type ExchangeTarget =
  | {
      readonly kind: "ingress";
      readonly cloud: string;
      readonly zone: ServiceSpecification["zone"];
      readonly audience: GatewayAudience;
    }
  | { readonly kind: "exchange"; readonly cloud: string }
  | { readonly kind: "external"; readonly endpoint: string };

/** One listener of the exchange proxies: it belongs to one declared flow and leads to its target alone. */
export interface ExchangeListener {
  /** Kept for good: part of logical ids and of the proxies' configuration. */
  readonly id: string;
  readonly port: TransportPort;
  readonly target: ExchangeTarget;
  readonly tls: ServiceFlowSpecification["tls"];
  /** Host name that the TLS handshake must ask for. */
  readonly serverName: string | undefined;
  readonly why: string;
  readonly path: Connection["path"];
}

/** The port on which sites that join by IPsec reach the medical gateway. */
export const SITES_LISTENER_PORT = Port.tcp(443);

/** The listeners that one cloud's exchange needs: those of its services' flows, of external endpoints, and of the sites. */
export function exchangeListeners(environment: Environment, cloud: string): ExchangeListener[] {
  return [
    ...sitesListener(environment, cloud),
    ...serviceListeners(environment, cloud),
    ...externalListeners(environment, cloud),
  ];
}

function sitesListener(environment: Environment, cloud: string): ExchangeListener[] {
  const hasIpsec = environment.specification.sites.supernets.some(({ access }) => access === "ipsec");
  const target = ingressTarget(environment, cloud, "medical", "clients");
  // Without a service for sites nobody is admitted to the listener.
  if (!hasIpsec || !target || !clientExposure(environment, cloud, "medical")) return [];
  return [
    {
      id: "sites",
      port: SITES_LISTENER_PORT,
      target,
      tls: "passthrough",
      serverName: undefined,
      why: "flow sites to the medical gateway",
      path: ["sites", "supernets"],
    },
  ];
}

function serviceListeners(environment: Environment, cloud: string): ExchangeListener[] {
  return environment.specification.services.flatMap((service, serviceIndex) =>
    service.flows.flatMap((flow, flowIndex) => {
      const target = environment.serviceOf(flow.to);
      if (flow.via !== "exchange" || flow.exchangePort === undefined || !target) return [];
      const exchangeTarget = targetOf(environment, cloud, target);
      // The listener stands where the flow starts, and where it arrives on its way to the other cloud.
      const callers = [cloud, ...cloudsSentHere(environment, cloud, target)];
      if (!exchangeTarget || !callers.some((caller) => isPlaced(service, caller))) return [];
      return [
        {
          id: flowId(service, flow),
          port: Port.tcp(flow.exchangePort),
          target: exchangeTarget,
          tls: flow.tls,
          serverName: target.expose?.host,
          why: `flow ${flowId(service, flow)}`,
          path: ["services", serviceIndex, "flows", flowIndex],
        },
      ];
    }),
  );
}

function externalListeners(environment: Environment, cloud: string): ExchangeListener[] {
  return externalEndpointsOf(environment, cloud).flatMap(({ endpoint, index }) => {
    if (endpoint.exchangePort === undefined || !hasExchangeClient(environment, cloud, endpoint)) return [];
    return [
      {
        id: `external-${endpoint.id}`,
        port: Port.tcp(endpoint.exchangePort),
        target: { kind: "external", endpoint: endpoint.id } as const,
        tls: "passthrough" as const,
        serverName: endpoint.host,
        why: `flow external ${endpoint.id}`,
        path: ["externalEndpoints", index],
      },
    ];
  });
}

/** The id of a flow that starts in a service: its two ends. */
export function flowId(service: ServiceSpecification, flow: ServiceFlowSpecification): string {
  return `${service.id}-to-${flow.to.replace(/^(service|external):/, "")}`;
}

/** The gateway of the target's zone here, or the exchange of the cloud that runs it. */
function targetOf(environment: Environment, cloud: string, target: ServiceSpecification): ExchangeTarget | undefined {
  if (isPlaced(target, cloud)) return ingressTarget(environment, cloud, target.zone, "exchange");
  const [other] = servingClouds(environment, cloud, target);
  return other === undefined ? undefined : { kind: "exchange", cloud: other };
}

/** The other clouds whose exchange leads to this one's, to reach the target. */
function cloudsSentHere(environment: Environment, cloud: string, target: ServiceSpecification): string[] {
  return environment.otherClouds(cloud).filter((other) => servingClouds(environment, other, target)[0] === cloud);
}

function ingressTarget(
  environment: Environment,
  cloud: string,
  zone: ServiceSpecification["zone"],
  audience: GatewayAudience,
): ExchangeTarget | undefined {
  return environment.clusterIn(cloud, zone) ? { kind: "ingress", cloud, zone, audience } : undefined;
}

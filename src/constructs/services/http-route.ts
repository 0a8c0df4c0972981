import type { ServiceSpecification } from "../../environment/schema/services";
import type { GatewayAudience } from "../connectivity";
import type { Manifest } from "../kubernetes/manifests";
import { MANAGED_BY_TERRAFORM } from "./labels";

/** The gateway of a cluster to which routes attach. */
export interface GatewayReference {
  readonly namespace: string;
  readonly gateway: string;
}

export interface HttpRouteProps {
  /** The service's name; the route has the same. */
  readonly service: string;
  readonly namespace: string;
  readonly ports: ServiceSpecification["ports"];
  readonly expose: NonNullable<ServiceSpecification["expose"]>;
  readonly gateway: GatewayReference;
  /** Who may use it: the route attaches to their listeners of the gateway and to no other. */
  readonly audiences: readonly GatewayAudience[];
}

/** The route of the Gateway API that leads a host name to a service. TLS ends at the gateway. */
export function httpRoute(props: HttpRouteProps): Manifest {
  const { service, namespace, ports, expose, gateway, audiences } = props;
  const target = ports.find(({ name }) => name === expose.port);
  if (!target) {
    const allowed = ports.map(({ name }) => name).join(", ");
    throw new Error(`service ${service} exposes port ${expose.port}: expected one of its ports ${allowed}`);
  }
  return {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "HTTPRoute",
    metadata: { name: service, namespace, labels: MANAGED_BY_TERRAFORM },
    spec: {
      parentRefs: audiences.map((audience) => ({
        name: gateway.gateway,
        namespace: gateway.namespace,
        sectionName: audience,
      })),
      hostnames: [expose.host],
      rules: [
        {
          matches: [{ path: { type: "PathPrefix", value: expose.path } }],
          backendRefs: [{ name: service, port: target.port }],
        },
      ],
    },
  };
}

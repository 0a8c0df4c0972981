import { createHash } from "node:crypto";
import { EndpointSliceV1 } from "@cdktf/provider-kubernetes/lib/endpoint-slice-v1";
import { ServiceV1 } from "@cdktf/provider-kubernetes/lib/service-v1";
import { Construct } from "constructs";
import { PLATFORM_NAMESPACES } from "../../environment/platform-namespaces";
import { TransportPort, type Ipv4Address, type Port } from "../../environment/values";
import { Namespace, type INamespace } from "../kubernetes/namespace";
import { recordReason, recordSource, type SourcePath } from "../provenance";
import { MANAGED_BY_TERRAFORM, PLATFORM_KEYS } from "./labels";

const MAXIMUM_NAME_LENGTH = 63;

/** A thing that pods reach through a load balancer that listens on another port than the thing itself. */
export interface RemoteName {
  /** Kept for good: the Service's name comes from it. */
  readonly id: string;
  /** TCP ports that clients use, as if they met the thing itself. */
  readonly ports: readonly Port[];
  /** Where this cluster meets the load balancers that lead to it: the exchange's, or those of other clouds' gateways. */
  readonly addresses: readonly Ipv4Address[];
  /** Their listener for it. */
  readonly listenerPort: Port;
  /** The flow or the infrastructure need that it serves. */
  readonly why: string;
  readonly source: SourcePath;

  /**
   * The thing's own host name.
   * @default - none: it is known by address alone
   */
  readonly host?: string;
}

export interface RemoteNamesProps {
  readonly names: readonly RemoteName[];

  /**
   * Where the names stand.
   * @default - a namespace `exchange`, made here
   */
  readonly namespace?: INamespace;
}

/**
 * Names inside a cluster for what lies behind the exchange or the gateway of another cloud: for each a Service without pods
 * whose endpoints are the listeners that lead there. The Service has the port of the real thing, so that a client opens TLS
 * to the real host name on the real port and needs no proxy settings.
 *
 * A pod finds it as `<id>.<namespace>.svc`. For the real host name either the pod has a host alias with `addressOf`, or the
 * cluster's DNS rewrites the name.
 */
export class RemoteNames extends Construct {
  private readonly addresses = new Map<string, string>();

  constructor(scope: Construct, id: string, props: RemoteNamesProps) {
    super(scope, id);
    const namespace =
      props.namespace ??
      new Namespace(this, "namespace", { name: PLATFORM_NAMESPACES.exchange, labels: MANAGED_BY_TERRAFORM });
    for (const name of props.names) {
      this.addresses.set(name.id, this.addName(name, namespace.namespaceReference));
    }
  }

  /** The cluster address of a name, as a Terraform reference. */
  addressOf(id: string): string {
    const address = this.addresses.get(id);
    if (address !== undefined) return address;
    throw new Error(`unknown remote name ${id}: expected one of ${[...this.addresses.keys()].join(", ")}`);
  }

  private addName(name: RemoteName, namespace: string): string {
    const scope = new Construct(this, name.id);
    recordSource(scope, name.source);
    recordReason(scope, name.why);
    const serviceName = remoteServiceName(name.id);
    const ports = name.ports.map((port) => tcpPort(name.id, port));
    const annotations = name.host === undefined ? {} : { annotations: { [PLATFORM_KEYS.host]: name.host } };
    const service = new ServiceV1(scope, "service", {
      metadata: { name: serviceName, namespace, labels: MANAGED_BY_TERRAFORM, ...annotations },
      spec: {
        type: "ClusterIP",
        port: ports.map((port) => ({ name: portName(port), port, protocol: "TCP" })),
      },
    });
    new EndpointSliceV1(scope, "endpoints", {
      metadata: {
        name: serviceName,
        namespace,
        labels: {
          "kubernetes.io/service-name": serviceName,
          "endpointslice.kubernetes.io/managed-by": "terraform",
        },
      },
      addressType: "IPv4",
      endpoint: name.addresses.map((address) => ({ addresses: [address.toString()], condition: { ready: true } })),
      port: ports.map((port) => ({
        name: portName(port),
        port: String(tcpPort(name.id, name.listenerPort)),
        protocol: "TCP",
        // The provider asks for one; what passes is TLS, whose kind no proxy of this cluster looks at.
        appProtocol: "https",
      })),
    });
    return service.spec.clusterIp;
  }
}

/** A Service's name has at most 63 characters: a longer id is cut, and the hash of the whole keeps it apart from others. */
export function remoteServiceName(id: string): string {
  if (id.length <= MAXIMUM_NAME_LENGTH) return id;
  const hash = createHash("sha256").update(id).digest("hex").slice(0, 8);
  return `${id.slice(0, MAXIMUM_NAME_LENGTH - hash.length - 1).replace(/-+$/, "")}-${hash}`;
}

/** The name joins a Service's port to its endpoint's. */
function portName(port: number): string {
  return `tcp-${port}`;
}

function tcpPort(id: string, port: Port): number {
  if (port instanceof TransportPort && port.protocol === "tcp" && port.from === port.to) return port.from;
  throw new Error(
    `remote name ${id}: got port ${port.toString()}, expected a single tcp port: a listener carries nothing else`,
  );
}

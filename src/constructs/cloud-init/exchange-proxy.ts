import type { Cidr, Ipv4Address } from "../../environment/values";
import { addBootScript } from "./boot-script";
import { CloudConfig, type CloudConfigProps, type HostEntry } from "./cloud-config";
import { certificateBundlePath, renderHaproxy, serverAuthorityPath } from "./haproxy";

export interface ExchangeServerProps {
  /** Unique in the listener, such as `chutian`. */
  readonly name: string;
  readonly address: Ipv4Address;
  readonly port: number;
}

interface ExchangeListenerCommonProps {
  /** Unique on the proxy and kept for good. */
  readonly id: string;
  /** TCP port that clients use. */
  readonly port: number;
  /** Who may connect; everybody else is rejected. */
  readonly sourceCidrs: readonly Cidr[];
  /** Checked by a TCP connection each; a dead one gets nothing. */
  readonly servers: readonly ExchangeServerProps[];
}

/** TLS goes through as it is, end to end. */
export interface PassthroughListenerProps extends ExchangeListenerCommonProps {
  readonly mode: "passthrough";

  /**
   * Host name that clients must name in their TLS handshake; others are rejected.
   * @default - what goes through is not looked at
   */
  readonly serverName?: string;
}

/** The proxy ends the client's TLS and speaks TLS anew to the servers, whose certificates it checks. */
export interface ReencryptListenerProps extends ExchangeListenerCommonProps {
  readonly mode: "reencrypt";
  /** Host name that the servers' certificates must carry. */
  readonly serverName: string;
  /** Authority of the servers' certificates, in PEM form. */
  readonly caCertificate: string;
  /** The proxy's certificate with its chain, in PEM form; may be a Terraform reference. */
  readonly certificate: string;
  /** Its private key, as a Terraform reference. */
  readonly privateKey: string;
}

export type ExchangeListenerProps = PassthroughListenerProps | ReencryptListenerProps;

export interface ExchangeProxyProps {
  readonly hostname: string;
  readonly listeners: readonly ExchangeListenerProps[];
  /** TCP port on which the load balancer asks for `/healthz`. */
  readonly healthPort: number;

  /**
   * Most connections at a time.
   * @default 20000
   */
  readonly maximumConnections?: number;

  /**
   * Whether the load balancer before the proxy tells the client's address with the PROXY protocol. Without it the proxy sees
   * the load balancer's address where that hides the client's.
   * @default false
   */
  readonly acceptProxyProtocol?: boolean;

  /** @default - none */
  readonly hosts?: readonly HostEntry[];

  /** @default - the image's */
  readonly ntpServers?: readonly string[];
}

/**
 * The cloud-init document of an exchange proxy: HAProxy with one listener for each declared exchange flow, and nothing else.
 *
 * @throws Error when two listeners share an id or a port, or a listener has no source or no server.
 */
export function exchangeProxyUserData(props: ExchangeProxyProps): string {
  validate(props);
  const cloudConfigProps: CloudConfigProps = {
    hostname: props.hostname,
    ...(props.hosts === undefined ? {} : { hosts: props.hosts }),
    ...(props.ntpServers === undefined ? {} : { ntpServers: props.ntpServers }),
  };
  const cloudConfig = new CloudConfig(cloudConfigProps).addFile({
    path: "/etc/haproxy/haproxy.cfg",
    content: renderHaproxy(props),
  });
  for (const listener of props.listeners) {
    if (listener.mode === "passthrough") continue;
    cloudConfig
      .addFile({
        path: serverAuthorityPath(listener.id),
        content: listener.caCertificate,
      })
      .addFile({
        path: certificateBundlePath(listener.id),
        content: `${listener.certificate}${listener.privateKey}`,
        permissions: "0600",
      });
  }
  return addBootScript(cloudConfig, "exchange").render();
}

function validate({ listeners, healthPort }: ExchangeProxyProps): void {
  const ids = new Set<string>();
  const takenPorts = new Map<number, string>([[healthPort, "the health check"]]);
  for (const listener of listeners) {
    if (ids.has(listener.id)) {
      throw new Error(`exchange listener ${listener.id}: got this id twice, expected each id once`);
    }
    ids.add(listener.id);
    const owner = takenPorts.get(listener.port);
    if (owner !== undefined) {
      throw new Error(
        `exchange listener ${listener.id}: port ${String(listener.port)} is taken by ${owner}; choose another port`,
      );
    }
    takenPorts.set(listener.port, `listener ${listener.id}`);
    if (listener.sourceCidrs.length === 0 || listener.servers.length === 0) {
      throw new Error(
        `exchange listener ${listener.id}: got ${String(listener.sourceCidrs.length)} source blocks and ${String(listener.servers.length)} servers, expected at least one of each`,
      );
    }
  }
}

import type { ExchangeListenerProps, ExchangeProxyProps } from "./exchange-proxy";

const CERTIFICATES_FOLDER = "/etc/haproxy/certificates";

/** Where HAProxy finds a listener's own certificate with its key. */
export function certificateBundlePath(listenerId: string): string {
  return `${CERTIFICATES_FOLDER}/${listenerId}.pem`;
}

/** Where HAProxy finds the authority of a listener's servers. */
export function serverAuthorityPath(listenerId: string): string {
  return `${CERTIFICATES_FOLDER}/${listenerId}-servers.pem`;
}

/** HAProxy's configuration: no statistics page, no runtime socket, nothing but the listeners and the health check. */
export function renderHaproxy(props: ExchangeProxyProps): string {
  return [
    globalSection(props),
    healthSection(props),
    ...props.listeners.map((listener) => listenerSections(props, listener)),
  ]
    .map((lines) => lines.map((line) => `${line}\n`).join(""))
    .join("\n");
}

function globalSection({ maximumConnections = 20_000 }: ExchangeProxyProps): string[] {
  return [
    "global",
    // The journal takes it and hands it on to syslog where there is one; a chroot leaves no socket to write to.
    "  log stderr format short local0",
    `  maxconn ${String(maximumConnections)}`,
    "  user haproxy",
    "  group haproxy",
    "  chroot /var/lib/haproxy",
    "  ssl-default-bind-options ssl-min-ver TLSv1.2 no-tls-tickets",
    "  ssl-default-bind-ciphers ECDHE+AESGCM:ECDHE+CHACHA20",
    "  ssl-default-server-options ssl-min-ver TLSv1.2 no-tls-tickets",
    "  ssl-default-server-ciphers ECDHE+AESGCM:ECDHE+CHACHA20",
    "",
    "defaults",
    "  mode tcp",
    "  log global",
    "  option dontlognull",
    "  option redispatch",
    "  option clitcpka",
    "  option srvtcpka",
    "  retries 2",
    "  timeout connect 5s",
    "  timeout client 10m",
    "  timeout server 10m",
    "  timeout check 3s",
    "  default-server check inter 5s fall 3 rise 2",
  ];
}

function healthSection({ healthPort }: ExchangeProxyProps): string[] {
  return [
    "frontend health",
    "  mode http",
    `  bind :${String(healthPort)}`,
    "  no log",
    "  timeout client 5s",
    "  monitor-uri /healthz",
    "  http-request deny",
  ];
}

function listenerSections(props: ExchangeProxyProps, listener: ExchangeListenerProps): string[] {
  const acceptProxy = props.acceptProxyProtocol === true;
  const bindOptions = [
    ...(acceptProxy ? ["accept-proxy"] : []),
    ...(listener.mode === "reencrypt" ? [`ssl crt ${certificateBundlePath(listener.id)}`] : []),
  ];
  return [
    `frontend ${listener.id}`,
    ["  bind", `:${String(listener.port)}`, ...bindOptions].join(" "),
    // Among the defaults it would reach the health check too, which has no log: HAProxy warns of that.
    "  option tcplog",
    `  acl permitted_source src ${listener.sourceCidrs.join(" ")}`,
    // The PROXY protocol is read after the connection rules, so only session rules see the client's address.
    `  tcp-request ${acceptProxy ? "session" : "connection"} reject unless permitted_source`,
    ...serverNameRules(listener),
    `  default_backend ${listener.id}`,
    "",
    `backend ${listener.id}`,
    "  balance leastconn",
    ...listener.servers.map((server) =>
      [`  server ${server.name} ${server.address.toString()}:${String(server.port)}`, ...serverOptions(listener)].join(
        " ",
      ),
    ),
  ];
}

function serverNameRules(listener: ExchangeListenerProps): string[] {
  if (listener.mode === "reencrypt" || listener.serverName === undefined) return [];
  return [
    "  tcp-request inspect-delay 5s",
    `  tcp-request content accept if { req.ssl_hello_type 1 } { req.ssl_sni -i ${listener.serverName} }`,
    "  tcp-request content reject",
  ];
}

function serverOptions(listener: ExchangeListenerProps): string[] {
  if (listener.mode === "passthrough") return [];
  return [
    `ssl verify required ca-file ${serverAuthorityPath(listener.id)}`,
    `sni str(${listener.serverName}) verifyhost ${listener.serverName}`,
  ];
}

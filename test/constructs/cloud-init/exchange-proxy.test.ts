import {
  encodeUserData,
  exchangeProxyUserData,
  type ExchangeProxyProps,
  type PassthroughListenerProps,
} from "../../../src/constructs/cloud-init";
import { Cidr, Ipv4Address } from "../../../src/environment/values";
import { fileIn, parseDocument, pathsIn, writtenFile } from "./support/document";

const PASSTHROUGH: PassthroughListenerProps = {
  id: "referral-to-health-record",
  port: 20001,
  mode: "passthrough",
  serverName: "record.medical.health.example",
  sourceCidrs: [Cidr.parse("10.17.0.0/24"), Cidr.parse("10.17.1.0/24")],
  servers: [
    { name: "chutian", address: Ipv4Address.parse("10.16.0.20"), port: 443 },
    { name: "tianyi", address: Ipv4Address.parse("10.32.0.20"), port: 443 },
  ],
};

const PROXY: ExchangeProxyProps = {
  hostname: "prod-exchange-001",
  healthPort: 8404,
  listeners: [
    PASSTHROUGH,
    {
      id: "payment-to-insurance",
      port: 20002,
      mode: "reencrypt",
      serverName: "gateway.insurance.example",
      sourceCidrs: [Cidr.parse("10.17.0.0/24")],
      servers: [{ name: "insurance", address: Ipv4Address.parse("198.51.100.9"), port: 8443 }],
      caCertificate: "authority\n",
      certificate: "certificate\n",
      privateKey: "key\n",
    },
  ],
};

const haproxyOf = (props: ExchangeProxyProps) =>
  fileIn(parseDocument(exchangeProxyUserData(props)), "/etc/haproxy/haproxy.cfg");

describe("the user data of an exchange proxy", () => {
  it("has one listener for each flow, and nothing else", () => {
    expect(haproxyOf(PROXY)).toBe(`global
  log stderr format short local0
  maxconn 20000
  user haproxy
  group haproxy
  chroot /var/lib/haproxy
  ssl-default-bind-options ssl-min-ver TLSv1.2 no-tls-tickets
  ssl-default-bind-ciphers ECDHE+AESGCM:ECDHE+CHACHA20
  ssl-default-server-options ssl-min-ver TLSv1.2 no-tls-tickets
  ssl-default-server-ciphers ECDHE+AESGCM:ECDHE+CHACHA20

defaults
  mode tcp
  log global
  option dontlognull
  option redispatch
  option clitcpka
  option srvtcpka
  retries 2
  timeout connect 5s
  timeout client 10m
  timeout server 10m
  timeout check 3s
  default-server check inter 5s fall 3 rise 2

frontend health
  mode http
  bind :8404
  no log
  timeout client 5s
  monitor-uri /healthz
  http-request deny

frontend referral-to-health-record
  bind :20001
  option tcplog
  acl permitted_source src 10.17.0.0/24 10.17.1.0/24
  tcp-request connection reject unless permitted_source
  tcp-request inspect-delay 5s
  tcp-request content accept if { req.ssl_hello_type 1 } { req.ssl_sni -i record.medical.health.example }
  tcp-request content reject
  default_backend referral-to-health-record

backend referral-to-health-record
  balance leastconn
  server chutian 10.16.0.20:443
  server tianyi 10.32.0.20:443

frontend payment-to-insurance
  bind :20002 ssl crt /etc/haproxy/certificates/payment-to-insurance.pem
  option tcplog
  acl permitted_source src 10.17.0.0/24
  tcp-request connection reject unless permitted_source
  default_backend payment-to-insurance

backend payment-to-insurance
  balance leastconn
  server insurance 198.51.100.9:8443 ssl verify required ca-file /etc/haproxy/certificates/payment-to-insurance-servers.pem sni str(gateway.insurance.example) verifyhost gateway.insurance.example
`);
  });

  it("keeps the certificate and its key in one file that only root reads", () => {
    const document = parseDocument(exchangeProxyUserData(PROXY));
    const bundle = "/etc/haproxy/certificates/payment-to-insurance.pem";
    expect(fileIn(document, bundle)).toBe("certificate\nkey\n");
    expect(writtenFile(document, bundle).permissions).toBe("0600");
    expect(fileIn(document, "/etc/haproxy/certificates/payment-to-insurance-servers.pem")).toBe("authority\n");
  });

  it("has no certificates when TLS goes through", () => {
    expect(pathsIn(parseDocument(exchangeProxyUserData({ ...PROXY, listeners: [PASSTHROUGH] })))).toEqual([
      "/etc/haproxy/haproxy.cfg",
      "/opt/health-cloud/functions.sh",
      "/opt/health-cloud/exchange-boot.sh",
      "/etc/systemd/system/health-cloud-exchange.service",
    ]);
  });

  it("does not look at what goes through without a server name", () => {
    const { id, port, mode, sourceCidrs, servers } = PASSTHROUGH;
    const listener = { id, port, mode, sourceCidrs, servers };
    expect(haproxyOf({ ...PROXY, listeners: [listener] })).not.toContain("tcp-request content");
  });

  it("judges the client's address, not the load balancer's, where the PROXY protocol tells it", () => {
    const configuration = haproxyOf({ ...PROXY, acceptProxyProtocol: true });
    expect(configuration).toContain("  bind :20001 accept-proxy\n");
    expect(configuration).toContain(
      "  bind :20002 accept-proxy ssl crt /etc/haproxy/certificates/payment-to-insurance.pem\n",
    );
    expect(configuration.match(/tcp-request session reject unless permitted_source/g)).toHaveLength(2);
    expect(configuration).not.toContain("tcp-request connection");
  });

  it("fits into ctyun's 16,384 characters with fifty listeners", () => {
    const listeners = Array.from({ length: 50 }, (_, index) => ({
      ...PASSTHROUGH,
      id: `service-${String(index)}-to-health-record`,
      port: 20_000 + index,
      serverName: `service-${String(index)}.medical.health.example`,
    }));
    const userData = exchangeProxyUserData({ ...PROXY, listeners });
    expect(encodeUserData(userData).length).toBeLessThan(16_384);
  });

  it.each<[string, readonly PassthroughListenerProps[], string]>([
    [
      "an id twice",
      [PASSTHROUGH, { ...PASSTHROUGH, port: 20003 }],
      "exchange listener referral-to-health-record: got this id twice, expected each id once",
    ],
    [
      "a port twice",
      [PASSTHROUGH, { ...PASSTHROUGH, id: "other" }],
      "exchange listener other: port 20001 is taken by listener referral-to-health-record; choose another port",
    ],
    [
      "the port of the health check",
      [{ ...PASSTHROUGH, port: 8404 }],
      "exchange listener referral-to-health-record: port 8404 is taken by the health check; choose another port",
    ],
    [
      "a listener that anybody may use",
      [{ ...PASSTHROUGH, sourceCidrs: [] }],
      "exchange listener referral-to-health-record: got 0 source blocks and 2 servers, expected at least one of each",
    ],
  ])("refuses %s", (_, listeners, message) => {
    expect(() => exchangeProxyUserData({ ...PROXY, listeners })).toThrow(message);
  });
});

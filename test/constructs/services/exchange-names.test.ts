import { Namespace } from "../../../src/constructs/kubernetes/namespace";
import { ExchangeNames, type ExchangeName } from "../../../src/constructs/services";
import { exchangeServiceName } from "../../../src/constructs/services/exchange-names";
import { Ipv4Address, Port } from "../../../src/environment/values";
import { emptyStack, named, theOnly } from "./synthesized";

const registry: ExchangeName = {
  id: "external-registry",
  ports: [Port.tcp(443)],
  listenerPort: Port.tcp(9201),
  why: "flow external registry",
  source: ["externalEndpoints", 0],
  host: "registry.health.example",
};

function namesIn(names: readonly ExchangeName[]) {
  const stack = emptyStack();
  const exchange = new ExchangeNames(stack, "exchange", { address: Ipv4Address.parse("10.26.0.20"), names });
  return { stack, exchange };
}

describe("the names of the exchange in a cluster", () => {
  it("are Services without pods, on the port of the real thing", () => {
    expect(theOnly(namesIn([registry]).stack, "kubernetes_service_v1")).toEqual({
      metadata: {
        name: "external-registry",
        namespace: "${kubernetes_namespace_v1.exchange_namespace_39D2D1A7.metadata[0].name}",
        labels: { "app.kubernetes.io/managed-by": "terraform", "app.kubernetes.io/part-of": "health-cloud" },
        annotations: { "health-cloud/host": "registry.health.example" },
      },
      spec: { type: "ClusterIP", port: [{ name: "tcp-443", port: 443, protocol: "TCP" }] },
    });
  });

  it("end at the listener of the exchange's load balancer", () => {
    expect(theOnly(namesIn([registry]).stack, "kubernetes_endpoint_slice_v1")).toEqual({
      metadata: {
        name: "external-registry",
        namespace: "${kubernetes_namespace_v1.exchange_namespace_39D2D1A7.metadata[0].name}",
        labels: {
          "kubernetes.io/service-name": "external-registry",
          "endpointslice.kubernetes.io/managed-by": "terraform",
        },
      },
      address_type: "IPv4",
      endpoint: [{ addresses: ["10.26.0.20"], condition: { ready: true } }],
      port: [{ name: "tcp-443", port: "9201", protocol: "TCP", app_protocol: "https" }],
    });
  });

  it("stand in a namespace of their own", () => {
    expect(theOnly(namesIn([registry]).stack, "kubernetes_namespace_v1").metadata).toMatchObject({
      name: "exchange",
      labels: { "pod-security.kubernetes.io/enforce": "restricted" },
    });
  });

  it("tell their cluster address", () => {
    const { stack, exchange } = namesIn([registry]);
    const label = exchange.addressOf("external-registry");
    new Namespace(stack, "reader", { name: "reader", labels: { label } });
    expect(named(stack, "kubernetes_namespace_v1", "reader").metadata).toMatchObject({
      labels: { label: "${kubernetes_service_v1.exchange_external-registry_service_5371B700.spec[0].cluster_ip}" },
    });
  });

  it("refuse to tell the address of an unknown one", () => {
    expect(() => namesIn([registry]).exchange.addressOf("external-mail")).toThrow(
      "unknown exchange name external-mail: expected one of external-registry",
    );
  });

  it.each([Port.udp(123), Port.tcpRange(8000, 8010), Port.icmp()])("refuse %s, which no proxy carries", (port) => {
    expect(() => namesIn([{ ...registry, ports: [port] }])).toThrow(
      `exchange name external-registry: got port ${port.toString()}, expected a single tcp port: the proxies carry nothing else`,
    );
  });

  it("keep an id of up to 63 characters as it is", () => {
    expect(exchangeServiceName("a".repeat(63))).toBe("a".repeat(63));
  });

  it("cut a longer id, and keep it apart from others by the hash of the whole", () => {
    const id = `${"a".repeat(53)}-to-${"b".repeat(20)}`;
    expect(exchangeServiceName(id)).toMatch(/^a{53}-[0-9a-f]{8}$/);
    expect(exchangeServiceName(id)).not.toBe(exchangeServiceName(`${id}c`));
  });
});

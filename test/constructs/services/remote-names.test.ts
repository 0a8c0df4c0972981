import { Namespace } from "../../../src/constructs/kubernetes/namespace";
import { RemoteNames, type RemoteName } from "../../../src/constructs/services";
import { remoteServiceName } from "../../../src/constructs/services/remote-names";
import { Ipv4Address, Port } from "../../../src/environment/values";
import { emptyStack, named, theOnly } from "./synthesized";

const registry: RemoteName = {
  id: "external-registry",
  ports: [Port.tcp(443)],
  addresses: [Ipv4Address.parse("10.26.0.20")],
  listenerPort: Port.tcp(9201),
  why: "flow external registry",
  source: ["externalEndpoints", 0],
  host: "registry.health.example",
};

function namesIn(names: readonly RemoteName[]) {
  const stack = emptyStack();
  return { stack, remoteNames: new RemoteNames(stack, "remote-names", { names }) };
}

describe("the remote names of a cluster", () => {
  it("are Services without pods, on the port of the real thing", () => {
    expect(theOnly(namesIn([registry]).stack, "kubernetes_service_v1")).toEqual({
      metadata: {
        name: "external-registry",
        namespace: "${kubernetes_namespace_v1.remote-names_namespace_522D3144.metadata[0].name}",
        labels: { "app.kubernetes.io/managed-by": "terraform", "app.kubernetes.io/part-of": "health-cloud" },
        annotations: { "health-cloud/host": "registry.health.example" },
      },
      spec: { type: "ClusterIP", port: [{ name: "tcp-443", port: 443, protocol: "TCP" }] },
    });
  });

  it("end at the listener that leads to the thing", () => {
    expect(theOnly(namesIn([registry]).stack, "kubernetes_endpoint_slice_v1")).toEqual({
      metadata: {
        name: "external-registry",
        namespace: "${kubernetes_namespace_v1.remote-names_namespace_522D3144.metadata[0].name}",
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

  it("end at every load balancer that leads to the thing, so that the loss of one leaves the others", () => {
    const addresses = ["10.40.0.21", "10.44.0.21"].map((address) => Ipv4Address.parse(address));
    expect(theOnly(namesIn([{ ...registry, addresses }]).stack, "kubernetes_endpoint_slice_v1").endpoint).toEqual([
      { addresses: ["10.40.0.21"], condition: { ready: true } },
      { addresses: ["10.44.0.21"], condition: { ready: true } },
    ]);
  });

  it("stand in a namespace of their own", () => {
    expect(theOnly(namesIn([registry]).stack, "kubernetes_namespace_v1").metadata).toMatchObject({
      name: "exchange",
      labels: { "pod-security.kubernetes.io/enforce": "restricted" },
    });
  });

  it("tell their cluster address", () => {
    const { stack, remoteNames } = namesIn([registry]);
    const label = remoteNames.addressOf("external-registry");
    new Namespace(stack, "reader", { name: "reader", labels: { label } });
    expect(named(stack, "kubernetes_namespace_v1", "reader").metadata).toMatchObject({
      labels: { label: "${kubernetes_service_v1.remote-names_external-registry_service_307F1F08.spec[0].cluster_ip}" },
    });
  });

  it("refuse to tell the address of an unknown one", () => {
    expect(() => namesIn([registry]).remoteNames.addressOf("external-mail")).toThrow(
      "unknown remote name external-mail: expected one of external-registry",
    );
  });

  it.each([Port.udp(123), Port.tcpRange(8000, 8010), Port.icmp()])("refuse %s, which no listener carries", (port) => {
    expect(() => namesIn([{ ...registry, ports: [port] }])).toThrow(
      `remote name external-registry: got port ${port.toString()}, expected a single tcp port: a listener carries nothing else`,
    );
  });

  it("keep an id of up to 63 characters as it is", () => {
    expect(remoteServiceName("a".repeat(63))).toBe("a".repeat(63));
  });

  it("cut a longer id, and keep it apart from others by the hash of the whole", () => {
    const id = `${"a".repeat(53)}-to-${"b".repeat(20)}`;
    expect(remoteServiceName(id)).toMatch(/^a{53}-[0-9a-f]{8}$/);
    expect(remoteServiceName(id)).not.toBe(remoteServiceName(`${id}c`));
  });
});

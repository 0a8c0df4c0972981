import { releaseOf, valuesOf } from "../../constructs/kubernetes/cluster";
import { sampleService } from "../../constructs/services/sample-environment";
import { named, resourcesOf } from "../../constructs/services/synthesized";
import { manifestsOf, platformStack, specOf } from "./support";
import { acme, nameServer } from "../../constructs/services/sample-endpoints";

const services = [sampleService("card", { zone: "internet" })];
const issuer = { certificate: "issuer", privateKey: "key" };

describe("a gateway's certificate of the environment's authority", () => {
  const settings = { certificates: { medical: { kind: "authority" } } };

  it("comes from an issuer beside the gateway alone, whose key the cluster is given", () => {
    const stack = platformStack({ settings, issuer });
    expect(manifestsOf(stack, "cluster-gateway").map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      "Issuer platform-authority",
      "Certificate gateway-certificate",
      "GatewayClass cluster",
      "EnvoyProxy cluster",
      "Gateway cluster",
      "ClientTrafficPolicy cluster",
    ]);
    expect(specOf(stack, "cluster-gateway", "Issuer", "platform-authority")).toEqual({
      ca: { secretName: "platform-authority" },
    });
    expect(specOf(stack, "cluster-gateway", "Certificate", "gateway-certificate")).toMatchObject({
      issuerRef: { name: "platform-authority", kind: "Issuer" },
    });
    expect(named(stack, "kubernetes_secret_v1", "platform-authority")).toMatchObject({
      type: "kubernetes.io/tls",
      data: { "tls.crt": "issuer", "tls.key": "key" },
    });
    expect(releaseOf(stack, "cluster-gateway").depends_on).toContain("kubernetes_secret_v1.platform-authority");
  });

  it("needs that key", () => {
    expect(() => platformStack({ settings })).toThrow(
      "cluster medical-chutian: certificates of kind authority need an issuer, which VpnStack.clusterIssuer gives",
    );
  });
});

describe("a gateway's certificate by ACME", () => {
  const certificates = {
    internet: {
      kind: "acme",
      endpoint: "acme",
      email: "platform@health.example",
      nameServer: "dns-domain",
      tsigKey: "cert-manager.health.example",
    },
  };
  const stack = () =>
    platformStack({ services, endpoints: [acme, nameServer], settings: { certificates } }, "chutian", "internet");

  it("is proved by a record in DNS, so that nothing is opened for it", () => {
    expect(specOf(stack(), "cluster-gateway", "Issuer", "acme")).toEqual({
      acme: {
        server: "https://acme.example/directory",
        email: "platform@health.example",
        privateKeySecretRef: { name: "acme-account" },
        solvers: [
          {
            dns01: {
              rfc2136: {
                nameserver: "198.51.100.141:53",
                tsigKeyName: "cert-manager.health.example",
                tsigAlgorithm: "HMACSHA256",
                tsigSecretSecretRef: { name: "acme-dns", key: "tsig-secret" },
              },
            },
          },
        ],
      },
    });
    expect(resourcesOf(stack(), "kubernetes_secret_v1")).toEqual([]);
  });

  it("is looked for at the same name server, since no other is reached", () => {
    expect(valuesOf(stack(), "cert-manager")).toMatchObject({
      dns01RecursiveNameservers: "198.51.100.141:53",
      dns01RecursiveNameserversOnly: true,
    });
    expect(valuesOf(platformStack(), "cert-manager")).not.toHaveProperty("dns01RecursiveNameservers");
  });
});

describe("a gateway's certificate that is given", () => {
  it("is nothing to cert-manager", () => {
    const stack = platformStack({ settings: { certificates: { medical: { kind: "given" } } } });
    expect(manifestsOf(stack, "cluster-gateway").map(({ kind }) => kind)).not.toContain("Certificate");
  });
});

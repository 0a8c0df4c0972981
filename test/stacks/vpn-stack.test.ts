import { TerraformResource, Testing } from "cdktf";
import { Environment } from "../../src/environment/environment";
import { Cidr, Ipv4Address } from "../../src/environment/values";
import { sourceOf } from "../../src/constructs/provenance";
import { VpnStack } from "../../src/stacks/vpn-stack";
import { sampleEnvironment, sampleService } from "../constructs/services/sample-environment";
import { resourcesOf, theOnly } from "../constructs/services/synthesized";

const site = {
  id: "health-centre-01",
  name: "Health centre 01",
  kind: "primary-care",
  district: "01",
  access: "ipsec",
  cidr: Cidr.parse("10.130.0.0/24"),
  peerAddress: Ipv4Address.parse("203.0.113.9"),
} as const;

/** `dev` with gateways of one kind in both clouds, one site by IPsec and one by line, and one link by IPsec. */
function vpnStack(kind: "machines" | "vpnaas", publicAddresses: string[] = []) {
  const sample = sampleEnvironment((raw) => {
    raw.services.push(sampleService("card"));
    raw.links = [{ id: "backup", carrier: "unicom", transferCidr: "10.255.9.0/30", kind: "ipsec" }];
  });
  for (const cloud of sample.cloudIds) {
    Object.assign(sample.cloud(cloud).gateways, {
      kind,
      publicAddresses: publicAddresses.map((text) => Ipv4Address.parse(text)),
    });
  }
  const line = { ...site, id: "hospital-01", access: "line", peerAddress: undefined } as const;
  const { specification, placeOf } = sample;
  const environment = new Environment({ specification, placeOf, sites: [site, line] });
  return new VpnStack(Testing.app(), "dev-vpn", { environment });
}

describe("the VPN stack of an environment", () => {
  it("has a certificate for every gateway machine, from an authority that is kept", () => {
    const stack = vpnStack("machines");
    expect(theOnly(stack, "tls_self_signed_cert")).toMatchObject({
      subject: [{ common_name: "dev gateways" }],
      lifecycle: { prevent_destroy: true },
    });
    expect(resourcesOf(stack, "tls_cert_request").map(({ address }) => address.replace(/_[0-9A-F]{8}$/, ""))).toEqual([
      "tls_cert_request.gateways-chutian_dev-exchange-gateway-g1-001_request",
      "tls_cert_request.gateways-chutian_dev-exchange-gateway-g1-002_request",
      "tls_cert_request.gateways-tianyi_dev-exchange-gateway-g1-001_request",
      "tls_cert_request.gateways-tianyi_dev-exchange-gateway-g1-002_request",
    ]);
  });

  it("writes a machine's name and its reserved address into the certificate, as its peers ask for them", () => {
    const requests = resourcesOf(vpnStack("machines", ["198.51.100.10"]), "tls_cert_request").map(({ block }) => block);
    expect(requests[0]).toMatchObject({
      subject: [{ common_name: "dev-exchange-gateway-g1-001" }],
      dns_names: ["dev-exchange-gateway-g1-001"],
      ip_addresses: ["198.51.100.10"],
    });
    expect(requests[1]).not.toHaveProperty("ip_addresses");
  });

  it("has a pre-shared key for every link and, where a cloud's VPN service takes them, for every site that joins by IPsec", () => {
    const keys = (stack: VpnStack) =>
      resourcesOf(stack, "random_password").map(({ address }) => address.replace(/_[0-9A-F]{8}$/, ""));
    expect(keys(vpnStack("vpnaas"))).toEqual([
      "random_password.links_backup_preshared-key",
      "random_password.sites_health-centre-01",
    ]);
    expect(keys(vpnStack("machines"))).toEqual(["random_password.links_backup_preshared-key"]);
  });

  it("has no gateway authority where no gateway is a machine", () => {
    expect(resourcesOf(vpnStack("vpnaas"), "tls_self_signed_cert")).toEqual([]);
  });

  it("leads each secret to the part of the YAML that asks for it", () => {
    const sourcesOf = (stack: VpnStack, type: string) =>
      Object.fromEntries(
        stack.node
          .findAll()
          .filter((construct) => construct instanceof TerraformResource && construct.terraformResourceType === type)
          .map((construct) => [construct.node.path, sourceOf(construct)]),
      );
    expect(sourcesOf(vpnStack("vpnaas"), "random_password")).toEqual({
      "dev-vpn/links/backup/preshared-key": ["links", 0],
      "dev-vpn/sites/health-centre-01": ["sites"],
    });
    expect(sourcesOf(vpnStack("machines"), "tls_self_signed_cert")).toEqual({
      "dev-vpn/gateway-ca/certificate": ["clouds"],
    });
  });

  it("refuses to hand out what it does not have, and says what it has", () => {
    const stack = vpnStack("vpnaas");
    expect(() => stack.sitePresharedKey("hospital-01")).toThrow(
      "stack dev-vpn has no secret of site hospital-01: it has those of site health-centre-01, link backup",
    );
    expect(() => stack.gatewayCertificate("chutian", "001")).toThrow(
      "stack dev-vpn has no secret of gateway chutian/001: it has those of none",
    );
  });
});

describe("the authority for services", () => {
  const stackWith = (certificates: object) => {
    const environment = sampleEnvironment((raw) => {
      raw.services.push(sampleService("card"));
      raw.certificates = certificates;
    });
    return new VpnStack(Testing.app(), "dev-vpn", { environment });
  };
  const own = () => stackWith({ medical: { kind: "authority" } });

  it("is made where gateways have certificates of it, and kept", () => {
    expect(resourcesOf(own(), "tls_self_signed_cert").map(({ block }) => block)).toContainEqual(
      expect.objectContaining({ subject: [{ common_name: "dev services" }], lifecycle: { prevent_destroy: true } }),
    );
    expect(own().servicesAuthority).toContain("${");
    expect(() => stackWith({}).servicesAuthority).toThrow(
      "stack dev-vpn has no authority for services: no zone has certificates of kind authority",
    );
  });

  it("lets each cluster of the zone issue in its name, for five years", () => {
    const issuers = resourcesOf(own(), "tls_locally_signed_cert").filter(({ address }) => address.includes("issuers_"));
    expect(issuers.map(({ address }) => address.replace(/_[0-9A-F]{8}$/, ""))).toEqual([
      "tls_locally_signed_cert.issuers_medical-chutian_certificate",
      "tls_locally_signed_cert.issuers_medical-tianyi_certificate",
    ]);
    expect(issuers[0]?.block).toMatchObject({
      is_ca_certificate: true,
      allowed_uses: ["cert_signing", "crl_signing", "digital_signature"],
      validity_period_hours: 43800,
      early_renewal_hours: 8760,
    });
    expect(() => own().clusterIssuer("internet-chutian")).toThrow(
      "has no secret of issuer of cluster internet-chutian",
    );
  });
});

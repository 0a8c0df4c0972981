import { createPrivateKey, createPublicKey, X509Certificate } from "node:crypto";
import { Seed } from "../../../src/simulation/values/seed";
import { textField, type Value, type ValueObject } from "../../../src/simulation/wire/value";
import { created } from "./support";

function text(resource: ValueObject, name: string): string {
  return textField(resource, name) ?? "";
}

function key(algorithm: string, arguments_: Readonly<Record<string, Value>> = {}, seed = Seed.of(algorithm)) {
  return created("tls_private_key", { algorithm, ...arguments_ }, { seed });
}

function authority(of: ValueObject): ValueObject {
  return created("tls_self_signed_cert", {
    private_key_pem: text(of, "private_key_pem"),
    subject: [{ common_name: "health cloud", organization: "卫生云" }],
    allowed_uses: ["cert_signing", "digital_signature"],
    is_ca_certificate: true,
    set_subject_key_id: true,
    validity_period_hours: 240_000,
  });
}

describe("tls_private_key", () => {
  it.each([
    ["ECDSA", { ecdsa_curve: "P224" }, "ec", "BEGIN EC PRIVATE KEY"],
    ["ECDSA", { ecdsa_curve: "P256" }, "ec", "BEGIN EC PRIVATE KEY"],
    ["ECDSA", { ecdsa_curve: "P384" }, "ec", "BEGIN EC PRIVATE KEY"],
    ["ECDSA", { ecdsa_curve: "P521" }, "ec", "BEGIN EC PRIVATE KEY"],
    ["ED25519", {}, "ed25519", "BEGIN PRIVATE KEY"],
    ["RSA", { rsa_bits: 1024 }, "rsa", "BEGIN RSA PRIVATE KEY"],
  ])("is a real key: %s %j", (algorithm, arguments_, type, header) => {
    const made = key(algorithm, arguments_);
    const read = createPrivateKey(text(made, "private_key_pem"));
    expect(read.asymmetricKeyType).toBe(type);
    expect(text(made, "private_key_pem")).toContain(header);
    expect(createPrivateKey(text(made, "private_key_pem_pkcs8")).equals(read)).toBe(true);
    expect(createPublicKey(text(made, "public_key_pem")).equals(createPublicKey(read))).toBe(true);
  });

  it("has the length that was asked for, and 2048 bits by default", () => {
    const bits = (made: ValueObject) =>
      createPublicKey(text(made, "public_key_pem")).asymmetricKeyDetails?.modulusLength;
    expect(bits(key("RSA", { rsa_bits: 1024 }))).toBe(1024);
    expect(bits(key("RSA"))).toBe(2048);
  });

  it("has what SSH reads, except on a curve that SSH does not know", () => {
    const p256 = key("ECDSA", { ecdsa_curve: "P256" });
    expect(text(p256, "public_key_openssh")).toMatch(/^ecdsa-sha2-nistp256 AAAA[A-Za-z0-9+/=]+\n$/);
    expect(text(p256, "private_key_openssh")).toMatch(/^-----BEGIN OPENSSH PRIVATE KEY-----\n/);
    expect(text(p256, "public_key_fingerprint_md5")).toMatch(/^(?:[0-9a-f]{2}:){15}[0-9a-f]{2}$/);
    expect(text(p256, "public_key_fingerprint_sha256")).toMatch(/^SHA256:[A-Za-z0-9+/]{43}$/);
    expect(text(key("ECDSA", { ecdsa_curve: "P224" }), "public_key_openssh")).toBe("");
  });

  it.each([
    ["an algorithm", "DSA", {}, 'algorithm: got "DSA", allowed are RSA, ECDSA, ED25519'],
    ["a curve", "ECDSA", { ecdsa_curve: "P1" }, 'ecdsa_curve: got "P1", allowed are P224, P256, P384, P521'],
    ["a size", "RSA", { rsa_bits: 8 }, "rsa_bits: got 8, allowed are 512 to 8192"],
  ])("refuses %s that the provider does not know", (_, algorithm, arguments_, message) => {
    expect(() => key(algorithm, arguments_)).toThrow(message);
  });
});

describe("certificates", () => {
  it.each([
    ["ECDSA", { ecdsa_curve: "P256" }],
    ["ECDSA", { ecdsa_curve: "P521" }],
    ["ED25519", {}],
    ["RSA", { rsa_bits: 1024 }],
  ])("of an authority with an %s key %j verify, and so do those it signs", (algorithm, arguments_) => {
    const authorityKey = key(algorithm, arguments_, Seed.of("authority"));
    const root = authority(authorityKey);
    const leafKey = key("ECDSA", { ecdsa_curve: "P256" }, Seed.of("leaf"));
    const request = created("tls_cert_request", {
      private_key_pem: text(leafKey, "private_key_pem"),
      subject: [{ common_name: "node-001" }],
      dns_names: ["node-001.example"],
      ip_addresses: ["10.1.2.3", "fd00::1"],
    });
    const leaf = created("tls_locally_signed_cert", {
      ca_private_key_pem: text(authorityKey, "private_key_pem"),
      ca_cert_pem: text(root, "cert_pem"),
      cert_request_pem: text(request, "cert_request_pem"),
      allowed_uses: ["client_auth", "server_auth", "key_encipherment"],
      validity_period_hours: 24,
    });
    const [rootCertificate, certificate] = [root, leaf].map((each) => new X509Certificate(text(each, "cert_pem")));
    if (!rootCertificate || !certificate) throw new Error("no certificate");
    expect(rootCertificate.verify(rootCertificate.publicKey)).toBe(true);
    expect(rootCertificate.ca).toBe(true);
    expect(rootCertificate.subject).toBe("O=卫生云\nCN=health cloud");
    expect(certificate.verify(rootCertificate.publicKey)).toBe(true);
    expect(certificate.checkIssued(rootCertificate)).toBe(true);
    expect(certificate.ca).toBe(false);
    expect(certificate.subject).toBe("CN=node-001");
    expect(certificate.subjectAltName).toBe("DNS:node-001.example, IP Address:10.1.2.3, IP Address:FD00:0:0:0:0:0:0:1");
    expect(certificate.keyUsage).toEqual(["1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.1"]);
    expect(certificate.validTo).toBe("Jan  2 00:00:00 2026 GMT");
    expect(certificate.checkPrivateKey(createPrivateKey(text(leafKey, "private_key_pem")))).toBe(true);
    expect(leaf).toMatchObject({
      validity_start_time: "2026-01-01T00:00:00Z",
      validity_end_time: "2026-01-02T00:00:00Z",
      ca_key_algorithm: algorithm,
    });
  });

  it("outlast 2049, from when on a certificate writes years in full", () => {
    const root = authority(key("ED25519"));
    expect(new X509Certificate(text(root, "cert_pem")).validTo).toBe("May 19 00:00:00 2053 GMT");
  });

  it.each([
    ["tls_self_signed_cert", "private_key_pem", "is no private key in PEM"],
    ["tls_locally_signed_cert", "ca_private_key_pem", "is no private key in PEM"],
    ["tls_locally_signed_cert", "ca_cert_pem", "is not a certificate in PEM"],
    ["tls_locally_signed_cert", "cert_request_pem", "is not a certificate signing request in PEM"],
  ])("of %s refuse a %s that is not one", (type, argument, message) => {
    const authorityKey = key("ED25519");
    const given = {
      private_key_pem: text(authorityKey, "private_key_pem"),
      ca_private_key_pem: text(authorityKey, "private_key_pem"),
      ca_cert_pem: text(authority(authorityKey), "cert_pem"),
      [argument]: "-----BEGIN NONSENSE-----\nAAAA\n-----END NONSENSE-----\n",
    };
    expect(() => created(type, given)).toThrow(`${argument}: got a text that ${message}`);
  });
});

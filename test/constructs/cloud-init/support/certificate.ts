import { generateKeyPairSync, sign, type KeyObject } from "node:crypto";

export interface SelfSigned {
  readonly certificate: string;
  readonly privateKey: string;
}

/** A self-signed EC certificate of about the length that Terraform's tls provider writes, made with Node alone. */
export function selfSigned(commonName: string): SelfSigned {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return {
    certificate: pem("CERTIFICATE", certificate(commonName, publicKey, privateKey)),
    privateKey: privateKey.export({ type: "sec1", format: "pem" }).toString(),
  };
}

/** A key as RKE2 wants it for `service.key`: RSA, PKCS #1. */
export function rsaKey(): string {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return privateKey.export({ type: "pkcs1", format: "pem" }).toString();
}

function certificate(commonName: string, publicKey: KeyObject, privateKey: KeyObject): Buffer {
  const ecdsaWithSha256 = der(0x30, Buffer.from("06082a8648ce3d040302", "hex"));
  const nameAttribute = der(0x30, Buffer.from("0603550403", "hex"), der(0x0c, Buffer.from(commonName)));
  const name = der(0x30, der(0x31, nameAttribute));
  const validity = der(0x30, der(0x17, Buffer.from("250101000000Z")), der(0x17, Buffer.from("450101000000Z")));
  // Basic constraints and key identifiers, as an authority has them; only their length matters here.
  const extension = der(0x30, Buffer.from("0603551d0e", "hex"), der(0x04, der(0x04, Buffer.alloc(90, 7))));
  const toBeSigned = der(
    0x30,
    der(0xa0, Buffer.from("020102", "hex")),
    der(0x02, Buffer.alloc(16, 1)),
    ecdsaWithSha256,
    name,
    validity,
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, der(0x30, extension)),
  );
  const signature = sign("sha256", toBeSigned, privateKey);
  return der(0x30, toBeSigned, ecdsaWithSha256, der(0x03, Buffer.from([0]), signature));
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const length = content.length;
  const header =
    length < 128
      ? [tag, length]
      : length < 256
        ? [tag, 0x81, length]
        : [tag, 0x82, Math.floor(length / 256), length % 256];
  return Buffer.concat([Buffer.from(header), content]);
}

function pem(label: string, content: Buffer): string {
  const lines = content.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}

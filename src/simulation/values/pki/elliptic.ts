import { createECDH, createHash } from "node:crypto";
import { inverse } from "./arithmetic";
import { objectIdentifier, toInteger } from "./der";

/** An elliptic curve of the tls provider. */
export interface Curve {
  /** Its name with OpenSSL. */
  readonly name: string;
  readonly bytes: number;
  readonly order: bigint;
  readonly identifier: string;
  readonly hash: "sha256" | "sha384" | "sha512";
  /** Its name with SSH, undefined when SSH has none. */
  readonly ssh?: string;
}

/** The curves by the names that `ecdsa_curve` allows. */
export const CURVES: Readonly<Record<string, Curve>> = {
  P224: {
    name: "secp224r1",
    bytes: 28,
    order: 0xffffffffffffffffffffffffffff16a2e0b8f03e13dd29455c5c2a3dn,
    identifier: "1.3.132.0.33",
    hash: "sha256",
  },
  P256: {
    name: "prime256v1",
    bytes: 32,
    order: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
    identifier: "1.2.840.10045.3.1.7",
    hash: "sha256",
    ssh: "nistp256",
  },
  P384: {
    name: "secp384r1",
    bytes: 48,
    order: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
    identifier: "1.3.132.0.34",
    hash: "sha384",
    ssh: "nistp384",
  },
  P521: {
    name: "secp521r1",
    bytes: 66,
    order:
      0x01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
    identifier: "1.3.132.0.35",
    hash: "sha512",
    ssh: "nistp521",
  },
};

/** The curve whose object identifier the element is. */
export function curveOf(identifier: Buffer): Curve | undefined {
  return Object.values(CURVES).find((curve) => objectIdentifier(curve.identifier).equals(identifier));
}

/** The public point of a private number, uncompressed. */
export function publicPoint(curve: Curve, secret: bigint): Buffer {
  const pair = createECDH(curve.name);
  pair.setPrivateKey(fixedBytes(secret, curve.bytes));
  return pair.getPublicKey();
}

/** A private number below the curve's order from longer random bytes. */
export function privateNumber(curve: Curve, bytes: Uint8Array): bigint {
  return (toInteger(bytes) % (curve.order - 1n)) + 1n;
}

/**
 * An ECDSA signature that is the same for the same key and message, as OpenSSL's is not. Its one-time number comes from a hash of
 * both: enough for a simulation, whose keys protect nothing.
 */
export function signature(
  curve: Curve,
  secret: bigint,
  message: Uint8Array,
): { readonly r: bigint; readonly s: bigint } {
  const { order, bytes } = curve;
  const digest = createHash(curve.hash).update(message).digest();
  const excess = BigInt(Math.max(digest.length * 8 - order.toString(2).length, 0));
  const hashed = toInteger(digest) >> excess;
  const once = privateNumber(
    curve,
    createHash("shake256", { outputLength: bytes + 8 })
      .update(fixedBytes(secret, bytes))
      .update(digest)
      .digest(),
  );
  const point = publicPoint(curve, once);
  const r = toInteger(point.subarray(1, 1 + bytes)) % order;
  const s = (inverse(once, order) * (hashed + r * secret)) % order;
  return { r, s };
}

/** @returns `value` as exactly `bytes` bytes, most significant first */
export function fixedBytes(value: bigint, bytes: number): Buffer {
  return Buffer.from(value.toString(16).padStart(bytes * 2, "0"), "hex");
}

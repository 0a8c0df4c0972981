import { createHash, createPrivateKey, createPublicKey, sign as signWithNode, type KeyObject } from "node:crypto";
import type { Seed } from "../seed";
import {
  bitString,
  integer,
  nothing,
  objectIdentifier,
  octetString,
  readElements,
  sequence,
  tagged,
  toInteger,
} from "./der";
import { CURVES, curveOf, fixedBytes, privateNumber, publicPoint, signature, type Curve } from "./elliptic";
import { rsaPrivateKey } from "./rsa";

/** The curve of a key, which its PKCS #8 form names: undefined for RSA and Ed25519. */
interface EllipticKey {
  readonly curve: Curve;
  readonly secret: bigint;
}

/** A private key that signs the same message the same way every time. */
export class PrivateKey {
  private constructor(
    readonly key: KeyObject,
    readonly elliptic: EllipticKey | undefined,
  ) {}

  /**
   * Makes a key of the tls provider's algorithms, the same for the same seed.
   *
   * @throws when the algorithm, the curve or the size is none that the provider knows
   */
  static make(seed: Seed, algorithm: string, curve: string, bits: number): PrivateKey {
    switch (algorithm) {
      case "RSA":
        return PrivateKey.of(createPrivateKey({ key: rsaPrivateKey(seed, bits), format: "der", type: "pkcs1" }));
      case "ECDSA":
        return PrivateKey.onCurve(seed, curve);
      case "ED25519": {
        const inner = octetString(octetString(seed.bytes("ed25519", 32)));
        const der = sequence(integer(0n), sequence(objectIdentifier("1.3.101.112")), inner);
        return PrivateKey.of(createPrivateKey({ key: der, format: "der", type: "pkcs8" }));
      }
      default:
        throw new Error(`algorithm: got ${JSON.stringify(algorithm)}, allowed are RSA, ECDSA, ED25519`);
    }
  }

  /**
   * Reads a PEM text.
   *
   * @param argument what the text was given as, for the message
   * @throws when it holds no private key
   */
  static parse(pem: string, argument: string): PrivateKey {
    try {
      return PrivateKey.of(createPrivateKey(pem));
    } catch {
      throw new Error(
        `${argument}: got a text that is no private key in PEM; give a key such as tls_private_key's private_key_pem`,
      );
    }
  }

  private static onCurve(seed: Seed, name: string): PrivateKey {
    const curve = CURVES[name];
    if (!curve)
      throw new Error(`ecdsa_curve: got ${JSON.stringify(name)}, allowed are ${Object.keys(CURVES).join(", ")}`);
    const secret = privateNumber(curve, seed.bytes("ecdsa", curve.bytes + 8));
    const der = sequence(
      integer(1n),
      octetString(fixedBytes(secret, curve.bytes)),
      tagged(0, objectIdentifier(curve.identifier)),
      tagged(1, bitString(publicPoint(curve, secret))),
    );
    return PrivateKey.of(createPrivateKey({ key: der, format: "der", type: "sec1" }));
  }

  private static of(key: KeyObject): PrivateKey {
    if (key.asymmetricKeyType !== "ec") return new PrivateKey(key, undefined);
    const [, secret, parameters] = readElements(
      readElements(key.export({ format: "der", type: "sec1" }))[0]?.content ?? Buffer.of(),
    );
    const curve = parameters && curveOf(parameters.content);
    if (!curve || !secret) throw new Error("is a key on a curve that the tls provider does not know");
    return new PrivateKey(key, { curve, secret: toInteger(secret.content) });
  }

  /** The algorithm by the tls provider's name. */
  get algorithm(): "RSA" | "ECDSA" | "ED25519" {
    if (this.elliptic) return "ECDSA";
    return this.key.asymmetricKeyType === "ed25519" ? "ED25519" : "RSA";
  }

  /** The public key, as certificates carry it. */
  get publicKey(): Buffer {
    return createPublicKey(this.key).export({ format: "der", type: "spki" });
  }

  get publicPem(): string {
    return createPublicKey(this.key).export({ format: "pem", type: "spki" }).toString();
  }

  /** The private key in the form that is its algorithm's own: PKCS #1, SEC 1, or PKCS #8 for Ed25519. */
  get pem(): string {
    const type = this.elliptic ? "sec1" : this.algorithm === "RSA" ? "pkcs1" : "pkcs8";
    return this.key.export({ format: "pem", type }).toString();
  }

  /** The identifier of the signatures that the key makes. */
  get signatureAlgorithm(): Buffer {
    if (this.elliptic) {
      const place = { sha256: 2, sha384: 3, sha512: 4 }[this.elliptic.curve.hash];
      return sequence(objectIdentifier(`1.2.840.10045.4.3.${place}`));
    }
    if (this.algorithm === "ED25519") return sequence(objectIdentifier("1.3.101.112"));
    return sequence(objectIdentifier("1.2.840.113549.1.1.11"), nothing());
  }

  sign(message: Buffer): Buffer {
    if (this.elliptic) {
      const { r, s } = signature(this.elliptic.curve, this.elliptic.secret, message);
      return sequence(integer(r), integer(s));
    }
    return signWithNode(this.algorithm === "ED25519" ? null : "sha256", message, this.key);
  }
}

/** The hash by which certificates name a public key. */
export function keyIdentifier(publicKey: Buffer): Buffer {
  const bits = readElements(readElements(publicKey)[0]?.content ?? Buffer.of())[1]?.content ?? Buffer.of();
  return createHash("sha1").update(bits.subarray(1)).digest();
}

import { createHash } from "node:crypto";
import { integer, readElements, toPem, type Element } from "./der";
import type { PrivateKey } from "./private-key";

/** The size to which an unencrypted private key is padded. */
const BLOCK = 8;

/** The public key as SSH writes it, undefined on a curve that SSH does not know. */
export function sshPublicKey(key: PrivateKey): Buffer | undefined {
  const point = pointOf(key);
  if (key.elliptic) {
    const { ssh } = key.elliptic.curve;
    return ssh === undefined ? undefined : Buffer.concat([text(`ecdsa-sha2-${ssh}`), text(ssh), text(point)]);
  }
  if (key.algorithm === "ED25519") return Buffer.concat([text("ssh-ed25519"), text(point)]);
  const [modulus, exponent] = elementsIn(point);
  return Buffer.concat([text("ssh-rsa"), text(contentOf(exponent)), text(contentOf(modulus))]);
}

/** The private key in OpenSSH's own form, undefined on a curve that SSH does not know. */
export function sshPrivateKey(key: PrivateKey): string | undefined {
  const publicKey = sshPublicKey(key);
  if (!publicKey) return undefined;
  const check = createHash("sha256").update(publicKey).digest().subarray(0, 4);
  const secret = Buffer.concat([check, check, secretParts(key, publicKey), text("")]);
  const padding = Buffer.from(
    Array.from({ length: (BLOCK - (secret.length % BLOCK)) % BLOCK }, (_, index) => index + 1),
  );
  const file = Buffer.concat([
    Buffer.from("openssh-key-v1\0"),
    ...["none", "none", ""].map(text),
    Buffer.of(0, 0, 0, 1),
    text(publicKey),
    text(Buffer.concat([secret, padding])),
  ]);
  return toPem("OPENSSH PRIVATE KEY", file);
}

function secretParts(key: PrivateKey, publicKey: Buffer): Buffer {
  if (key.elliptic)
    return Buffer.concat([publicKey, text(contentOf(elementsIn(integer(key.elliptic.secret), false)[0]))]);
  if (key.algorithm === "ED25519") {
    const seed = key.key.export({ format: "der", type: "pkcs8" }).subarray(-32);
    return Buffer.concat([publicKey, text(Buffer.concat([seed, pointOf(key)]))]);
  }
  const [, n, e, d, p, q, , , inverse] = elementsIn(key.key.export({ format: "der", type: "pkcs1" }));
  return Buffer.concat([text("ssh-rsa"), ...[n, e, d, inverse, p, q].map((part) => text(contentOf(part)))]);
}

/** The bits of the public key itself, without their algorithm. */
function pointOf(key: PrivateKey): Buffer {
  return contentOf(elementsIn(key.publicKey)[1]).subarray(1);
}

/** The elements in a sequence, or the elements of the bytes themselves. */
function elementsIn(bytes: Buffer, unwrap = true): Element[] {
  return readElements(unwrap ? contentOf(readElements(bytes)[0]) : bytes);
}

function contentOf(element: Element | undefined): Buffer {
  if (!element) throw new Error("the key lacks a part that its algorithm has");
  return element.content;
}

/** A text or number with its length before it. */
function text(content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

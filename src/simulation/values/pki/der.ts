/** Tags of ASN.1, as far as keys and certificates use them. */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  sequence: 0x30,
  set: 0x31,
} as const;

/** One element: its tag, its length and what it holds. */
export function element(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.of(tag), lengthOf(content.length), content]);
}

export function sequence(...contents: readonly Uint8Array[]): Buffer {
  return element(TAG.sequence, ...contents);
}

export function set(...contents: readonly Uint8Array[]): Buffer {
  return element(TAG.set, ...contents);
}

/** A whole number that is not negative. */
export function integer(value: bigint): Buffer {
  const bytes = unsigned(value);
  const negative = ((bytes[0] ?? 0) & 0x80) !== 0;
  return element(TAG.integer, negative ? Buffer.concat([Buffer.of(0), bytes]) : bytes);
}

export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  const parts = [first * 40 + second, ...rest].flatMap((part) => {
    const groups = [part & 0x7f];
    for (let left = Math.floor(part / 128); left > 0; left = Math.floor(left / 128))
      groups.unshift((left & 0x7f) | 0x80);
    return groups;
  });
  return element(0x06, Buffer.from(parts));
}

export function octetString(content: Uint8Array): Buffer {
  return element(TAG.octetString, content);
}

export function bitString(content: Uint8Array, unusedBits = 0): Buffer {
  return element(TAG.bitString, Buffer.of(unusedBits), content);
}

export function boolean(value: boolean): Buffer {
  return element(TAG.boolean, Buffer.of(value ? 0xff : 0));
}

export function nothing(): Buffer {
  return element(0x05);
}

export function utf8Text(text: string): Buffer {
  return element(0x0c, Buffer.from(text));
}

export function printableText(text: string): Buffer {
  return element(0x13, Buffer.from(text, "latin1"));
}

/** An explicitly tagged element: `[place]`. */
export function tagged(place: number, ...contents: readonly Uint8Array[]): Buffer {
  return element(0xa0 | place, ...contents);
}

/** A point in time; certificates write years from 2050 on in full. */
export function time(date: Date): Buffer {
  const digits = `${date.toISOString().slice(0, 19).replaceAll(/[-:T]/g, "")}Z`;
  return date.getUTCFullYear() < 2050
    ? element(0x17, Buffer.from(digits.slice(2)))
    : element(0x18, Buffer.from(digits));
}

/** An element that was read: `raw` is all of it, `content` what it holds. */
export interface Element {
  readonly tag: number;
  readonly content: Buffer;
  readonly raw: Buffer;
}

/**
 * The elements that follow each other in the bytes.
 *
 * @throws when the bytes end within an element
 */
export function readElements(bytes: Buffer): Element[] {
  const elements: Element[] = [];
  for (let offset = 0; offset < bytes.length;) {
    const short = bytes[offset + 1] ?? 0;
    const lengthBytes = short < 0x80 ? 0 : short & 0x7f;
    const start = offset + 2 + lengthBytes;
    if (start > bytes.length || lengthBytes > 6) throw new Error("is no DER: an element's length is cut off");
    const length = lengthBytes === 0 ? short : bytes.readUIntBE(offset + 2, lengthBytes);
    if (start + length > bytes.length) throw new Error("is no DER: an element is cut off");
    elements.push({
      tag: bytes[offset] ?? 0,
      content: bytes.subarray(start, start + length),
      raw: bytes.subarray(offset, start + length),
    });
    offset = start + length;
  }
  return elements;
}

/** A whole number as bytes, most significant first, at least one. */
export function unsigned(value: bigint): Buffer {
  const digits = value.toString(16);
  return Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, "hex");
}

export function toInteger(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${Buffer.from(bytes).toString("hex")}`);
}

export function toPem(label: string, der: Buffer): string {
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}

/** @throws when the text has no PEM block */
export function fromPem(pem: string): Buffer {
  const body = /-----BEGIN [A-Z0-9 ]+-----([A-Za-z0-9+/=\s]+)-----END/.exec(pem)?.[1];
  if (body === undefined) throw new Error("is no PEM: it has no block between BEGIN and END");
  return Buffer.from(body, "base64");
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  const bytes = unsigned(BigInt(length));
  return Buffer.concat([Buffer.of(0x80 | bytes.length), bytes]);
}

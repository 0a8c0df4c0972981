import {
  bitString,
  boolean,
  element,
  fromPem,
  integer,
  objectIdentifier,
  octetString,
  readElements,
  sequence,
  tagged,
  time,
  toPem,
  type Element,
} from "./der";
import { keyIdentifier, type PrivateKey } from "./private-key";
import { usageExtensions } from "./usages";

const AUTHORITY_KEY_ID = "2.5.29.35";
const BASIC_CONSTRAINTS = "2.5.29.19";
const SUBJECT_KEY_ID = "2.5.29.14";
const ALTERNATIVE_NAMES = "2.5.29.17";
const EXTENSION_REQUEST = "1.2.840.113549.1.9.14";

export interface CertificateProps {
  readonly serialNumber: bigint;
  /** The names as DER writes them. */
  readonly issuer: Buffer;
  readonly subject: Buffer;
  readonly start: Date;
  readonly end: Date;
  /** The public key whose certificate it is. */
  readonly publicKey: Buffer;
  readonly signer: PrivateKey;
  readonly uses: readonly string[];
  readonly isAuthority: boolean;
  /** @default no limit */
  readonly maxPathLength?: number;
  /** The identifier of the public key that verifies this one. @default left out */
  readonly authorityKeyId?: Buffer;
  /** @default false */
  readonly hasSubjectKeyId?: boolean;
  /** The extension with the other names. @default none */
  readonly alternativeNames?: Buffer;
}

/** An X.509 certificate in PEM, the same for the same properties. */
export function certificate(props: CertificateProps): string {
  const { signer, isAuthority, maxPathLength, authorityKeyId, publicKey } = props;
  const constraints = isAuthority
    ? [boolean(true), ...(maxPathLength !== undefined && maxPathLength >= 0 ? [integer(BigInt(maxPathLength))] : [])]
    : [];
  const extensions = [
    ...usageExtensions(props.uses),
    sequence(objectIdentifier(BASIC_CONSTRAINTS), boolean(true), octetString(sequence(...constraints))),
    ...(isAuthority || props.hasSubjectKeyId === true
      ? [sequence(objectIdentifier(SUBJECT_KEY_ID), octetString(octetString(keyIdentifier(publicKey))))]
      : []),
    ...(authorityKeyId
      ? [sequence(objectIdentifier(AUTHORITY_KEY_ID), octetString(sequence(element(0x80, authorityKeyId))))]
      : []),
    ...(props.alternativeNames ? [props.alternativeNames] : []),
  ];
  const content = sequence(
    tagged(0, integer(2n)),
    integer(props.serialNumber),
    signer.signatureAlgorithm,
    props.issuer,
    sequence(time(props.start), time(props.end)),
    props.subject,
    publicKey,
    tagged(3, sequence(...extensions)),
  );
  return toPem("CERTIFICATE", signed(content, signer));
}

/** A certificate signing request in PEM. */
export function certificateRequest(subject: Buffer, key: PrivateKey, alternativeNames?: Buffer): string {
  const asked = alternativeNames
    ? [sequence(objectIdentifier(EXTENSION_REQUEST), element(0x31, sequence(alternativeNames)))]
    : [];
  const content = sequence(integer(0n), subject, key.publicKey, tagged(0, ...asked));
  return toPem("CERTIFICATE REQUEST", signed(content, key));
}

/** What a signing request asks for. */
export interface ParsedRequest {
  readonly subject: Buffer;
  readonly publicKey: Buffer;
  readonly alternativeNames?: Buffer;
}

/** @throws when the text is no signing request in PEM */
export function parseRequest(pem: string): ParsedRequest {
  const [, subject, publicKey, attributes] = parseSigned(pem, "cert_request_pem", "a certificate signing request");
  if (!subject || !publicKey) throw malformed("cert_request_pem", "a certificate signing request");
  const names = attributes && findExtension(attributes.content, objectIdentifier(ALTERNATIVE_NAMES));
  return { subject: subject.raw, publicKey: publicKey.raw, ...(names ? { alternativeNames: names } : {}) };
}

/** What of an authority's certificate its signatures repeat. */
export function parseAuthority(pem: string): { readonly subject: Buffer; readonly publicKey: Buffer } {
  const parts = parseSigned(pem, "ca_cert_pem", "a certificate");
  const [subject, publicKey] = [parts[5], parts[6]];
  if (!subject || !publicKey) throw malformed("ca_cert_pem", "a certificate");
  return { subject: subject.raw, publicKey: publicKey.raw };
}

function signed(content: Buffer, signer: PrivateKey): Buffer {
  return sequence(content, signer.signatureAlgorithm, bitString(signer.sign(content)));
}

function parseSigned(pem: string, argument: string, expected: string): Element[] {
  try {
    const [whole] = readElements(fromPem(pem));
    const [content] = readElements(whole?.content ?? Buffer.of());
    return readElements(content?.content ?? Buffer.of());
  } catch {
    throw malformed(argument, expected);
  }
}

function malformed(argument: string, expected: string): Error {
  return new Error(`${argument}: got a text that is not ${expected} in PEM`);
}

/** Searches nested elements for the extension with an identifier. */
function findExtension(bytes: Buffer, identifier: Buffer): Buffer | undefined {
  for (const { tag, content, raw } of readElements(bytes)) {
    if (tag !== 0x30 && tag !== 0x31) continue;
    if (content.subarray(0, identifier.length).equals(identifier)) return raw;
    const inner = findExtension(content, identifier);
    if (inner) return inner;
  }
  return undefined;
}

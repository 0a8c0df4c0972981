import { parse } from "ipaddr.js";
import { field, isArray, type Value } from "../../wire/value";
import { element, objectIdentifier, octetString, printableText, sequence, set, utf8Text } from "./der";

/** A subject's fields by the tls provider's names, in the order in which a certificate lists them. */
const SUBJECT_FIELDS = [
  ["country", "2.5.4.6"],
  ["organization", "2.5.4.10"],
  ["organizational_unit", "2.5.4.11"],
  ["locality", "2.5.4.7"],
  ["province", "2.5.4.8"],
  ["street_address", "2.5.4.9"],
  ["postal_code", "2.5.4.17"],
  ["common_name", "2.5.4.3"],
  ["serial_number", "2.5.4.5"],
  ["email_address", "1.2.840.113549.1.9.1"],
] as const;

/** The kinds of alternative names, by their numbers in a certificate. */
const DNS_NAME = 0x82;
const URI = 0x86;
const IP_ADDRESS = 0x87;

/** A distinguished name from a resource's `subject` block. */
export function distinguishedName(resource: Value): Buffer {
  const blocks = field(resource, "subject");
  const subject = isArray(blocks) ? (blocks[0] ?? null) : blocks;
  const parts = SUBJECT_FIELDS.flatMap(([name, identifier]) =>
    textsOf(field(subject, name)).map((text) => {
      const written = name === "country" || name === "serial_number" ? printableText(text) : utf8Text(text);
      return set(sequence(objectIdentifier(identifier), written));
    }),
  );
  return sequence(...parts);
}

/** The extension with a resource's other names, undefined when it has none. */
export function alternativeNames(resource: Value): Buffer | undefined {
  const names = [
    ...textsOf(field(resource, "dns_names")).map((name) => element(DNS_NAME, Buffer.from(name))),
    ...textsOf(field(resource, "ip_addresses")).map((address) => element(IP_ADDRESS, addressBytes(address))),
    ...textsOf(field(resource, "uris")).map((uri) => element(URI, Buffer.from(uri))),
  ];
  if (names.length === 0) return undefined;
  return sequence(objectIdentifier("2.5.29.17"), octetString(sequence(...names)));
}

function addressBytes(address: string): Buffer {
  try {
    return Buffer.from(parse(address).toByteArray());
  } catch {
    throw new Error(`ip_addresses: got ${JSON.stringify(address)}, allowed are IPv4 and IPv6 addresses`);
  }
}

function textsOf(value: Value): string[] {
  const texts = isArray(value) ? value : [value];
  return texts.filter((each): each is string => typeof each === "string" && each !== "");
}

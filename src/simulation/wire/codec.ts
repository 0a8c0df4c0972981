import { Decoder, Encoder, ExtensionCodec, ExtData } from "@msgpack/msgpack";
import { Unknown, UNKNOWN, type Value } from "./value";

/** The extension types of MessagePack under which Terraform writes an unknown value. */
const PLAIN_UNKNOWN = 0;
const REFINED_UNKNOWN = 12;

const NOTHING_KNOWN = Uint8Array.of(0);

const extensions = new ExtensionCodec();
extensions.register({
  type: PLAIN_UNKNOWN,
  encode: (value) => (value instanceof Unknown && !value.refinement ? NOTHING_KNOWN : null),
  decode: () => UNKNOWN,
});
extensions.register({
  type: REFINED_UNKNOWN,
  encode: (value) => (value instanceof Unknown && value.refinement ? value.refinement : null),
  // The decoder's buffer is Terraform's message: what is kept of it must be a copy.
  decode: (data) => new Unknown(Uint8Array.from(data)),
});

const options = { extensionCodec: extensions, useBigInt64: true };
const decoder = new Decoder(options);
const encoder = new Encoder(options);

/**
 * Reads a value that Terraform wrote.
 *
 * @throws when the bytes are not MessagePack, or hold what Terraform never writes
 */
export function decode(bytes: Uint8Array): Value {
  const value: unknown = decoder.decode(bytes);
  assertValue(value);
  return value;
}

/** Writes a value for Terraform to read. */
export function encode(value: Value): Uint8Array {
  return encoder.encode(value);
}

function assertValue(value: unknown): asserts value is Value {
  switch (typeof value) {
    case "boolean":
    case "number":
    case "bigint":
    case "string":
      return;
    case "object":
      if (value === null || value instanceof Unknown || value instanceof Uint8Array) return;
      if (value instanceof ExtData) {
        throw new Error(
          `got a value of MessagePack's extension type ${value.type}, allowed are 0 and 12 (unknown values)`,
        );
      }
      for (const inner of Object.values(value)) assertValue(inner);
      return;
    default:
      throw new Error(`got a ${typeof value} in a value, allowed are MessagePack's plain types`);
  }
}

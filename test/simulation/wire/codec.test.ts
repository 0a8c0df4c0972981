import fc from "fast-check";
import { decode, encode } from "../../../src/simulation/wire/codec";
import { equal, toNumber, Unknown, UNKNOWN, type Value } from "../../../src/simulation/wire/value";

const key = fc.string().filter((text) => text !== "__proto__");

/** Any value that Terraform may send: int64 beyond a double's whole numbers, texts, lists (sets travel as lists), maps. */
const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true }).map((number) => number + 0),
    fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n }),
    fc.string({ unit: "binary" }),
    fc.uint8Array(),
    fc.array(tie("value")),
    fc.dictionary(key, tie("value"), { noNullPrototype: true }),
  ),
}));

describe("the codec", () => {
  it("gives back every known value that it wrote", () => {
    fc.assert(fc.property(value, (given) => equal(decode(encode(given)), given)));
  });

  it("writes the same bytes for what it read", () => {
    fc.assert(
      fc.property(value, (given) => {
        const bytes = encode(given);
        expect(encode(decode(bytes))).toEqual(bytes);
      }),
    );
  });

  it("writes an unknown value as extension 0, wherever it stands", () => {
    expect(Buffer.from(encode({ id: UNKNOWN })).toString("hex")).toBe("81a26964d40000");
    expect(decode(Buffer.from("81a26964d40000", "hex"))).toEqual({ id: UNKNOWN });
  });

  it("keeps what is known of an unknown value, as extension 12", () => {
    // {1: false}: it will not be null.
    const bytes = Buffer.from("91c7030c8101c2", "hex");
    const read = decode(bytes);
    expect(read).toEqual([new Unknown(Buffer.from("8101c2", "hex"))]);
    expect(Buffer.from(encode(read))).toEqual(bytes);
  });

  it("keeps whole numbers beyond 2^53, and decimal texts in a number's place", () => {
    expect(decode(Buffer.from("cf0020000000000001", "hex"))).toBe(2n ** 53n + 1n);
    expect(decode(encode("123456789012345678901234567890"))).toBe("123456789012345678901234567890");
    expect(toNumber(2n ** 53n + 1n)).toBe(2 ** 53);
  });

  it("refuses an extension that Terraform does not have", () => {
    expect(() => decode(Buffer.from("d40700", "hex"))).toThrow(
      "got a value of MessagePack's extension type 7, allowed are 0 and 12 (unknown values)",
    );
  });

  it("refuses bytes that end too early", () => {
    expect(() => decode(Buffer.from("92c0", "hex"))).toThrow();
  });
});

describe("equality", () => {
  it("takes an unknown for no value's equal, not even its own", () => {
    expect(equal(UNKNOWN, UNKNOWN)).toBe(false);
    expect(equal({ id: UNKNOWN }, { id: UNKNOWN })).toBe(false);
  });

  it("tells null from a missing field", () => {
    expect(equal({ name: null }, {})).toBe(false);
    expect(equal({ name: null }, { label: null })).toBe(false);
  });

  it("tells lists, objects and bytes apart", () => {
    expect(equal([], {})).toBe(false);
    expect(equal([1, 2], [1])).toBe(false);
    expect(equal(Uint8Array.of(1), Uint8Array.of(1))).toBe(true);
    expect(equal(Uint8Array.of(1), [1])).toBe(false);
  });
});

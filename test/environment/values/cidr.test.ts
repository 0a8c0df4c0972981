import fc from "fast-check";
import { Cidr, cidr, Ipv4Address } from "../../../src/environment/values";
import { z } from "zod";

/** A block as a model without classes: its first number and its prefix length. */
const block = fc
  .tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 0, max: 32 }))
  .map(([number, prefixLength]) => {
    const size = 2n ** BigInt(32 - prefixLength);
    return { first: (BigInt(number) / size) * size, size, prefixLength };
  });

function write({ first, prefixLength }: { first: bigint; prefixLength: number }): Cidr {
  const octets = [24n, 16n, 8n, 0n].map((shift) => (first >> shift) & 255n);
  return Cidr.parse(`${octets.join(".")}/${prefixLength}`);
}

describe("a CIDR", () => {
  it("knows its ends and its size", () => {
    const parsed = Cidr.parse("10.16.0.0/22");
    expect(parsed.first.toString()).toBe("10.16.0.0");
    expect(parsed.last.toString()).toBe("10.16.3.255");
    expect(parsed.size).toBe(1024);
    expect(parsed.prefixLength).toBe(22);
  });

  it("prints as it was written, and as a part of logical ids", () => {
    expect(Cidr.parse("10.16.0.0/16").toString()).toBe("10.16.0.0/16");
    expect(Cidr.parse("10.16.0.0/16").key).toBe("10-16-0-0-16");
  });

  it("equals a block of the same address and length alone", () => {
    expect(Cidr.parse("10.0.0.0/16").equals(Cidr.parse("10.0.0.0/16"))).toBe(true);
    expect(Cidr.parse("10.0.0.0/16").equals(Cidr.parse("10.0.0.0/17"))).toBe(false);
    expect(Cidr.parse("10.0.0.0/16").equals(Cidr.parse("10.1.0.0/16"))).toBe(false);
  });

  it("holds one address when it is made of one", () => {
    expect(Cidr.ofAddress(Ipv4Address.parse("192.0.2.7")).toString()).toBe("192.0.2.7/32");
  });

  it.each([
    ["10.0.0.5/16", `got "10.0.0.5/16", expected the block's network address; did you mean 10.0.0.0/16?`],
    ["10.0.0.0", 'got "10.0.0.0", expected a CIDR such as 10.16.0.0/16'],
    ["10.0.0.0/33", 'got "10.0.0.0/33", expected a CIDR such as 10.16.0.0/16'],
    ["010.0.0.0/8", 'got "010.0.0.0/8", expected a CIDR such as 10.16.0.0/16'],
    ["10.0.0/8", 'got "10.0.0/8", expected a CIDR such as 10.16.0.0/16'],
    ["fd00::/8", `got "fd00::/8", expected a CIDR such as 10.16.0.0/16; the platform's networks are IPv4 only`],
    ["", 'got "", expected a CIDR such as 10.16.0.0/16'],
  ])("refuses %s", (text, message) => {
    expect(() => Cidr.parse(text)).toThrow(new Error(message));
  });

  it("refuses a host beyond its end", () => {
    expect(() => Cidr.parse("10.0.0.0/30").host(4)).toThrow("block 10.0.0.0/30: got host number 4, expected 0 to 3");
  });

  it("refuses parts that are larger than itself or beyond its end", () => {
    const parsed = Cidr.parse("10.0.0.0/24");
    expect(() => parsed.subnet(23, 0)).toThrow("block 10.0.0.0/24: got parts of /23, expected /24 to /32");
    expect(() => parsed.subnet(26, 4)).toThrow(
      "block 10.0.0.0/24: got part 4 of /26, expected a whole number from 0 to 3",
    );
  });

  it("numbers its addresses from its first one", () => {
    fc.assert(
      fc.property(block, fc.bigInt({ min: 0n, max: 2n ** 32n - 1n }), (model, offset) => {
        const number = offset % model.size;
        expect(BigInt(write(model).host(Number(number)).toNumber())).toBe(model.first + number);
      }),
    );
  });

  it("divides itself into parts that follow each other", () => {
    fc.assert(
      fc.property(block, fc.nat(32), fc.bigInt({ min: 0n, max: 2n ** 32n - 1n }), (model, further, given) => {
        const prefixLength = Math.min(32, model.prefixLength + further);
        const index = given % 2n ** BigInt(prefixLength - model.prefixLength);
        const part = write(model).subnet(prefixLength, Number(index));
        expect(BigInt(part.first.toNumber())).toBe(model.first + index * 2n ** BigInt(32 - prefixLength));
        expect(part.prefixLength).toBe(prefixLength);
        expect(write(model).contains(part)).toBe(true);
      }),
    );
  });

  it("contains and overlaps as intervals of numbers do", () => {
    fc.assert(
      fc.property(block, block, (left, right) => {
        const leftEnd = left.first + left.size;
        const rightEnd = right.first + right.size;
        expect(write(left).contains(write(right))).toBe(left.first <= right.first && rightEnd <= leftEnd);
        expect(write(left).overlaps(write(right))).toBe(left.first < rightEnd && right.first < leftEnd);
      }),
    );
  });
});

describe("the schema of a CIDR", () => {
  it("yields the value", () => {
    expect(cidr().parse("10.0.0.0/8").size).toBe(2 ** 24);
  });

  it("says what is expected, of texts and of other values", () => {
    expect(cidr().safeParse("10.0.0.1/8").error?.issues[0]?.message).toBe(
      "expected the block's network address; did you mean 10.0.0.0/8?",
    );
    expect(cidr().safeParse(10).error?.issues[0]?.message).toBe("expected a CIDR such as 10.16.0.0/16");
  });

  it("is a text with a pattern for editors", () => {
    expect(z.toJSONSchema(cidr(), { io: "input" })).toMatchObject({
      type: "string",
      pattern: String.raw`^[\d.]+\/\d{1,2}$`,
      description: "An IPv4 block such as 10.16.0.0/16.",
    });
  });
});

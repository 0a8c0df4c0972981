import fc from "fast-check";
import { cpuQuantity, memoryQuantity, Quantity } from "../../../src/environment/values";

describe("an amount of CPU", () => {
  it.each([
    ["500m", 500],
    ["2", 2000],
    ["0.5", 500],
    ["1.001", 1001],
  ])("%s is %d thousandths of a core", (text, millicores) => {
    expect(Quantity.cpu(text).amount).toBe(millicores);
  });

  it.each(["0", "0m", "-1", "1.5m", "0.0001", "2 cores", "1e3", ""])('refuses "%s"', (text) => {
    expect(() => Quantity.cpu(text)).toThrow(`got "${text}", expected an amount of CPU such as 500m or "2"`);
  });

  it("asks for quotes around whole cores", () => {
    expect(cpuQuantity().safeParse(2).error?.issues[0]?.message).toBe(
      'expected an amount of CPU such as 500m or "2", whole cores in quotes',
    );
  });
});

describe("an amount of memory", () => {
  it.each([
    ["512Mi", 512 * 1024 ** 2],
    ["2Gi", 2 * 1024 ** 3],
    ["1Ti", 1024 ** 4],
  ])("%s is %d bytes", (text, bytes) => {
    expect(Quantity.memory(text).amount).toBe(bytes);
  });

  it.each(["512", "512MB", "0Mi", "1.5Gi", "Gi", ""])('refuses "%s"', (text) => {
    expect(() => Quantity.memory(text)).toThrow(`got "${text}", expected an amount of memory such as 512Mi or 2Gi`);
  });

  it("says what is expected of a number", () => {
    expect(memoryQuantity().safeParse(512).error?.issues[0]?.message).toBe(
      "expected an amount of memory such as 512Mi or 2Gi",
    );
  });
});

describe("a quantity", () => {
  it("prints as it was written", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), fc.constantFrom("Ki", "Mi", "Gi", "Ti"), (count, unit) => {
        expect(Quantity.memory(`${count}${unit}`).toString()).toBe(`${count}${unit}`);
        expect(Quantity.cpu(`${count}m`).toString()).toBe(`${count}m`);
      }),
    );
  });
});

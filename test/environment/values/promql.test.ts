import { parsePromql } from "../../../src/environment/values";

describe("a PromQL expression", () => {
  it("is kept as it is, without the space around it", () => {
    expect(parsePromql("\nsum(rate(requests_total[5m]))\n  > 5\n")).toBe("sum(rate(requests_total[5m]))\n  > 5");
  });

  it.each([
    ["up ==", 'got "up ==", expected PromQL: an end too early at 1:6 of the expression does not fit'],
    [
      "sum(rate(a[5m]) by job",
      'got "sum(rate(a[5m]) by job", expected PromQL: "by" at 1:17 of the expression does not fit',
    ],
    ["up == 0\nfor 5m", 'got "up == 0\\nfor 5m", expected PromQL: "for" at 2:1 of the expression does not fit'],
    ["", 'got "", expected a PromQL expression such as up == 0'],
  ])("refuses %j with the place of what does not fit", (expression, message) => {
    expect(() => parsePromql(expression)).toThrow(message);
  });
});

import { seriesRead } from "./series-read";

/** As an object, so that a difference is easy to see. */
function read(expression: string, ...wanted: readonly string[]): Record<string, string[]> {
  return Object.fromEntries([...seriesRead(expression, wanted)].map(([name, labels]) => [name, [...labels].sort()]));
}

describe("the labels that an expression takes for granted", () => {
  it.each<[string, string[], Record<string, string[]>]>([
    ["up", [], { up: [] }],
    ['up{job="a",instance!~"b.*"}', [], { up: ["instance", "job"] }],
    ["up == 0", ["instance"], { up: ["instance"] }],
    ['{__name__="up",job="a"}', [], { up: ["job"] }],
    ["sum by (a, b) (rate(m[5m]))", ["a"], { m: ["a", "b"] }],
    ["sum(m) by (a)", [], { m: ["a"] }],
    ["sum without (a) (m)", ["b"], { m: ["b"] }],
    ["topk(3, m)", ["a"], { m: ["a"] }],
    ['count(count_values("hash", m)) > 1', [], { m: [] }],
    ['count_values("hash", m)', ["hash"], { m: [] }],
    ["histogram_quantile(0.9, sum by (a, le) (rate(m_bucket[5m])))", ["a"], { m_bucket: ["a", "le"] }],
    ["time() - max by (a) (m)", ["a"], { m: ["a"] }],
    ["max_over_time((m > bool 2)[1h:5m])", ["a"], { m: ["a"] }],
    ["m offset 5m @ 3", ["a"], { m: ["a"] }],
    ["-(m)", ["a"], { m: ["a"] }],
  ])("%s, of which %j is wanted", (expression, wanted, expected) => {
    expect(read(expression, ...wanted)).toEqual(expected);
  });

  it.each<[string, string[], Record<string, string[]>]>([
    ["m / n", ["a"], { m: ["a"], n: ["a"] }],
    ["m / on (a) n", ["a"], { m: ["a"], n: ["a"] }],
    ["m * on (a) group_left (c) n", ["b", "c"], { m: ["a", "b"], n: ["a", "c"] }],
    ["n * on (a) group_right (c) m", ["b", "c"], { m: ["a", "b"], n: ["a", "c"] }],
    ["m < on () group_left count(n)", ["a"], { m: ["a"], n: [] }],
    ["m and on (a) n", ["b"], { m: ["a", "b"], n: ["a"] }],
    ["m unless n", ["b"], { m: ["b"], n: [] }],
    ["m or n", ["b"], { m: ["b"], n: ["b"] }],
    ["m or sum by (b) (n)", ["a", "b"], { m: ["a", "b"], n: ["b"] }],
    ["m or vector(0)", [], { m: [] }],
  ])("of both sides: %s, of which %j is wanted", (expression, wanted, expected) => {
    expect(read(expression, ...wanted)).toEqual(expected);
  });

  it.each<[string, string[], Record<string, string[]>]>([
    ['label_replace(m, "a", "$1", "b", "(.+)")', ["a", "c"], { m: ["b", "c"] }],
    ['label_join(m, "a", "-", "b", "c")', ["a"], { m: ["b", "c"] }],
    ['absent(m{job="x"})', ["job"], { m: ["job"] }],
    ["vector(scalar(m))", ["a"], { m: [] }],
  ])("which a function makes or needs: %s, of which %j is wanted", (expression, wanted, expected) => {
    expect(read(expression, ...wanted)).toEqual(expected);
  });

  it("cannot be one that the expression takes away", () => {
    expect(() => read("sum by (a) (m)", "b")).toThrow("label b is wanted of sum by (a) (m), which takes it away");
    expect(() => read("sum(m)", "b")).toThrow("label b is wanted of sum(m), which takes it away");
    expect(() => read("sum(m) or sum(n)", "b")).toThrow("label b is wanted of sum(m) or sum(n), which takes it away");
    expect(() => read("m / on (a) n", "b")).toThrow("label b is wanted of m / on (a) n, which takes it away");
  });

  it("cannot be told of what is no PromQL or names no series", () => {
    expect(() => read("sum(up")).toThrow("expected PromQL");
    expect(() => read('{job="a"}')).toThrow('selector {job="a"} names no series');
  });
});

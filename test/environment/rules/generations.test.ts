import { faultsWith } from "./city";

describe("a retiring generation", () => {
  it("is older than the present one", () => {
    expect(
      faultsWith({ "clusters[0].controlPlane.generation": 3, "clusters[0].controlPlane.retiring": [2, 3, 4] }),
    ).toEqual([
      "clusters[0].controlPlane.retiring[1]: got 3, expected at most 2: generation 3 is the present one, and only those before it retire",
      "clusters[0].controlPlane.retiring[2]: got 4, expected at most 2: generation 3 is the present one, and only those before it retire",
    ]);
  });

  it("does not exist beside the first one", () => {
    expect(faultsWith({ "clusters[0].pools[1].retiring": [1] })).toEqual([
      "clusters[0].pools[1].retiring[0]: got 1, expected none: generation 1 is the present one, and only those before it retire",
    ]);
  });

  it("stands once", () => {
    expect(
      faultsWith({ "clouds.chutian.exchange.generation": 3, "clouds.chutian.exchange.retiring": [1, 2, 1] }),
    ).toEqual(["clouds.chutian.exchange.retiring[2]: got 1 a second time, expected each generation once"]);
  });

  it.each(["exchange", "management"])("of %s follows the same rule", (group) => {
    expect(faultsWith({ [`clouds.tianyi.${group}.retiring`]: [2] })).toEqual([
      `clouds.tianyi.${group}.retiring[0]: got 2, expected none: generation 1 is the present one, and only those before it retire`,
    ]);
  });
});

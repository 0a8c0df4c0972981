import { faultsWith } from "./city";

describe("an external endpoint", () => {
  it("does not answer where another one does, since rules are named after it", () => {
    expect(faultsWith({ "externalEndpoints[1].addresses": ["198.51.100.130/32"] })).toEqual([
      "externalEndpoints[1].addresses[0]: got 198.51.100.130/32 with tcp/443, where registry answers as well, expected one endpoint for both: let the flows name that one",
    ]);
  });

  it("may answer at the same address on another port", () => {
    expect(
      faultsWith({
        "externalEndpoints[1].addresses": ["198.51.100.130/32"],
        "externalEndpoints[1].ports": ["tcp/8443"],
      }),
    ).toEqual([]);
  });
});

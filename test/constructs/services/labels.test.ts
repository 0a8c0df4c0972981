import * as fc from "fast-check";
import { ownerLabel } from "../../../src/constructs/services/labels";

describe("an owner as a label", () => {
  it("keeps the address readable", () => {
    expect(ownerLabel("card-team@vendor-01.example")).toBe("card-team_at_vendor-01.example");
  });

  it("replaces what a label does not take", () => {
    expect(ownerLabel("card+night@vendor-01.example")).toBe("card-night_at_vendor-01.example");
  });

  it("is a value that Kubernetes takes, whatever the address", () => {
    fc.assert(
      fc.property(fc.emailAddress(), (email) => {
        expect(ownerLabel(email)).toMatch(/^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/);
      }),
    );
  });
});

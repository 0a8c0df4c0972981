import { programPath } from "./support/program";

describe("a program that is missing", () => {
  it("fails the check that needs it, and tells how to install it", () => {
    expect(() => programPath("haproxy", ["/nonexistent"])).toThrow(
      "haproxy is missing: install it with npm run verify:install",
    );
  });
});

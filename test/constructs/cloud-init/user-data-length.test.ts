import { userDataLengthPrecondition } from "../../../src/constructs/cloud-init";
import { resolved } from "./support/resolved";

describe("userDataLengthPrecondition", () => {
  it("compares the length at apply, and says what was got, what is allowed and what to do", () => {
    expect(resolved((variable) => userDataLengthPrecondition(variable("user-data"), 16_384))).toEqual({
      condition: "${(length(var.user-data) <= 16384)}",
      errorMessage:
        "user_data: got ${nonsensitive(sensitive(length(var.user-data)))} characters, allowed are at most 16384; give the machine less: fewer manifests, registries or trusted certificates, or build them into the image.",
    });
  });
});

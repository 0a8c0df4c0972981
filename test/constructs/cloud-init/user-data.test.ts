import { gunzipSync } from "node:zlib";
import { encodeUserData, userDataLengthPrecondition } from "../../../src/constructs/cloud-init";
import { resolved } from "./support/resolved";

describe("encodeUserData", () => {
  it("compresses a document that is known at synth", () => {
    const encoded = encodeUserData('#cloud-config\n{"runcmd":[]}');
    expect(gunzipSync(Buffer.from(encoded, "base64")).toString()).toBe('#cloud-config\n{"runcmd":[]}');
  });

  it("lets Terraform compress a document with references", () => {
    expect(resolved((variable) => encodeUserData(`#cloud-config\n{"hostname":"${variable("name")}"}`))).toBe(
      '${base64gzip(join("", ["#cloud-config\\n{\\"hostname\\":\\"", var.name, "\\"}"]))}',
    );
  });
});

describe("userDataLengthPrecondition", () => {
  it("compares the length at apply, and says what was got, what is allowed and what to do", () => {
    expect(resolved((variable) => userDataLengthPrecondition(variable("user-data"), 16_384))).toEqual({
      condition: "${(length(var.user-data) <= 16384)}",
      errorMessage:
        "user_data: got ${nonsensitive(sensitive(length(var.user-data)))} characters, allowed are at most 16384; give the machine less: fewer manifests, registries or trusted certificates, or build them into the image.",
    });
  });
});

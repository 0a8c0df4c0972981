import { RemoteStates } from "../../../src/simulation/engine/remote-states";
import { appOf, stackOf } from "./support";

const states = new RemoteStates(
  appOf(
    stackOf("network", { terraform: { backend: { s3: { bucket: "state", key: "network" } } } }),
    stackOf("pki", { terraform: { backend: { local: { path: "pki.tfstate" } } } }),
  ),
);

describe("the owner of a remote state", () => {
  it("is the stack that cdktf's name for the data source names", () => {
    expect(states.ownerOf("cross-stack-reference-input-pki", {})).toBe("pki");
  });

  it("is the stack with the same backend and the same settings", () => {
    expect(states.ownerOf("shared", { backend: "s3", config: { bucket: "state", key: "network" } })).toBe("network");
  });

  it("is nobody when the settings differ", () => {
    expect(states.ownerOf("shared", { backend: "s3", config: { bucket: "state", key: "other" } })).toBeUndefined();
  });
});

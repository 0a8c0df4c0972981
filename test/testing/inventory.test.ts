import { Password } from "@cdktf/provider-random/lib/password";
import { RandomProvider } from "@cdktf/provider-random/lib/provider";
import { PrivateKey } from "@cdktf/provider-tls/lib/private-key";
import { TlsProvider } from "@cdktf/provider-tls/lib/provider";
import { App, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { Inventory, inventorySerializer, resourceAddresses } from "../../src/testing";

/** An app of two stacks: one with two passwords and a key, one that is empty. */
function sample(): App {
  const app = new App();
  const secrets = new TerraformStack(app, "secrets");
  new RandomProvider(secrets, "random");
  new TlsProvider(secrets, "tls");
  new PrivateKey(secrets, "key", { algorithm: "ECDSA" });
  for (const site of ["site-2", "site-1"]) new Password(new Construct(secrets, site), "password", { length: 32 });
  new TerraformStack(app, "empty");
  return app;
}

describe("an inventory", () => {
  it("counts the resources of each stack by type, and no provider", () => {
    expect(Inventory.of(sample()).stacks).toEqual([
      { stack: "secrets", resources: { random_password: 2, tls_private_key: 1 } },
      { stack: "empty", resources: {} },
    ]);
  });

  it("can be that of one stack", () => {
    const secrets = sample().node.findChild("secrets");
    expect(Inventory.of(secrets).stacks.map(({ stack }) => stack)).toEqual(["secrets"]);
  });

  it("prints what a person can review", () => {
    const inventory = Inventory.of(sample());
    expect(inventorySerializer.test(inventory)).toBe(true);
    expect(inventorySerializer.serialize(inventory)).toBe(
      ["secrets", "     2  random_password", "     1  tls_private_key", "", "empty"].join("\n"),
    );
  });

  it("leaves other values to other serializers", () => {
    expect(inventorySerializer.test("secrets")).toBe(false);
  });
});

describe("the addresses of resources", () => {
  it("are Terraform's, by stack, sorted", () => {
    expect(resourceAddresses(sample()).map((address) => address.replace(/_[0-9A-F]{8}$/, ""))).toEqual([
      "secrets: random_password.site-1_password",
      "secrets: random_password.site-2_password",
      "secrets: tls_private_key.key",
    ]);
  });
});

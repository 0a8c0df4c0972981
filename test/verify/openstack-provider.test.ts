import { openstackProviderFolder, Terraform, type TerraformError } from "./support/terraform";
import { synthesizedEnvironments } from "./support/synthesized-environments";

const SOURCE = "terraform-provider-openstack/openstack";
const VERSION = "3.4.0";

const STACKS = [
  ...["dev", "staging", "prod"].flatMap((environment) => [
    `${environment}-chutian-network`,
    `${environment}-internet-chutian-cluster`,
    `${environment}-medical-chutian-cluster`,
  ]),
  // The environment whose names stand in Designate.
  "staging-dns",
];

type StackFile = ReturnType<ReturnType<typeof synthesizedEnvironments>["stack"]>;

/** A stack without its backend, which would need credentials. */
function validate(stack: StackFile): TerraformError[] {
  const terraform = { required_providers: stack.terraform.required_providers };
  const validator = new Terraform({ ...stack, terraform }, { [SOURCE]: openstackProviderFolder(VERSION) });
  try {
    return validator.validate();
  } finally {
    validator.remove();
  }
}

describe("the real OpenStack provider", () => {
  const folder = synthesizedEnvironments();

  it("is asked about every stack that uses it, in the version that the stack pins", () => {
    const pinned = ["dev", "staging", "prod"]
      .flatMap((environment) => folder.stackNames(environment))
      .map((name) => [name, folder.stack(name).terraform.required_providers] as const)
      .filter(([, providers]) => Object.keys(providers ?? {}).includes("openstack"));
    expect(pinned.map(([name]) => name).sort()).toEqual([...STACKS].sort());
    for (const [, providers] of pinned) {
      expect(providers).toMatchObject({ openstack: { version: VERSION } });
    }
  });

  it.each(STACKS)("accepts %s", (name) => {
    expect(validate(folder.stack(name))).toEqual([]);
  });

  it("refuses what it does not know", () => {
    const stack = folder.stack("dev-chutian-network");
    const network = { name: "network", availability: "wuhan-a" };
    const changed = { ...stack, resource: { ...stack.resource, openstack_networking_network_v2: { network } } };
    expect(validate(changed)).toContainEqual(expect.objectContaining({ summary: "Extraneous JSON object property" }));
  });
});

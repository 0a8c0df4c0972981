import { join } from "node:path";
import { TerraformProgram } from "../../src/simulation/engine/terraform-program";
import { reattachment } from "../../src/simulation/reattachment";
import { serveProviders } from "../../src/simulation/serve-providers";
import type * as providerSchema from "../../src/terraform/provider-schema";
import { TemporaryFolder } from "./support/temporary-folder";

type ProviderFacts = providerSchema.ProviderFacts;

/** What the facts of every provider say in a test. */
let mockLie: (facts: ProviderFacts) => ProviderFacts = (facts) => facts;

jest.mock("../../src/terraform/provider-schema", () => {
  const actual = jest.requireActual<typeof providerSchema>("../../src/terraform/provider-schema");
  return {
    ...actual,
    providerFacts: (name: Parameters<typeof actual.providerFacts>[0]) => mockLie(actual.providerFacts(name)),
  };
});

const TYPE = "random_id";

const CONFIGURATION = {
  terraform: { required_providers: { random: { source: "hashicorp/random" } } },
  resource: { [TYPE]: { one: { byte_length: 4 } } },
  output: { hex: { value: `\${${TYPE}.one.hex}` } },
};

/** The facts with other attributes of the resource type. */
function withAttributes(facts: ProviderFacts, attributes: object): ProviderFacts {
  const { provider_schema: schema } = facts;
  const resource = schema.resource_schemas[TYPE];
  if (!resource) throw new Error(`no ${TYPE}`);
  const block = { ...resource.block, attributes: { ...resource.block.attributes, ...attributes } };
  return {
    ...facts,
    provider_schema: {
      ...schema,
      resource_schemas: { ...schema.resource_schemas, [TYPE]: { ...resource, block } },
    },
  };
}

describe("provider facts that lie", () => {
  let folder: TemporaryFolder;

  beforeEach(() => {
    folder = new TemporaryFolder();
    folder.write("main.tf.json", JSON.stringify(CONFIGURATION));
  });

  afterEach(() => {
    folder.remove();
  });

  /** Applies the configuration; what Terraform says is on one line. */
  const apply = async (lie: typeof mockLie) => {
    mockLie = lie;
    const sockets = [["random", join(folder.path, "socket")]] as const;
    const stop = await serveProviders({ sockets, fixtures: {} });
    try {
      const reattach = reattachment(sockets);
      const terraform = await TerraformProgram.find({ configurationFile: "/dev/null", reattach });
      await terraform.run(folder.path, "init");
      const { exitCode, errors } = await terraform.run(folder.path, "apply", "-no-color", "-auto-approve");
      return { exitCode, errors: errors.replaceAll(/[│╷╵\s]+/g, " ") };
    } finally {
      stop();
    }
  };

  it("are found out by this, which facts that do not lie pass", async () => {
    expect(await apply((facts) => facts)).toEqual({ exitCode: 0, errors: "" });
  });

  it("are refused when they replace a resource for an attribute that it does not have", async () => {
    const { exitCode, errors } = await apply((facts) => ({
      ...facts,
      requires_replace: { ...facts.requires_replace, [TYPE]: ["byte_length", "colour"] },
    }));
    expect(errors).toContain("name random_id.colour, which its schema does not have");
    expect(exitCode).toBe(1);
  });

  it("cannot make a configuration valid that lacks what they require", async () => {
    const { exitCode, errors } = await apply((facts) =>
      withAttributes(facts, { owner: { type: "string", required: true } }),
    );
    expect(errors).toContain('The argument "owner" is required, but no definition was found.');
    expect(exitCode).toBe(1);
  });

  it("cannot give an argument a type that its value does not have", async () => {
    const { exitCode, errors } = await apply((facts) =>
      withAttributes(facts, { byte_length: { type: ["map", "string"], required: true } }),
    );
    expect(errors).toContain('Inappropriate value for attribute "byte_length": map of string required.');
    expect(exitCode).toBe(1);
  });

  it("cannot pass a computed value off as one of another type", async () => {
    const { exitCode, errors } = await apply((facts) =>
      withAttributes(facts, { hex: { type: ["list", "number"], computed: true } }),
    );
    expect(errors).toContain('Error: ["hex"]: a list is required');
    expect(exitCode).toBe(1);
  });
});

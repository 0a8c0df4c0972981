import { rewriteConfiguration, type RewriteProps } from "../../../src/simulation/engine/rewrite";

const STATE = "http://127.0.0.1:1/secret/network";

function rewrite(configuration: RewriteProps["configuration"], owners: Readonly<Record<string, string>> = {}) {
  return rewriteConfiguration({
    stack: "network",
    configuration,
    stateAddress: STATE,
    remoteStateAddress: (name) => owners[name],
  });
}

describe("a simulated copy of a stack", () => {
  it("keeps its state on the given server, whatever the backend was", () => {
    const { configuration } = rewrite({
      terraform: { backend: { s3: { bucket: "state" } }, required_version: ">= 1.9" },
    });
    expect(configuration.terraform).toEqual({
      required_version: ">= 1.9",
      required_providers: {},
      backend: { http: { address: STATE, lock_address: STATE, unlock_address: STATE, retry_max: 0 } },
    });
  });

  it("names providers by their full addresses and leaves their versions to the simulation", () => {
    const { configuration } = rewrite({
      terraform: { required_providers: { helm: { source: "helm", version: "3.1.1" } } },
      resource: { random_password: { one: {} } },
    });
    expect(configuration.terraform).toMatchObject({
      required_providers: {
        helm: { source: "registry.terraform.io/hashicorp/helm" },
        random: { source: "registry.terraform.io/hashicorp/random" },
      },
    });
  });

  it("refuses a provider without facts, by name", () => {
    expect(() =>
      rewrite({
        terraform: { required_providers: { aws: { source: "hashicorp/aws" } } },
        data: { http: { page: {} } },
      }),
    ).toThrow(
      "stack network uses registry.terraform.io/hashicorp/aws, registry.terraform.io/hashicorp/http, " +
        "for which there are no provider facts: it can be planned only with registry.terraform.io/ctyun-it/ctyun, ",
    );
  });

  it("runs no provisioner, and remembers what was protected instead of protecting it", () => {
    const rewritten = rewrite({
      resource: {
        terraform_data: {
          kept: {
            input: 1,
            lifecycle: { prevent_destroy: true, ignore_changes: ["input"] },
            provisioner: [{ "local-exec": { command: "true" } }],
            connection: { host: "example" },
          },
          free: { input: 2 },
        },
      },
    });
    expect(rewritten.configuration.resource).toEqual({
      terraform_data: { kept: { input: 1, lifecycle: { ignore_changes: ["input"] } }, free: { input: 2 } },
    });
    expect([...rewritten.protected]).toEqual(["terraform_data.kept"]);
  });

  it("reads another stack's simulated state", () => {
    const source = { backend: "s3", config: { bucket: "state" }, workspace: "${terraform.workspace}" };
    const { configuration } = rewrite({ data: { terraform_remote_state: { pki: source } } }, { pki: "http://pki" });
    expect(configuration.data).toEqual({
      terraform_remote_state: { pki: { backend: "http", config: { address: "http://pki", retry_max: 0 } } },
    });
  });

  it("refuses to read a state that no stack of the app writes", () => {
    expect(() => rewrite({ data: { terraform_remote_state: { other: { backend: "s3" } } } })).toThrow(
      "stack network reads the state data.terraform_remote_state.other, which no stack of this app writes: " +
        "a plan never opens a real state",
    );
  });
});

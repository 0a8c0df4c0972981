/** A network that another stack reads, and that stack, as Terraform JSON by stack. */
export function city(cidr: string, more: Readonly<Record<string, object>> = {}) {
  return {
    "dev-network": {
      terraform: { backend: { s3: { bucket: "state", key: "network" } } },
      resource: {
        terraform_data: {
          network: { input: cidr, lifecycle: { prevent_destroy: true }, triggers_replace: cidr },
          ...more,
        },
      },
      output: { cidr: { value: "${terraform_data.network.output}" } },
    },
    "dev-cluster": {
      dependencies: ["dev-network"],
      terraform: { backend: { s3: { bucket: "state", key: "cluster" } } },
      data: {
        terraform_remote_state: {
          "cross-stack-reference-input-dev-network": { backend: "s3", config: { bucket: "state", key: "network" } },
        },
      },
      resource: {
        terraform_data: {
          cluster: {
            input: "${data.terraform_remote_state.cross-stack-reference-input-dev-network.outputs.cidr}",
            provisioner: [{ "local-exec": { command: "exit 1" } }],
          },
        },
      },
    },
  };
}

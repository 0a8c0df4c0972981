import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { SynthesizedStack } from "../../../../src/simulation/engine/synthesized-app";
import { stateFileOf } from "../../support/stacks";
import type { ApiServerAccess } from "./api-server";

const withConnection = z.looseObject({
  provider: z.looseObject({
    kubernetes: z.tuple([
      z.object({
        host: z.url(),
        cluster_ca_certificate: z.string(),
        client_certificate: z.string(),
        client_key: z.string(),
      }),
    ]),
  }),
});

const state = z.looseObject({ outputs: z.record(z.string(), z.looseObject({ value: z.unknown() })) });

/** How a stack refers to another's output. */
const OUTPUT = /^\$\{data\.terraform_remote_state\.[\w-]+\.outputs\.(?<output>[\w-]+)\}$/;

/**
 * Leads a stack to the testbed's API server instead of its cluster's. Two things become others: the address, and the state
 * of which the stack reads the credentials. That is a copy of the cluster's own, with the testbed's credentials in it.
 *
 * @param pki the stack that has made the cluster's credentials, and stands.
 */
export function leadToTestbed(stack: SynthesizedStack, pki: SynthesizedStack, access: ApiServerAccess): void {
  const [connection] = withConnection.parse(stack.configuration).provider.kubernetes;
  const credentials = new Map([
    [outputIn(connection.cluster_ca_certificate), access.clusterCaCertificate],
    [outputIn(connection.client_certificate), access.clientCertificate],
    [outputIn(connection.client_key), access.clientKey],
  ]);
  writeStateWith(credentials, stateFileOf(pki));
  const file = join(stack.folder, "cdk.tf.json");
  const text = readFileSync(file, "utf8");
  writeFileSync(
    file,
    text.replaceAll(connection.host, access.host).replaceAll(`/${pki.name}.tfstate`, `/${pki.name}${TESTBED_STATE}`),
  );
}

const TESTBED_STATE = ".testbed.tfstate";

function writeStateWith(outputs: ReadonlyMap<string, string>, file: string): void {
  const original = state.parse(JSON.parse(readFileSync(file, "utf8")));
  for (const [name, value] of outputs) {
    const output = original.outputs[name];
    if (!output) throw new Error(`${file} has no output ${name}, which the Kubernetes provider is given`);
    original.outputs[name] = { ...output, value };
  }
  writeFileSync(file.replace(/\.tfstate$/, TESTBED_STATE), JSON.stringify(original), { mode: 0o600 });
}

function outputIn(expression: string): string {
  const { output } = OUTPUT.exec(expression)?.groups ?? {};
  if (output !== undefined) return output;
  throw new Error(`got ${expression}, expected that the Kubernetes provider is given another stack's output`);
}

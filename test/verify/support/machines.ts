import { z } from "zod";
import { decode, parseDocument, type CloudInitDocument } from "../../constructs/cloud-init/support/document";
import type { SynthesizedFolder } from "../../app/support/synthesized";
import { sampleSecrets, type SampleSecret } from "./sample-secrets";
import { TemporaryFolder } from "./temporary-folder";
import { Terraform, type TerraformError } from "./terraform";

const MACHINE_TYPES = ["openstack_compute_instance_v2", "ctyun_ecs"];

const withMachines = z.looseObject({
  locals: z.record(z.string(), z.unknown()).default({}),
  data: z.object({ terraform_remote_state: z.record(z.string(), z.unknown()).default({}) }),
});

const machineValues = z.looseObject({
  user_data: z.string(),
  lifecycle: z.looseObject({ precondition: z.array(z.unknown()).default([]) }).default({ precondition: [] }),
});

/** A machine as its cloud would make it. */
export interface Machine {
  /** Name of its resource, such as `nodes_general-g1_machine-001_66F4CB46`. */
  readonly resource: string;
  /** The user data as the provider gets it. */
  readonly userData: string;
  /** The cloud-init document in it, as text. */
  readonly text: string;
  readonly document: CloudInitDocument;
}

export interface EvaluatedStack {
  readonly machines: readonly Machine[];
  readonly errors: readonly TerraformError[];
}

/** What stands in for a secret in an evaluation. Default: the sample as it is. */
export type Substitution = (secret: SampleSecret) => string;

/**
 * Has Terraform itself evaluate the user data of a stack's machines, without any provider: the stacks that it reads are given
 * as state files with sample secrets, and addresses that a cloud would choose are samples too. Everything else, the
 * preconditions included, is as synthesized.
 */
export function evaluateMachines(
  folder: SynthesizedFolder,
  stack: string,
  substitute: Substitution = ({ value }) => value,
): EvaluatedStack {
  const states = new TemporaryFolder();
  const { locals, data } = withMachines.parse(folder.stack(stack));
  const machines = machinesOf(folder, stack);
  const terraform = new Terraform({
    data: {
      terraform_remote_state: mapValues(data.terraform_remote_state, (_, name) =>
        stateOf(folder, states, name, substitute),
      ),
    },
    locals: withSampleAddresses(locals),
    resource: {
      terraform_data: mapValues(machines, ({ lifecycle: { precondition } }) => ({ lifecycle: { precondition } })),
    },
    output: mapValues(machines, ({ user_data }) => ({ value: withSampleAddresses(user_data), sensitive: true })),
  });
  try {
    const errors = terraform.apply();
    const values = errors.length === 0 ? terraform.outputs() : new Map<string, unknown>();
    return { errors, machines: [...values].map(([resource, value]) => machine(resource, z.string().parse(value))) };
  } finally {
    terraform.remove();
    states.remove();
  }
}

/** @throws Error that names the machines there are when none has such a resource. */
export function machineNamed({ machines }: EvaluatedStack, part: string): Machine {
  const found = machines.find(({ resource }) => resource.includes(part));
  if (found) return found;
  throw new Error(`no machine ${part} among ${machines.map(({ resource }) => resource).join(", ")}`);
}

function machinesOf(folder: SynthesizedFolder, stack: string): Record<string, z.output<typeof machineValues>> {
  const { resource } = folder.stack(stack);
  const machines = MACHINE_TYPES.flatMap((type) => Object.entries(resource[type] ?? {}));
  return mapValues(Object.fromEntries(machines), (values) => machineValues.parse(values));
}

function machine(resource: string, userData: string): Machine {
  const text = userData.startsWith("#cloud-config") ? userData : decode(userData);
  return { resource, userData, text, document: parseDocument(text) };
}

const REMOTE_STATE_PREFIX = "cross-stack-reference-input-";

/** A data source that reads a state file with the other stack's sample outputs. */
function stateOf(
  folder: SynthesizedFolder,
  states: TemporaryFolder,
  name: string,
  substitute: Substitution,
): Record<string, unknown> {
  const stack = name.slice(REMOTE_STATE_PREFIX.length);
  const outputs = sampleSecrets(folder, stack).map((secret) => [
    secret.output,
    { value: substitute(secret), type: "string", sensitive: true },
  ]);
  const state = {
    version: 4,
    terraform_version: "1.5.0",
    serial: 1,
    lineage: stack,
    outputs: Object.fromEntries(outputs) as unknown,
    resources: [],
  };
  return { backend: "local", config: { path: states.write(`${stack}.tfstate`, JSON.stringify(state)) } };
}

/** Stands for an address that a cloud would choose (RFC 5737). */
export const SAMPLE_ADDRESS = "192.0.2.11";

/** References to addresses that the cloud gives the stack's own machines, as a bastion's configuration names them. */
const ADDRESS_LISTS = /\b(?:openstack|ctyun)_\w+\.[\w-]+\.all_fixed_ips\b/g;
const ADDRESSES = /\b(?:openstack|ctyun)_\w+\.[\w-]+\.fixed_ip\b/g;

function withSampleAddresses(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, part: unknown) =>
    typeof part === "string"
      ? part.replace(ADDRESS_LISTS, `["${SAMPLE_ADDRESS}"]`).replace(ADDRESSES, `"${SAMPLE_ADDRESS}"`)
      : part,
  );
}

function mapValues<Value, Result>(
  values: Readonly<Record<string, Value>>,
  transform: (value: Value, key: string) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, transform(value, key)]));
}

import { z } from "zod";
import { rsaKey, selfSigned, type SelfSigned } from "../../constructs/cloud-init/support/certificate";
import type { SynthesizedFolder } from "../../app/support/synthesized";

const withOutputs = z.looseObject({
  output: z.record(z.string(), z.object({ value: z.string() })).default({}),
});

/** A secret of a stack, with the value that its provider might make. */
export interface SampleSecret {
  /** Name of the stack's output. */
  readonly output: string;
  /** Name of the resource without its hash: `cluster_server-ca_certificate`. */
  readonly resource: string;
  readonly value: string;
}

/** What quoting goes wrong with, in Terraform, JSON and shells. */
export const AWKWARD_PASSWORD = `p"a's\\s %{if} \${word}`;

const REFERENCE = /^\$\{(?<type>\w+)\.(?<name>[\w-]+?)(?:_[0-9A-F]{8})?\.(?<attribute>\w+)\}$/;

/**
 * A value for every output of a stack that is a secret or stands for one: keys and certificates that belong together, awkward
 * passwords, names for the rest. When a certificate ends is none.
 */
export function sampleSecrets(folder: SynthesizedFolder, stack: string): SampleSecret[] {
  const pairs = new Map<string, SelfSigned>();
  const pairOf = (resource: string): SelfSigned => {
    const owner = resource.replace(/_(?:certificate|key)$/, "");
    const pair = pairs.get(owner) ?? selfSigned(owner);
    pairs.set(owner, pair);
    return pair;
  };
  return Object.entries(withOutputs.parse(folder.stack(stack)).output).flatMap(([output, { value: expression }]) => {
    const { name: resource = "", attribute } = REFERENCE.exec(expression)?.groups ?? {};
    const sample = (value: string): SampleSecret[] => [{ output, resource, value }];
    switch (attribute) {
      case "validity_end_time":
        return [];
      case "cert_pem":
        return sample(pairOf(resource).certificate);
      case "private_key_pem":
        // RKE2 signs service accounts' tokens with RSA; all other keys are elliptic.
        return sample(resource.endsWith("service-account-key") ? rsaKey() : pairOf(resource).privateKey);
      case "result":
        return sample(`${AWKWARD_PASSWORD} ${resource}`);
      default:
        return sample(`sample of ${expression}`);
    }
  });
}

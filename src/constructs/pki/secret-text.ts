import { Password } from "@cdktf/provider-random/lib/password";
import type { Construct } from "constructs";

/**
 * A random text of letters and digits, made once, as a Terraform reference. 48 of them hold 285 bits. Terraform refuses to
 * destroy it: machines and institutions know it by heart.
 */
export function secretText(scope: Construct, id: string): string {
  return new Password(scope, id, { length: 48, special: false, lifecycle: { preventDestroy: true } }).result;
}

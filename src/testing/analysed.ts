import { App, TerraformStack } from "cdktf";
import { analyseIsolation, type Reachability } from "../analysis/isolation/isolation";
import type { Intent } from "../analysis/isolation/judgement/intent";
import { analyseSynthesized, intentOf, NO_INTENT } from "../app/isolation";
import { provenanceOf } from "../app/provenance";
import { EnvironmentStacks } from "../stacks/environment-stacks";
import { isRecord } from "../terraform/json-record";

/** An environment that was synthesized to a folder. */
export interface SynthesizedEnvironmentFolder {
  readonly environment: string;
  /** Such as `cdktf.out`. */
  readonly outdir: string;
}

/** What the matchers of isolation look at. */
export type Isolatable = App | SynthesizedEnvironmentFolder;

/** What passes in an app or a folder, and what was meant. */
export function analysed(received: unknown, matcher: string): Reachability & { readonly intent: Intent } {
  if (App.isApp(received)) return analysedApp(received, matcher);
  if (isRecord(received)) {
    const { environment, outdir } = received;
    if (typeof environment === "string" && typeof outdir === "string") return analyseSynthesized(environment, outdir);
  }
  throw new Error(`${matcher}: expected an App, or { environment, outdir } of one that was synthesized`);
}

/** In memory: nothing is written. Of an app without an environment nothing is known but its addresses. */
function analysedApp(app: App, matcher: string): Reachability & { readonly intent: Intent } {
  const [made, ...others] = EnvironmentStacks.in(app);
  if (others.length > 0) throw new Error(`${matcher}: the app has several environments, expected one`);
  const stacks = app.node.findAll().filter((node) => TerraformStack.isStack(node));
  // A reference to another stack gives that one its output, so all of them come before the first is read.
  for (const stack of stacks) stack.prepareStack();
  const files = stacks.map((stack) => {
    const terraform: unknown = stack.toTerraform();
    if (!isRecord(terraform)) throw new Error(`stack ${stack.node.id} has no Terraform`);
    return { name: stack.node.id, terraform };
  });
  const intent = made ? intentOf(provenanceOf(made.environment, made.stacks)) : NO_INTENT;
  return { ...analyseIsolation(files, intent), intent };
}

import { join } from "node:path";
import { cacheFolder, run } from "../../support/program";
import type { End, Pod, PolicySet, Questions } from "./policy-set";

/** What the other evaluator says about each set, in the order of {@link Questions}. */
export function otherVerdicts(asked: readonly (readonly [PolicySet, Questions])[]): boolean[][] {
  const { exitCode, output, errors } = run("policy-verdicts", [], {
    programFolders: [join(cacheFolder(), "policy-verdicts")],
    input: asked.map(([set, questions]) => JSON.stringify(question(set, questions))).join("\n"),
  });
  if (exitCode !== 0) throw new Error(`policy-verdicts: ${errors}`);
  return output
    .trimEnd()
    .split("\n")
    .map((line) => Array.from(line, (verdict) => verdict === "1"));
}

/** Kubernetes' own objects. */
function question({ namespaces, pods, policies }: PolicySet, { pairs, services }: Questions) {
  return {
    namespaces: namespaces.map(({ name, labels }) => ({ metadata: { name, labels } })),
    pods: pods.map(podObject),
    policies,
    pairs: pairs.map(([from, to]) => ({ from: addressOf(from), to: addressOf(to) })),
    services,
  };
}

function podObject({ name, namespace, labels, address, ports }: Pod) {
  return {
    metadata: { name, namespace, labels },
    spec: { containers: [{ name: "main", ports }] },
    status: { podIPs: [{ ip: address }] },
  };
}

function addressOf(end: End): string {
  return typeof end === "string" ? end : end.address;
}

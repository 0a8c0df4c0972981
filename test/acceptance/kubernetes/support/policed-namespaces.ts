import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { PLATFORM_NAMESPACES } from "../../../../src/environment/platform-namespaces";
import {
  admissionPolicy,
  operatingRules,
  policyName,
  type OperatingRule,
  type OperatingStandardScope,
} from "../../../../src/constructs/operating-standard";
import { PLATFORM_KEYS } from "../../../../src/constructs/services/labels";
import type { KubernetesObject } from "../../../../src/terraform/kubernetes";
import { ApiServer, messageOf, refusalIn } from "./api-server";
import { purge } from "./purge";
import { untilRefused } from "./until-refused";

/** Namespaces of each kind on the testbed. */
export const NAMESPACES = {
  vendor: "vendor-01",
  platform: PLATFORM_NAMESPACES.platform,
  gateway: PLATFORM_NAMESPACES.gateway,
} as const;
export type NamespaceKind = keyof typeof NAMESPACES;

const PATIENCE_MILLISECONDS = 60_000;

const storedPolicy = z.looseObject({
  metadata: z.looseObject({ generation: z.number() }),
  status: z
    .looseObject({
      observedGeneration: z.number().optional(),
      typeChecking: z.looseObject({ expressionWarnings: z.array(z.unknown()).default([]) }).optional(),
    })
    .optional(),
});

/** A namespace of a vendor, one of the platform and the gateway's, on an API server that enforces the operating standard. */
export class PolicedNamespaces {
  /**
   * @param refused an object that breaks each rule, by the rule's name: the rules are in force once all are refused.
   * @param standing what the vendor's namespace has from before there were rules.
   */
  static async start(
    scope: OperatingStandardScope,
    refused: (rule: OperatingRule) => KubernetesObject,
    standing: KubernetesObject,
  ): Promise<PolicedNamespaces> {
    const started = new PolicedNamespaces(new ApiServer());
    for (const [kind, name] of Object.entries(NAMESPACES)) {
      const labels = kind === "vendor" ? { [PLATFORM_KEYS.vendor]: name } : {};
      await started.put({ apiVersion: "v1", kind: "Namespace", metadata: { name, labels } });
    }
    await started.put(inNamespace(NAMESPACES.vendor, standing));
    const rules = operatingRules(scope);
    for (const object of rules.flatMap(admissionPolicy)) await started.put(object);
    for (const rule of rules) await started.untilInForce(rule, refused(rule));
    return started;
  }

  private readonly objects: KubernetesObject[] = [];

  private constructor(private readonly server: ApiServer) {}

  /** What the API server says of an object in a namespace, nothing when it takes it. Nothing is left there. */
  async ask(kind: NamespaceKind, object: KubernetesObject): Promise<string | undefined> {
    return refusalIn(await this.server.create(inNamespace(NAMESPACES[kind], object), { dryRun: true }));
  }

  /** Puts an object into the vendor's namespace and then asks for another number of its replicas. */
  async askToScale(deployment: KubernetesObject, replicas: number): Promise<string | undefined> {
    const object = inNamespace(NAMESPACES.vendor, deployment);
    await this.put(object);
    return this.askToChange(object, { spec: { replicas } }, "/scale");
  }

  /** Puts a pod into the vendor's namespace and then asks for one more container in it, to look into a fault. */
  async askToDebug(pod: KubernetesObject, container: object): Promise<string | undefined> {
    const object = inNamespace(NAMESPACES.vendor, pod);
    await this.put(object);
    const said = await this.askToChange(object, { spec: { ephemeralContainers: [container] } }, "/ephemeralcontainers");
    // No workload would take it away again.
    await this.server.delete(object);
    return said;
  }

  /** What the API server says to a change of an object of the vendor's namespace, nothing when it takes it. */
  async askToChange(object: KubernetesObject, change: object, subresource = ""): Promise<string | undefined> {
    const path = `${await this.server.pathOf(inNamespace(NAMESPACES.vendor, object))}${subresource}?dryRun=All`;
    const contentType = "application/merge-patch+json";
    return refusalIn(await this.server.call({ method: "PATCH", path, body: change, contentType }));
  }

  /** Tells an object of the vendor's namespace to end, as soon as its finalizers are taken away. */
  async end(object: KubernetesObject): Promise<void> {
    await this.server.delete(inNamespace(NAMESPACES.vendor, object));
  }

  /** Takes the finalizers of an object away that was told to end. */
  async release(object: KubernetesObject): Promise<void> {
    const path = await this.server.pathOf(inNamespace(NAMESPACES.vendor, object));
    const contentType = "application/merge-patch+json";
    await this.server.succeed({ method: "PATCH", path, body: { metadata: { finalizers: [] } }, contentType });
  }

  /** What the API server's type check says of the rules' expressions. */
  async expressionWarnings(rules: readonly OperatingRule[]): Promise<unknown[]> {
    const warnings: unknown[] = [];
    for (const rule of rules) {
      const [policy] = admissionPolicy(rule);
      if (!policy) throw new Error(`rule ${rule.name} has no policy`);
      warnings.push(...(await this.warningsOf(policy)));
    }
    return warnings;
  }

  async stop(): Promise<void> {
    await purge(this.server, this.objects);
    this.server.close();
  }

  private async warningsOf(policy: KubernetesObject): Promise<unknown[]> {
    const deadline = Date.now() + PATIENCE_MILLISECONDS;
    for (;;) {
      const { metadata, status } = storedPolicy.parse(await this.server.read(policy));
      if (status?.observedGeneration === metadata.generation) return status.typeChecking?.expressionWarnings ?? [];
      if (Date.now() > deadline) throw new Error(`${policy.metadata.name} was never checked`);
      await sleep(200);
    }
  }

  private async put(object: KubernetesObject): Promise<void> {
    const answer = await this.server.apply(object);
    if (answer.status >= 300) throw new Error(`${object.kind} ${object.metadata.name}: ${messageOf(answer)}`);
    this.objects.push(object);
  }

  private async untilInForce(rule: OperatingRule, refused: KubernetesObject): Promise<void> {
    const said = await untilRefused(() => this.ask("vendor", refused), policyName(rule));
    if (said?.includes(policyName(rule)) === true) return;
    throw new Error(`rule ${rule.name} refuses nothing: got ${said ?? "no refusal"}`);
  }
}

/** `… is forbidden: ValidatingAdmissionPolicy '…' with binding '…' denied request: …` */
const DENIED = /^.*? denied request: /s;

/** The words of a policy without those of the API server around them. */
export function policyWords(message: string | undefined): string | undefined {
  return message?.replace(DENIED, "");
}

function inNamespace(namespace: string, object: KubernetesObject): KubernetesObject {
  return { ...object, metadata: { ...object.metadata, namespace } };
}

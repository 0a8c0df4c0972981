import { isDeepStrictEqual } from "node:util";
import { isRecord, type JsonRecord } from "../../terraform/json-record";
import type { SynthesizedApp } from "./synthesized-app";

/** The name that cdktf gives to the data source by which one stack reads another's outputs. */
const CROSS_STACK_REFERENCE = /^cross-stack-reference-input-(?<stack>.+)$/;

interface Backend {
  readonly type: string;
  readonly config: JsonRecord;
}

/** Knows which stack of an app writes the state that a `terraform_remote_state` reads. */
export class RemoteStates {
  private readonly backends: readonly (readonly [string, Backend])[];

  constructor(private readonly app: SynthesizedApp) {
    this.backends = [...app].flatMap(([name, { configuration }]) => {
      const backend = backendOf(configuration.terraform);
      return backend ? [[name, backend] as const] : [];
    });
  }

  /** The stack that writes the state; undefined when none of the app does. */
  ownerOf(source: string, argument: JsonRecord): string | undefined {
    const { stack } = CROSS_STACK_REFERENCE.exec(source)?.groups ?? {};
    if (stack !== undefined && this.app.has(stack)) return stack;
    const { backend: type, config = {} } = argument;
    return this.backends.find(([, backend]) => backend.type === type && isDeepStrictEqual(backend.config, config))?.[0];
  }
}

function backendOf(settings: unknown): Backend | undefined {
  if (!isRecord(settings) || !isRecord(settings.backend)) return undefined;
  const [entry] = Object.entries(settings.backend);
  if (!entry) return undefined;
  const [type, config] = entry;
  return isRecord(config) ? { type, config } : undefined;
}

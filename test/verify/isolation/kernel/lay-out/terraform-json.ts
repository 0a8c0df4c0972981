/** A synthesized file of a stack, or one that was written by hand. */
export interface StackJson {
  readonly name: string;
  readonly terraform: Readonly<Record<string, unknown>>;
}

export interface WrittenResource {
  /** As `<stack>/<type>.<name>`. */
  readonly key: string;
  readonly stack: string;
  readonly values: Readonly<Record<string, unknown>>;
}

const REFERENCE = /^\$\{([\w-]+)\.([\w-]+)\.[\w.[\]-]+\}$/;
const OTHER_STATE = /^\$\{data\.terraform_remote_state\.([\w-]+)\.outputs\.([\w-]+)\}$/;

/**
 * Terraform's JSON, read with none of the code that the analysis reads it with. It knows no expressions but whole references, to a
 * resource or to an output of another stack.
 */
export class TerraformJson {
  private readonly stacks: ReadonlyMap<string, StackJson["terraform"]>;

  constructor(files: readonly StackJson[]) {
    this.stacks = new Map(files.map(({ name, terraform }) => [name, terraform]));
  }

  types(): string[] {
    return [...new Set([...this.stacks.values()].flatMap(({ resource }) => Object.keys(record(resource))))];
  }

  ofType(type: string): WrittenResource[] {
    return [...this.stacks].flatMap(([stack, { resource }]) =>
      Object.entries(record(record(resource)[type])).map(([name, values]) => ({
        key: `${stack}/${type}.${name}`,
        stack,
        values: record(values),
      })),
    );
  }

  /** The resource to which a value refers; undefined when it refers to none. */
  target({ stack }: WrittenResource, value: unknown): string | undefined {
    if (typeof value !== "string") return undefined;
    const [, state, output] = OTHER_STATE.exec(value) ?? [];
    if (state !== undefined && output !== undefined) return this.targetOfOutput(stack, state, output);
    const [, type, name] = REFERENCE.exec(value) ?? [];
    return type === undefined || type === "data" ? undefined : `${stack}/${type}.${name ?? ""}`;
  }

  /** @throws Error when the argument refers to nothing */
  required(resource: WrittenResource, argument: string): string {
    const target = this.target(resource, resource.values[argument]);
    if (target === undefined) throw new Error(`${resource.key}: ${argument} refers to nothing that is laid out`);
    return target;
  }

  private targetOfOutput(stack: string, state: string, output: string): string | undefined {
    const data = record(record(record(this.stacks.get(stack)).data).terraform_remote_state);
    const { backend, config } = record(data[state]);
    const found = [...this.stacks].find(
      ([, { terraform }]) =>
        JSON.stringify(record(record(terraform).backend)[String(backend)]) === JSON.stringify(config),
    );
    if (!found) return undefined;
    const [name, { output: outputs }] = found;
    return this.target({ key: name, stack: name, values: {} }, record(record(outputs)[output]).value);
  }
}

export function record(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A list's items; a single item that stands without its list; none. */
export function items(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

/** @throws Error when it is no text */
export function text({ key, values }: WrittenResource, argument: string): string {
  const value = values[argument];
  if (typeof value !== "string") throw new Error(`${key}: ${argument} is no text`);
  return value;
}

import type { Configuration, Resource } from "../../../terraform/configuration";
import {
  isPartlyUnknown,
  isValueRecord,
  Reference,
  Unknown,
  type Value,
  type ValueRecord,
} from "../../../terraform/symbolic-value";
import { addressesOf } from "../../sets/ipv4-addresses";
import { IntervalSet } from "../../sets/interval-set";
import { keyOf, type Key } from "./topology";

/** Something that carries network meaning and is not understood, so that the result may be wrong about it. */
export interface NotUnderstood {
  readonly stack: string;
  readonly address: string;
  readonly what: string;
  /**
   * How many alike there are in the stack; `address` is the first of them.
   * @default 1
   */
  readonly count?: number;
}

/** Reads resources' arguments, and keeps what it could not make sense of. */
export class Arguments {
  readonly notUnderstood: NotUnderstood[] = [];

  constructor(readonly configuration: Configuration) {}

  report({ stack, address }: Resource, what: string): void {
    this.notUnderstood.push({ stack, address, what });
  }

  value(resource: Resource, argument: string): Value {
    return this.configuration.valueOf(resource, argument);
  }

  /** A text that is known as a whole. */
  text(resource: Resource, argument: string): string | undefined {
    const value = this.value(resource, argument);
    return typeof value === "string" && !isPartlyUnknown(value) ? value : undefined;
  }

  number(resource: Resource, argument: string): number | undefined {
    return numberOf(this.value(resource, argument));
  }

  blocks(resource: Resource, argument: string): ValueRecord[] {
    return blocksIn(this.value(resource, argument));
  }

  /** The resource to which an argument refers. */
  resource(resource: Resource, argument: string): Resource | undefined {
    const value = this.value(resource, argument);
    return value instanceof Reference ? value.resource : undefined;
  }

  /** Its identity. */
  target(resource: Resource, argument: string): Key | undefined {
    return targetOf(this.value(resource, argument));
  }

  /**
   * As {@link target}, where nothing works without one.
   * @returns undefined after a report when the argument refers to nothing that is read
   */
  requiredTarget(resource: Resource, argument: string): Key | undefined {
    const target = this.target(resource, argument);
    if (target === undefined) this.report(resource, `${argument} refers to nothing in these stacks`);
    return target;
  }

  /**
   * What was read of the resource to which an argument refers.
   * @returns undefined after a report when nothing was
   */
  required<Read>(read: ReadonlyMap<Key, Read>, resource: Resource, argument: string): Read | undefined {
    const found = read.get(this.target(resource, argument) ?? "");
    if (found === undefined) this.report(resource, `${argument} refers to nothing that is read in these stacks`);
    return found;
  }

  /**
   * The addresses of an argument that names blocks.
   * @returns undefined when it is not written; `unknown` after a report when one of the blocks is not known
   */
  addresses(resource: Resource, argument: string, unknown: IntervalSet): IntervalSet | undefined {
    const value = this.value(resource, argument);
    if (value === undefined) return undefined;
    return this.addressesIn(resource, argument, value, unknown);
  }

  addressesIn(resource: Resource, argument: string, value: Value, unknown: IntervalSet): IntervalSet {
    const blocks = Array.isArray(value) ? (value as readonly Value[]) : [value];
    return IntervalSet.union(
      blocks.map((block) => {
        const read = readAddresses(block);
        if (!read)
          this.report(resource, `${argument} has ${describe(block)}, which is taken for the most that it can be`);
        return read ?? unknown;
      }),
    );
  }

  /** A machine's boot configuration. Undefined without one, and after a report when it is not evaluated. */
  userData(machine: Resource): string | undefined {
    const value = this.value(machine, "user_data");
    if (typeof value === "string" || value === undefined) return value;
    this.report(machine, "user_data is not evaluated, so what it relays is not known");
    return undefined;
  }
}

/** Terraform's JSON syntax takes a single block without its list. */
export function blocksIn(value: Value): ValueRecord[] {
  return (Array.isArray(value) ? (value as readonly Value[]) : [value]).filter(isValueRecord);
}

/** Whether it is known which blocks there are, if any: an unknown value may stand for some. */
export function areKnownBlocks(value: Value): boolean {
  const blocks = Array.isArray(value) ? (value as readonly Value[]) : [value];
  return blocks.every((block) => block === undefined || isValueRecord(block));
}

export function targetOf(value: Value): Key | undefined {
  return value instanceof Reference ? keyOf(value.resource) : undefined;
}

export function numberOf(value: Value): number | undefined {
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof number === "number" && !Number.isNaN(number) ? number : undefined;
}

/** What stands in a message for a value. */
export function describe(value: Value): string {
  const isSign = value instanceof Reference || value instanceof Unknown;
  return isSign || typeof value !== "object" || value === null ? String(value) : JSON.stringify(value);
}

export function readAddresses(value: Value): IntervalSet | undefined {
  if (typeof value !== "string" || isPartlyUnknown(value)) return undefined;
  try {
    return addressesOf(value);
  } catch {
    return undefined;
  }
}

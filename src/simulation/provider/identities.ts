import { Seed } from "../values/seed";

/**
 * Gives every resource a seed of its own. A resource is known by its type and configuration, which is all that Terraform tells a
 * provider of it: its address is not in the protocol. Resources that are the same in both are told apart by a number in the order
 * in which they are created, so that of two such resources either may get the first seed.
 */
export class Identities {
  /** By type and configuration, the numbers in use. */
  private readonly used = new Map<string, Set<number>>();

  /** The seed of a resource that is created. */
  create(type: string, config: Uint8Array): Identity {
    const kind = Seed.of(type, config).toString();
    const used = this.numbers(kind);
    let number = 0;
    while (used.has(number)) number += 1;
    used.add(number);
    return { kind, number };
  }

  /** Notes a resource that an earlier run created. */
  note({ kind, number }: Identity): void {
    this.numbers(kind).add(number);
  }

  /** Forgets a resource that is destroyed: the next of its kind gets its place. */
  release({ kind, number }: Identity): void {
    this.used.get(kind)?.delete(number);
  }

  private numbers(kind: string): Set<number> {
    const numbers = this.used.get(kind) ?? new Set();
    this.used.set(kind, numbers);
    return numbers;
  }
}

/** What tells a simulated resource from all others. It travels in the state as the provider's private data. */
export interface Identity {
  readonly kind: string;
  readonly number: number;
}

export function seedOf({ kind, number }: Identity): Seed {
  return Seed.of(kind, String(number));
}

import { createHash } from "node:crypto";

/**
 * Where a resource's computed values come from: the same seed and label give the same value, in every run and on every machine.
 */
export class Seed {
  private constructor(private readonly key: string) {}

  /** A seed of any parts; the same parts give the same seed. */
  static of(...parts: readonly (string | Uint8Array)[]): Seed {
    const hash = createHash("sha256");
    for (const part of parts) hash.update(part).update("\0");
    return new Seed(hash.digest("hex"));
  }

  /** The seed of which `toString` gave the text. */
  static parse(text: string): Seed {
    return new Seed(text);
  }

  toString(): string {
    return this.key;
  }

  /** A seed of its own for a part. */
  child(label: string): Seed {
    return Seed.of(this.key, label);
  }

  bytes(label: string, count: number): Buffer {
    return createHash("shake256", { outputLength: count }).update(this.key).update("\0").update(label).digest();
  }

  hex(label: string, digits: number): string {
    return this.bytes(label, Math.ceil(digits / 2))
      .toString("hex")
      .slice(0, digits);
  }

  /** A whole number from `least` to `most`. */
  integer(label: string, least: number, most: number): number {
    return least + (this.bytes(label, 6).readUIntBE(0, 6) % (most - least + 1));
  }

  /** A text of the given length from the characters of an alphabet. */
  text(label: string, length: number, alphabet: string): string {
    return [...this.bytes(label, length)].map((byte) => alphabet.charAt(byte % alphabet.length)).join("");
  }
}

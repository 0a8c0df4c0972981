import { checkPrimeSync } from "node:crypto";
import type { Seed } from "../seed";
import { inverse } from "./arithmetic";
import { integer, sequence, toInteger } from "./der";

const PUBLIC_EXPONENT = 65_537n;

/** Sizes beyond which finding primes takes longer than a test may. */
const ALLOWED_BITS = { least: 512, most: 8192 };

const SMALL_PRIMES = primesBelow(2_000);

/** Found once per seed: a search takes tenths of a second. */
const found = new Map<string, Buffer>();

/**
 * An RSA private key in PKCS #1's form, the same for the same seed.
 *
 * @throws when the size is out of range
 */
export function rsaPrivateKey(seed: Seed, bits: number): Buffer {
  if (!Number.isInteger(bits) || bits < ALLOWED_BITS.least || bits > ALLOWED_BITS.most) {
    throw new Error(`rsa_bits: got ${bits}, allowed are ${ALLOWED_BITS.least} to ${ALLOWED_BITS.most}`);
  }
  const name = `${seed.toString()}/${bits}`;
  const key = found.get(name) ?? makeKey(seed, bits);
  found.set(name, key);
  return key;
}

function makeKey(seed: Seed, bits: number): Buffer {
  const p = prime(seed, "p", Math.ceil(bits / 2));
  const q = prime(seed, "q", Math.floor(bits / 2));
  const d = inverse(PUBLIC_EXPONENT, (p - 1n) * (q - 1n));
  const numbers = [0n, p * q, PUBLIC_EXPONENT, d, p, q, d % (p - 1n), d % (q - 1n), inverse(q, p)];
  return sequence(...numbers.map(integer));
}

/** The first prime from a place that the seed chooses, with its two highest bits set so that a product of two has full length. */
function prime(seed: Seed, label: string, bits: number): bigint {
  const bytes = seed.bytes(`rsa/${label}`, Math.ceil(bits / 8));
  const top = 0b11n << BigInt(bits - 2);
  let candidate = (toInteger(bytes) & ((1n << BigInt(bits - 2)) - 1n)) | top | 1n;
  while (!isUsable(candidate)) candidate += 2n;
  return candidate;
}

function isUsable(candidate: bigint): boolean {
  return (
    SMALL_PRIMES.every((small) => candidate % small !== 0n) &&
    (candidate - 1n) % PUBLIC_EXPONENT !== 0n &&
    checkPrimeSync(candidate)
  );
}

function primesBelow(limit: number): bigint[] {
  const primes: number[] = [];
  for (let number = 3; number < limit; number += 2) {
    if (primes.every((each) => number % each !== 0)) primes.push(number);
  }
  return primes.map(BigInt);
}

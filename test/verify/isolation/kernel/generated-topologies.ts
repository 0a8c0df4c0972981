import { ctyunResources } from "./generated-ctyun";
import { openstackResources } from "./generated-openstack";
import type { StackJson } from "./lay-out/terraform-json";
import { SeededRandom } from "./seeded-random";

export type Arguments = Record<string, unknown>;
/** Resources by type and name, as Terraform's JSON syntax has them. */
export type Resources = Record<string, Record<string, Arguments>>;

/** Small networks of both clouds in turn, the same for each seed. */
export function generatedTopology(seed: number): StackJson {
  const random = new SeededRandom(seed);
  const resource = seed % 2 === 0 ? openstackResources(random) : ctyunResources(random);
  return { name: `generated-${seed}`, terraform: { resource } };
}

export function idOf(type: string, name: string): string {
  return `\${${type}.${name}.id}`;
}

/** A block in whose middle, at whose edge or just beside which one of the addresses lies; sometimes everything. */
export function blockNear(random: SeededRandom, addresses: readonly string[]): string {
  if (random.chance(15)) return "0.0.0.0/0";
  const address = random.pick([...addresses, "8.8.8.8"]);
  const [a = "0", b = "0", c = "0", d = "0"] = address.split(".");
  const length = random.pick([32, 32, 31, 30, 29, 27, 24, 16]);
  const beside = Math.min(Number(d) + random.pick([0, 0, 1]), 255);
  const host = length >= 24 ? beside - (beside % 2 ** (32 - length)) : 0;
  return `${a}.${b}.${length >= 24 ? c : "0"}.${host}/${length}`;
}

export interface PortRange {
  readonly first: number;
  readonly last: number;
}

export function portRange(random: SeededRandom): PortRange {
  const first = random.pick([1, 22, 53, 80, 443, 5432, 8000, 65535]);
  return { first, last: random.chance(50) ? first : Math.min(first + random.pick([1, 10, 999]), 65535) };
}

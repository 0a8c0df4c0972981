import type { Shape } from "../schema/shape";
import type { Value } from "../wire/value";
import { prefixedId, macAddress } from "./identifiers";
import type { ComputedContext } from "./computed";

/** When everything in the simulation happens: no plan may differ because a clock went on. */
export const SIMULATED_TIME = "2026-01-01T00:00:00Z";

interface NameRule {
  readonly pattern: RegExp;
  readonly make: (context: ComputedContext, place: string) => string;
}

/** What a text attribute holds, by its name. The first rule that fits decides. */
const TEXTS: readonly NameRule[] = [
  { pattern: /mac(?:_address)?$/, make: ({ seed }, place) => macAddress(seed, place) },
  { pattern: /(?:^|_)(?:time|at|date)$|^(?:created|updated|expires)/, make: () => SIMULATED_TIME },
  { pattern: /cidr/, make: ({ seed }, place) => `10.${seed.integer(place, 1, 254)}.0.0/16` },
  {
    pattern: /ipv?6|v6$/,
    make: ({ seed }, place) => `fd00::${seed.hex(`${place}/high`, 4)}:${seed.hex(`${place}/low`, 4)}`,
  },
  {
    pattern: /(?:^|_)(?:ip|vip|eip|address|host)(?:_?v?4)?(?:_|$)/,
    make: ({ seed, addresses }, place) => addresses.assign(undefined, seed.child(place)),
  },
  { pattern: /(?:fingerprint|hash|checksum|digest|sha256)/, make: ({ seed }, place) => seed.hex(place, 64) },
  { pattern: /(?:url|endpoint|uri)$/, make: ({ seed }, place) => `https://${seed.hex(place, 8)}.simulated.example` },
  { pattern: /(?:password|secret|token|access_key)/, make: ({ seed }, place) => seed.hex(place, 32) },
  { pattern: /(?:^|_)(?:status|state)$/, make: () => "ACTIVE" },
  { pattern: /(?:^|_)zone$/, make: () => "simulated-a" },
  { pattern: /^region$/, make: () => "simulated" },
  { pattern: /(?:json)$/, make: () => "{}" },
  { pattern: /(?:yaml)$/, make: () => "{}\n" },
  { pattern: /version$/, make: () => "1" },
];

/** A value of which only the attribute's name and type are known. `place` tells it from other attributes' values. */
export function genericValue(shape: Shape, name: string, place: string, context: ComputedContext): Value {
  if (shape.kind === "string") {
    const rule = TEXTS.find(({ pattern }) => pattern.test(name));
    return rule?.make(context, place) ?? prefixedId(name.replaceAll("_", "-"), context.seed, place);
  }
  return shape.kind === "number" && name.endsWith("id")
    ? context.seed.integer(place, 1_000, 999_999)
    : emptyValue(shape);
}

/** What stands for "nothing" in a type. */
export function emptyValue(shape: Shape): Value {
  switch (shape.kind) {
    case "string":
      return "";
    case "number":
      return 0;
    case "bool":
      return false;
    case "map":
      return {};
    case "list":
    case "set":
      return [];
    case "tuple":
      return shape.elements.map(emptyValue);
    case "object":
      return Object.fromEntries(shape.fields.map((field) => [field.name, emptyValue(field.shape)]));
    case "dynamic":
      return null;
  }
}

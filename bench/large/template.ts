import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { ROOT } from "../bench";

const subnet = z.looseObject({
  role: z.string(),
  prefixLength: z.int().optional(),
  slots: z.record(z.string(), z.int()),
});
const flow = z.looseObject({ to: z.string(), exchangePort: z.int().optional() });
const exposure = z.looseObject({ host: z.string().optional(), portal: z.string().optional() });
const service = z.looseObject({
  id: z.string(),
  vendor: z.string(),
  expose: exposure.optional(),
  flows: z.array(flow).optional(),
});
const pool = z.looseObject({ id: z.string(), role: z.string().optional(), nodes: z.int() });

/** The parts of an environment's file that growing changes. Everything else stays as it is. */
const template = z.looseObject({
  clouds: z.record(
    z.string(),
    z.looseObject({ zones: z.record(z.string(), z.looseObject({ subnets: z.array(subnet) })) }),
  ),
  sites: z.looseObject({
    supernets: z.array(z.object({ cidr: z.string(), access: z.enum(["line", "ipsec"]) })),
  }),
  clusters: z.array(
    z.looseObject({ id: z.string(), podCidr: z.string(), serviceCidr: z.string(), pools: z.array(pool) }),
  ),
  vendors: z.array(z.looseObject({ id: z.string(), group: z.string() })),
  services: z.array(service),
});

export type Template = z.output<typeof template>;
export type Service = z.output<typeof service>;

/** The environment that is grown. */
export const TEMPLATE = "prod";

/** Reads `environments/prod.yaml`. */
export function readTemplate(): Template {
  return template.parse(parse(readFileSync(join(ROOT, "environments", `${TEMPLATE}.yaml`), "utf8")));
}

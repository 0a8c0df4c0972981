import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { grownClouds, grownClusters } from "./nodes";
import { grownServices } from "./services";
import { sitesFile, SUPERNETS } from "./sites";
import { readTemplate, TEMPLATE } from "./template";

/** How large an environment is. */
export interface Size {
  readonly nodes: number;
  readonly sites: number;
  readonly services: number;
}

/** The size that the whole product is held to. */
export const FULL: Size = { nodes: 10_000, sites: 1_000, services: 500 };

/** A part of the full size. */
export function sizeOf(part: number): Size {
  return {
    nodes: Math.round(FULL.nodes * part),
    sites: Math.round(FULL.sites * part),
    services: Math.round(FULL.services * part),
  };
}

/**
 * Writes the environment of `environments/prod.yaml` at another size, under its name: what one writes to get so many nodes, sites and
 * services of both clouds, and nothing else of it changed.
 *
 * @param folder the environments' folder to write
 */
export function writeLargeEnvironment(folder: string, { nodes, sites, services }: Size): void {
  const template = readTemplate();
  mkdirSync(join(folder, TEMPLATE), { recursive: true });
  writeFileSync(join(folder, TEMPLATE, "sites.csv"), sitesFile(sites));
  const grown = {
    ...template,
    ...grownServices(template, services),
    clouds: grownClouds(template),
    clusters: grownClusters(template, nodes),
    sites: { ...template.sites, supernets: SUPERNETS },
  };
  writeFileSync(join(folder, `${TEMPLATE}.yaml`), stringify(grown, { aliasDuplicateObjects: false }));
}

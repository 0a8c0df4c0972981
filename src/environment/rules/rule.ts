import type { CloudSpecification } from "../schema/clouds";
import type { EnvironmentSpecification } from "../schema/environment";
import { ZONES, type Zone } from "../schema/names";
import type { Site } from "../schema/sites";
import type { ZoneNetworkSpecification } from "../schema/zones";
import type { StatefulRecord } from "../stateful";
import { suggestion } from "../values";
import { formatPath, type Fault, type Path, type Place } from "../yaml";

export type { Path } from "../yaml";

/** A row of the sites file and where its cells stand. */
export interface LocatedSite {
  readonly site: Site;
  readonly placeOf: (column: keyof Site) => Place;
}

/** What a rule may look at: everything a person wrote, and where. */
export interface RuleContext {
  readonly specification: EnvironmentSpecification;
  readonly sites: readonly LocatedSite[];
  /** The place of a value in the YAML; of its nearest ancestor when the value is not written there. */
  readonly placeOf: (path: Path) => Place;
  /** When the file is judged: what it says of times must not be over. */
  readonly now: Date;

  /**
   * The stateful things of the last release.
   * @default - nothing was released yet
   */
  readonly record?: StatefulRecord;
}

/** A rule across fields: a pure function from what was written to its faults. */
export type Rule = (context: RuleContext) => Fault[];

/** A fault at a value of the YAML. The message says what was given, what is expected and, where it helps, what to do. */
export function fault(context: RuleContext, path: Path, message: string): Fault {
  return { place: context.placeOf(path), path: formatPath(path), message };
}

/** A fault at a cell of the sites file. */
export function siteFault({ site, placeOf }: LocatedSite, column: keyof Site, message: string): Fault {
  return { place: placeOf(column), path: `${site.id}.${column}`, message };
}

/** The fault of a name that names nothing; none when it is known. */
export function unknownName(
  context: RuleContext,
  path: Path,
  what: string,
  given: string,
  known: readonly string[],
): Fault[] {
  if (known.includes(given)) return [];
  const allowed = known.length > 0 ? `one of ${list(known)}` : "none: there is none";
  return [fault(context, path, `got "${given}", expected ${what}: ${allowed}${suggestion(given, known)}`)];
}

/** Names in a message; long lists are cut. */
export function list(names: readonly string[], most = 12): string {
  const shown = names.slice(0, most).join(", ");
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}

/** A list with the index of each element, for paths. */
export function indexed<T>(values: readonly T[]): { readonly value: T; readonly index: number }[] {
  return values.map((value, index) => ({ value, index }));
}

/** The clouds and their keys. */
export function cloudsOf(context: RuleContext): [string, CloudSpecification][] {
  return Object.entries(context.specification.clouds);
}

/** A zone of a cloud. */
export interface CloudZone {
  readonly cloud: string;
  readonly specification: CloudSpecification;
  readonly zone: Zone;
  readonly network: ZoneNetworkSpecification;
  readonly path: Path;
}

/** Every zone of every cloud. */
export function cloudZonesOf(context: RuleContext): CloudZone[] {
  return cloudsOf(context).flatMap(([cloud, specification]) =>
    ZONES.map((zone) => ({
      cloud,
      specification,
      zone,
      network: specification.zones[zone],
      path: ["clouds", cloud, "zones", zone],
    })),
  );
}

import type { WorkingHoursSpecification } from "./schema/scaling";
import type { ServiceSpecification } from "./schema/services";

/** Pods of a service that an update starts before it takes old ones away. */
export const UPDATE_SURGE = 1;

/** How many replicas of a service run in one cluster. */
export interface ReplicaRange {
  readonly minimum: number;
  /** Equal to the minimum where nothing scales the service by itself. */
  readonly maximum: number;
}

/** The part of a service's replicas that one cloud runs; each end of an autoscaler's range is split by the same shares. */
export function replicasIn(
  service: Pick<ServiceSpecification, "id" | "replicas" | "share" | "autoscale">,
  cloud: string,
): ReplicaRange {
  const minimum = splitByShare(service.replicas, service.share).get(cloud);
  if (minimum === undefined) {
    throw new Error(
      `service ${service.id} has no share in cloud ${cloud}: expected one of ${Object.keys(service.share).join(", ")}`,
    );
  }
  if (!service.autoscale) return { minimum, maximum: minimum };
  if (service.autoscale.maximum < service.replicas) {
    throw new Error(
      `service ${service.id} scales to at most ${service.autoscale.maximum} of its ${service.replicas} replicas: expected a maximum of at least ${service.replicas}`,
    );
  }
  const maximum = splitByShare(service.autoscale.maximum, service.share).get(cloud) ?? minimum;
  // With three clouds and more, largest remainders can give a cloud one replica less of a larger whole (Alabama paradox).
  return { minimum, maximum: Math.max(minimum, maximum) };
}

/**
 * The part of the replicas of working hours that one cloud asks for: the same shares, within the range that it has anyway.
 */
export function replicasInHours(
  service: Pick<ServiceSpecification, "id" | "replicas" | "share" | "autoscale">,
  { replicas }: Pick<WorkingHoursSpecification, "replicas">,
  cloud: string,
): number {
  const { minimum, maximum } = replicasIn(service, cloud);
  const asked = splitByShare(replicas, service.share).get(cloud) ?? minimum;
  return Math.min(maximum, Math.max(minimum, asked));
}

interface Part {
  readonly cloud: string;
  readonly share: number;
  readonly exact: number;
  replicas: number;
}

/**
 * Splits replicas over clouds by their shares, by the largest remainder method: the parts add up to the whole, and each is
 * at least one. Equal remainders go to the larger share, then to the first name, so the order in the YAML does not matter.
 *
 * Throws when there are fewer replicas than clouds.
 */
export function splitByShare(total: number, share: Readonly<Record<string, number>>): ReadonlyMap<string, number> {
  const shares = Object.entries(share).filter(([, percent]) => percent > 0);
  if (total < shares.length) {
    const clouds = shares.map(([cloud]) => cloud).join(", ");
    throw new Error(
      `${total} replicas cannot be split over ${shares.length} clouds (${clouds}): expected at least one for each`,
    );
  }
  const sum = shares.reduce((all, [, percent]) => all + percent, 0);
  const parts = shares.map(([cloud, percent]): Part => {
    const exact = (total * percent) / sum;
    return { cloud, share: percent, exact, replicas: Math.floor(exact) };
  });
  const rest = total - parts.reduce((all, { replicas }) => all + replicas, 0);
  for (const part of parts.toSorted(byRemainder).slice(0, rest)) part.replicas += 1;
  for (const part of parts.filter(({ replicas }) => replicas === 0)) {
    const [giver] = parts.filter(({ replicas }) => replicas > 1).toSorted(byExcess);
    if (!giver) break;
    giver.replicas -= 1;
    part.replicas += 1;
  }
  return new Map(parts.map(({ cloud, replicas }) => [cloud, replicas]));
}

function byRemainder(one: Part, other: Part): number {
  const difference = other.exact - Math.floor(other.exact) - (one.exact - Math.floor(one.exact));
  return difference || other.share - one.share || one.cloud.localeCompare(other.cloud, "en");
}

/** Who got most above the exact part; of equals the one with the most replicas can spare one best. */
function byExcess(one: Part, other: Part): number {
  const difference = other.replicas - other.exact - (one.replicas - one.exact);
  return difference || other.replicas - one.replicas || other.cloud.localeCompare(one.cloud, "en");
}

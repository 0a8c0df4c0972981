import { acceptedName } from "../../constructs/network/accepted-name";

/**
 * Returns the name of a VPC, subnet, security group, public address, route table, endpoint, load balancer and its parts.
 * Throws when ctyun would refuse it.
 */
export function resourceName(name: string): string {
  return acceptedName("ctyun", "resource", name);
}

/** Returns the name of a machine: its host name and its display name. Throws when ctyun would refuse it. */
export function instanceName(name: string): string {
  return acceptedName("ctyun", "machine", name);
}

/** Returns the name of a disk. Throws when ctyun would refuse it. */
export function diskName(name: string): string {
  return acceptedName("ctyun", "disk", name);
}

/** ctyun's limit of a key pair's name (validator of provider 1.2.0). Only a managed cluster has a key pair. */
const MAXIMUM_KEY_PAIR_NAME_LENGTH = 63;

/** Returns the name of a key pair. Throws when ctyun would refuse it. */
export function keyPairName(name: string): string {
  if (/^[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]$/.test(name) && name.length <= MAXIMUM_KEY_PAIR_NAME_LENGTH) return name;
  throw new Error(
    `got key pair name "${name}" of ${name.length} characters, ctyun allows 2 to ${MAXIMUM_KEY_PAIR_NAME_LENGTH} letters, digits and hyphens, starting with a letter and not ending with a hyphen: change the identifiers that it is made of`,
  );
}

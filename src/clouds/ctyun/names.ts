/**
 * ctyun's rules on names (validators of provider 1.2.0). Most things share one rule; a machine's name is also its host name,
 * and its disks take theirs from it.
 */
const MAXIMUM_NAME_LENGTH = 32;
const MAXIMUM_MACHINE_NAME_LENGTH = 63;
const MAXIMUM_DISK_NAME_LENGTH = 63;
const MAXIMUM_KEY_PAIR_NAME_LENGTH = 63;

/**
 * Returns the name of a VPC, subnet, security group, public address, route table, endpoint, load balancer and its parts.
 * Throws when ctyun would refuse it.
 */
export function resourceName(name: string): string {
  const isAllowed = /^[A-Za-z\u4e00-\u9fa5][A-Za-z0-9_\u4e00-\u9fa5-]+$/.test(name) && !name.startsWith("http");
  if (isAllowed && name.length <= MAXIMUM_NAME_LENGTH) return name;
  throw new Error(
    `got name "${name}" of ${name.length} characters, ctyun allows 2 to ${MAXIMUM_NAME_LENGTH} letters, digits, hyphens and underscores, starting with a letter and not with http: shorten or change the identifiers it is made of`,
  );
}

/** Returns the name of a machine: its host name and its display name. Throws when ctyun would refuse it. */
export function machineName(name: string): string {
  const isAllowed = /^[A-Za-z]([A-Za-z0-9]|[.-](?=[A-Za-z0-9]))+$/.test(name);
  if (isAllowed && name.length <= MAXIMUM_MACHINE_NAME_LENGTH) return name;
  throw new Error(
    `got machine name "${name}" of ${name.length} characters, ctyun allows 2 to ${MAXIMUM_MACHINE_NAME_LENGTH} letters, digits, single hyphens and dots, starting with a letter and ending with a letter or digit: it becomes the host name, so change the identifiers it is made of`,
  );
}

/** Returns the name of a disk. Throws when ctyun would refuse it. */
export function diskName(name: string): string {
  if (/^[A-Za-z][A-Za-z0-9._-]+$/.test(name) && name.length <= MAXIMUM_DISK_NAME_LENGTH) return name;
  throw new Error(
    `got disk name "${name}" of ${name.length} characters, ctyun allows 2 to ${MAXIMUM_DISK_NAME_LENGTH} ASCII letters, digits, dots, hyphens and underscores, starting with a letter: shorten the name of the machines`,
  );
}

/** Returns the name of a key pair. Throws when ctyun would refuse it. */
export function keyPairName(name: string): string {
  if (/^[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]$/.test(name) && name.length <= MAXIMUM_KEY_PAIR_NAME_LENGTH) return name;
  throw new Error(
    `got key pair name "${name}" of ${name.length} characters, ctyun allows 2 to ${MAXIMUM_KEY_PAIR_NAME_LENGTH} letters, digits and hyphens, starting with a letter and not ending with a hyphen: change the identifiers it is made of`,
  );
}

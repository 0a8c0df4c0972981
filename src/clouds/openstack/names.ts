/**
 * OpenStack's rules on names. Neutron, Octavia and Cinder take any text of up to 255 characters; an instance's name also
 * becomes its host name and its Kubernetes node name, so that one is a DNS label.
 */
const MAXIMUM_NAME_LENGTH = 255;
const MAXIMUM_HOST_NAME_LENGTH = 63;

/** Returns the name of a network, security group, load balancer, volume and the like. Throws when OpenStack would refuse it. */
export function resourceName(name: string): string {
  if (name.length >= 1 && name.length <= MAXIMUM_NAME_LENGTH) return name;
  throw new Error(
    `got a name of ${name.length} characters ("${name.slice(0, 40)}"), OpenStack allows 1 to ${MAXIMUM_NAME_LENGTH}: shorten the identifiers it is made of`,
  );
}

/** Returns the name of an instance. Throws when it cannot be a host name. */
export function machineName(name: string): string {
  if (name.length <= MAXIMUM_HOST_NAME_LENGTH && /^[a-z]([a-z0-9-]*[a-z0-9])?$/.test(name)) return name;
  throw new Error(
    `got machine name "${name}", allowed are 1 to ${MAXIMUM_HOST_NAME_LENGTH} lower-case letters, digits and hyphens, starting with a letter and not ending with a hyphen: it becomes the host name, so change the identifiers it is made of`,
  );
}

import { acceptedName } from "../../constructs/network/accepted-name";

/** Returns the name of a network, security group, load balancer and the like. Throws when OpenStack would refuse it. */
export function resourceName(name: string): string {
  return acceptedName("openstack", "resource", name);
}

/** Returns the name of an instance. Throws when it cannot be a host name. */
export function instanceName(name: string): string {
  return acceptedName("openstack", "machine", name);
}

/** Returns the name of a volume. Throws when Cinder would refuse it. */
export function diskName(name: string): string {
  return acceptedName("openstack", "disk", name);
}

import { z } from "zod";

/** The network security domains, from the most to the least trusted. A *zone* is always one of these. */
export const ZONES = ["medical", "management", "exchange", "internet"] as const;
export type Zone = (typeof ZONES)[number];
export const zone = () => z.enum(ZONES);

/** Zones in which nothing may ever carry a public address (air gap, GB/T 22239-2019 8.1.2.1 d). */
export const ZONES_WITHOUT_PUBLIC_ADDRESS: readonly Zone[] = ["medical", "management"];

/** Zones that run Kubernetes clusters: a cluster never spans two zones. */
export const CLUSTER_ZONES = ["medical", "internet"] as const;
export type ClusterZone = (typeof CLUSTER_ZONES)[number];

/** The load balancers of a cloud: the exchange's, and two for the cluster of each zone. */
export const LOAD_BALANCERS = [
  "exchange",
  "medical-api",
  "medical-ingress",
  "internet-api",
  "internet-ingress",
] as const;
export type LoadBalancerName = (typeof LOAD_BALANCERS)[number];

/** What stands in a subnet: one subnet per role and availability zone, one security group per role. */
export const SUBNET_ROLES = [
  "load-balancer",
  "control-plane",
  "worker",
  "data",
  "exchange-proxy",
  "gateway",
  "bastion",
  "runner",
] as const;
export type SubnetRole = (typeof SUBNET_ROLES)[number];

/**
 * An identifier: lower-case letters, digits and single hyphens, starting with a letter. It becomes part of logical ids,
 * Terraform addresses and the clouds' names, so it is a public contract: renaming it replaces what it names.
 */
export const identifier = (maximum = 40) =>
  z
    .string()
    .max(maximum)
    .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, {
      error: "expected lower-case letters, digits and single hyphens, starting with a letter",
    });

/** A DNS host name in lower case, such as `card.health.example`. */
export const hostName = () =>
  z
    .string()
    .max(253)
    .regex(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/, {
      error: "expected a host name in lower case such as card.health.example",
    });

/** A person or team that answers for a thing: an e-mail address. */
export const owner = () => z.email({ error: "expected an e-mail address such as team@health.example" });

/** A group of the identity provider. Kubernetes keeps names that start with `system:` for itself. */
export const group = () =>
  z
    .string()
    .min(1)
    .regex(/^(?!system:)/, {
      error: "expected a group of the identity provider: Kubernetes keeps system:… for itself",
    });

/** A certificate in PEM form. It is public, so it may stand in the YAML. */
export const certificate = () =>
  z.string().includes("-----BEGIN CERTIFICATE-----", { error: "expected a certificate in PEM form" });

/** Host numbers 1 to 9 of every subnet are kept for the cloud's gateway and for the routers that meet there. */
export const FIRST_FREE_HOST = 10;

/** The number of a host in its subnet, such as 20 for 10.18.0.20 in 10.18.0.0/24. */
export const hostNumber = () =>
  z.int().min(FIRST_FREE_HOST, {
    error: `expected a host number of at least ${FIRST_FREE_HOST}; those below are kept for routers`,
  });

/** What an OpenStack cloud is taken to be where nobody says otherwise. */
export const OPENSTACK_DEFAULTS = { bootFrom: "volume" } as const;

/** What a ctyun cloud is taken to be where nobody says otherwise. Project 0 is an account's first enterprise project. */
export const CTYUN_DEFAULTS = {
  projectId: "0",
  diskType: "ssd",
  loadBalancerSpecification: "elb.s2.small",
} as const;

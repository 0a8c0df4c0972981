import { z } from "zod";
import { CTYUN_DEFAULTS, OPENSTACK_DEFAULTS } from "../cloud-defaults";
import { cidr, ipv4Address } from "../values";
import { machineFields } from "./machines";
import { hostNumber, identifier, LOAD_BALANCERS, zone } from "./names";
import { cloudZones } from "./zones";

/** A failure domain of a cloud. `id` is ours and stays; `name` is the cloud's. */
const availabilityZone = z.strictObject({
  id: identifier(8).describe("Short identifier used in addresses and names, such as a."),
  name: z.string().min(1).describe("The cloud's own name of the availability zone."),
});

/** Machines that the platform itself runs, apart from cluster nodes. */
const machineGroup = () =>
  z.strictObject({
    machines: z
      .int()
      .min(2, { error: "expected 2 to 4 machines: nothing here may be single" })
      .max(4, { error: "expected 2 to 4 machines" })
      .default(2)
      .describe("Number of machines; never one, since nothing here may be single."),
    ...machineFields(40),
  });

/** The proxies of the exchange zone and the pinned address of the load balancer before them. */
const exchange = machineGroup().extend({
  address: hostNumber().describe(
    "Host number of the exchange load balancer in its load-balancer subnet, such as 20 for 10.18.0.20.",
  ),
});

/** Bastions and the runner, in the management zone. */
const management = machineGroup().extend({
  operators: z
    .array(cidr())
    .min(1)
    .describe("The offices from which administrators reach the bastions (GB/T 22239-2019 8.1.4.4 c)."),
  authorizedKeys: z
    .array(
      z
        .string()
        .regex(/^(ssh-ed25519|ecdsa-sha2-nistp256|ssh-rsa) [A-Za-z0-9+/=]+( .*)?$/, "expected an OpenSSH public key"),
    )
    .min(1)
    .describe("Public keys of the administrators."),
});

/**
 * How sites that join by IPsec, and links of kind `ipsec`, enter the exchange zone. A new generation takes over the addresses
 * that its peers know, so the old one cannot stand beside it.
 */
const gateways = machineGroup()
  .omit({ retiring: true })
  .extend({
    kind: z
      .enum(["machines", "vpnaas"])
      .default("machines")
      .describe("strongSwan on a pair of machines, or OpenStack VPNaaS where the cloud offers it."),
    active: z
      .enum(["first", "second"])
      .default("first")
      .describe(
        "Which gateway the cloud's routes point to. OpenStack moves a virtual address between the pair by itself; ctyun has no movable address, so there this switch is the failover.",
      ),
    virtualAddress: hostNumber()
      .optional()
      .describe("OpenStack, kind machines: host number of the pair's virtual address in the gateway subnet."),
    publicAddresses: z
      .array(ipv4Address())
      .max(4)
      .default([])
      .describe(
        "Addresses that the cloud reserved for the gateways, told to the sites. Default: allotted by the cloud.",
      ),
  });

/** A dedicated line that ends in a zone: which blocks lie behind it, and the next hop towards them. */
const line = z.strictObject({
  id: identifier(20),
  zone: zone(),
  carrier: z.string().min(1).describe("Who runs the line: two lines of a zone must not share a carrier."),
  nextHop: z
    .string()
    .min(1)
    .describe("OpenStack: an address inside the zone. ctyun: the id of the line gateway, used with next hop type dc."),
  destinations: z.array(cidr()).default([]).describe("Blocks behind the line, apart from the sites that join by line."),
  sites: z.boolean().default(false).describe("True: the sites with access `line` are behind it."),
});

const common = {
  title: z.string().min(1).describe("Name for people, such as Chutian Cloud."),
  availabilityZones: z.array(availabilityZone).min(1).max(5),
  zones: cloudZones,
  exchange,
  management,
  gateways,
  lines: z.array(line).default([]),
};

const openstackCloud = z.strictObject({
  provider: z.literal("openstack"),
  ...common,
  authUrl: z.url().describe("Keystone's endpoint. Credentials come from OS_* variables, never from YAML."),
  region: z.string().min(1),
  externalNetwork: z.strictObject({
    id: z.uuid().describe("Network of the public addresses."),
    name: z.string().min(1).describe("Its name: floating IPs are asked for by pool name."),
  }),
  machineImage: z
    .uuid()
    .describe("Image of all machines: cloud-init, RKE2's installer, strongSwan, HAProxy, keepalived."),
  volumeType: z
    .string()
    .min(1)
    .optional()
    .describe("Cinder volume type of boot and data volumes. Default: the cloud's."),
  bootFrom: z
    .enum(["volume", "image"])
    .default(OPENSTACK_DEFAULTS.bootFrom)
    .describe("Boot disk as a Cinder volume or on the hypervisor."),
  features: z
    .strictObject({
      designate: z
        .boolean()
        .default(false)
        .describe("The cloud offers DNS as a service; dns.designate says which of its zones get records."),
    })
    .prefault({}),
});

/** A way from one zone's VPC to a load balancer in another's: ctyun has no peering resource. */
const crossing = z.strictObject({
  from: zone(),
  loadBalancer: z.enum(LOAD_BALANCERS),
  endpoint: hostNumber()
    .optional()
    .describe("Host number of the VPC endpoint in the load-balancer subnet of the zone `from`."),
  peering: z.string().min(1).optional().describe("Id of a peering made in the console, in place of the endpoint."),
});

const ctyunCloud = z.strictObject({
  provider: z.literal("ctyun"),
  ...common,
  region: z.string().min(1).describe("Region id, such as 200000001781 for Wuhan 41."),
  projectId: z
    .string()
    .regex(/^(0|[a-z0-9]{32})$/, "expected 0 or 32 lower-case letters and digits")
    .default(CTYUN_DEFAULTS.projectId)
    .describe("Enterprise project; 0 is the default one."),
  machineImage: z.uuid().describe("Image of all machines: cloud-init, RKE2's installer, strongSwan, HAProxy."),
  diskType: z.enum(["sata", "sas", "ssd", "ssd-genric", "fast-ssd"]).default(CTYUN_DEFAULTS.diskType),
  loadBalancerSpecification: z
    .enum([
      "elb.s1.small",
      "elb.default",
      "elb.s2.small",
      "elb.s2.large",
      "elb.s3.small",
      "elb.s3.large",
      "elb.s4.small",
      "elb.s4.large",
      "elb.s5.small",
      "elb.s5.large",
    ])
    .default(CTYUN_DEFAULTS.loadBalancerSpecification),
  nameServers: z.array(ipv4Address()).min(1).max(4).describe("DNS servers that the subnets hand out."),
  crossings: z.array(crossing).default([]),
});

export const cloud = z.discriminatedUnion("provider", [openstackCloud, ctyunCloud]);
export type CloudSpecification = z.output<typeof cloud>;
export type OpenstackCloudSpecification = z.output<typeof openstackCloud>;
export type CtyunCloudSpecification = z.output<typeof ctyunCloud>;
export type CrossingSpecification = z.output<typeof crossing>;
export type LineSpecification = z.output<typeof line>;

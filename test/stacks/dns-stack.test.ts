import { z } from "zod";
import { TestedEnvironment, type StackOutput } from "./support";

const outputs = z.object({
  output: z.object({
    dns_records: z.object({ value: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))) }),
    dns_zone_files: z.object({ value: z.record(z.string(), z.string()) }),
  }),
});
const outputsOf = (stack: StackOutput) => outputs.parse(JSON.parse(stack.text)).output;

const zones = {
  public: { id: "6f2c1f0e-5a1d-4b43-9a3e-0f5f7c1e2b11", name: "dev.health.example" },
  "sites-line": { id: "0d0c64a5-95ac-4f4a-a7c4-51a3ed8c52f4", name: "health.example" },
};
/** The ways to the gateways that operators take in ctyun, beside those that the environment has. */
const crossings = [
  ["medical", "exchange", 30],
  ["internet", "exchange", 30],
  ["exchange", "medical-ingress", 30],
  ["exchange", "internet-ingress", 31],
  ["management", "medical-api", 30],
  ["management", "internet-api", 31],
  ["management", "medical-ingress", 32],
  ["management", "internet-ingress", 33],
].map(([from, loadBalancer, endpoint]) => ({ from, loadBalancer, endpoint }));

const dev = new TestedEnvironment("dev", {
  set: {
    console: {},
    dns: { ttlSeconds: 60, designate: { cloud: "chutian", zones } },
    "clouds.chutian.features": { designate: true },
    "clouds.tianyi.crossings": crossings,
  },
});
const dns = dev.output("dev-dns");
const { dns_records: records, dns_zone_files: zoneFiles } = outputsOf(dns);
const addressesIn = (view: string, name: string) =>
  records.value[view]?.find((record) => record.name === name)?.addresses;

describe("the records of an environment's host names", () => {
  it("lead the public to the public address of the internet gateway in each cloud", () => {
    expect(records.value.public).toEqual([
      {
        name: "booking.dev.health.example",
        type: "A",
        ttl: 60,
        portal: "residents",
        addresses: [
          "${openstack_networking_floatingip_v2.ingress_public-address_floating-ip.address}",
          "${ctyun_eip.ingress_public-address.address}",
        ],
      },
    ]);
  });

  it("lead sites to the gateway by line, and to the exchange by IPsec", () => {
    const host = "pool.dev.health.example";
    const { environment } = dev;
    const of = (name: "medical-ingress" | "exchange") =>
      ["chutian", "tianyi"].map((cloud) => environment.loadBalancerAddress(cloud, name).toString());
    expect(of("medical-ingress")).toEqual(["10.24.0.21", "10.40.0.21"]);
    expect(addressesIn("sites-line", host)).toEqual(of("medical-ingress"));
    expect(addressesIn("sites-ipsec", host)).toEqual(of("exchange"));
  });

  it("lead operators to the page of one cluster", () => {
    expect(addressesIn("operators", "console.medical-chutian.dev.health.example")).toEqual(["10.24.0.21"]);
    // Where zones are not routed to each other, at the endpoint in their own.
    expect(addressesIn("operators", "console.medical-tianyi.dev.health.example")).toEqual(["10.43.0.32"]);
  });

  it("name nothing that services alone call", () => {
    const { services } = dev.environment.specification;
    const internal = new TestedEnvironment("dev", {
      set: { [`services.${services.findIndex(({ id }) => id === "appointment-pool")}.expose.to`]: ["exchange"] },
    });
    expect(Object.keys(outputsOf(internal.output("dev-dns")).dns_records.value)).toEqual(["public"]);
  });

  it("name a cloud only where the service runs", () => {
    const alone = new TestedEnvironment("dev", { set: { "services.1.share": { tianyi: 100 } } });
    expect(outputsOf(alone.output("dev-dns")).dns_records.value["sites-line"]).toEqual([
      { name: "pool.dev.health.example", type: "A", ttl: 300, addresses: ["10.40.0.21"] },
    ]);
  });

  it("stand in zone files, a line for each address", () => {
    expect(zoneFiles.value["sites-line"]).toBe(
      "pool.dev.health.example. 60 IN A 10.24.0.21\npool.dev.health.example. 60 IN A 10.40.0.21\n",
    );
  });
});

describe("the zones of Designate", () => {
  it("get a record set for each name of their view, and no other", () => {
    expect(dns.ids("openstack_dns_recordset_v2")).toEqual([
      "public_booking_dev_health_example",
      "sites-line_pool_dev_health_example",
    ]);
    expect(dns.resource("openstack_dns_recordset_v2", "sites-line_pool_dev_health_example")).toMatchObject({
      zone_id: zones["sites-line"].id,
      name: "pool.dev.health.example.",
      type: "A",
      ttl: 60,
      records: ["10.24.0.21", "10.40.0.21"],
    });
  });

  it("are none by default: the records are an output alone", () => {
    expect(new TestedEnvironment("dev").output("dev-dns").ids("openstack_dns_recordset_v2")).toEqual([]);
  });

  it("are those of an OpenStack cloud", () => {
    expect(() => new TestedEnvironment("dev", { set: { dns: { designate: { cloud: "tianyi", zones } } } })).toThrow(
      "dns.designate: got cloud tianyi, expected one of OpenStack: only that has Designate",
    );
  });
});

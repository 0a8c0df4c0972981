import fc from "fast-check";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { AddressPlan, subnetCidr } from "../../src/environment/address-plan";
import { environmentSchema, type EnvironmentSpecification } from "../../src/environment/schema/environment";
import { zoneNetwork } from "../../src/environment/schema/zones";

const specificationOf = (name: string): EnvironmentSpecification =>
  environmentSchema.parse(parse(readFileSync(`environments/${name}.yaml`, "utf8")));

const prod = new AddressPlan(specificationOf("prod"));
const dev = new AddressPlan(specificationOf("dev"));

describe("the address plan", () => {
  it("gives each role a subnet in every availability zone that has a slot, in the cloud's order", () => {
    const workers = prod.subnetsOf("chutian", "medical", "worker");
    expect(workers.map(({ availabilityZone, cidr }) => `${availabilityZone} ${cidr.toString()}`)).toEqual([
      "a 10.16.16.0/22",
      "b 10.16.20.0/22",
      "c 10.16.24.0/22",
    ]);
  });

  it("has no subnet for a role that a zone does not name", () => {
    expect(dev.subnetsOf("chutian", "medical", "data")).toEqual([]);
  });

  it("pins load balancers in the load-balancer subnet of the first availability zone", () => {
    expect(prod.loadBalancerSubnet("chutian", "medical").availabilityZone).toBe("a");
    expect(prod.loadBalancerAddress("chutian", "medical", 20).toString()).toBe("10.16.0.20");
  });

  it("lists all subnets of a zone by role, then by availability zone", () => {
    expect(
      prod.subnets("chutian", "medical").map(({ role, availabilityZone }) => `${role}-${availabilityZone}`),
    ).toEqual([
      "load-balancer-a",
      "control-plane-a",
      "control-plane-b",
      "control-plane-c",
      "worker-a",
      "worker-b",
      "worker-c",
      "data-a",
      "data-b",
      "data-c",
    ]);
  });

  it("knows the block of a zone", () => {
    expect(dev.zoneCidr("tianyi", "exchange").toString()).toBe("10.42.0.0/16");
  });

  it("names the clouds that there are when asked for another", () => {
    expect(() => dev.zoneCidr("aliyun", "medical")).toThrow("unknown cloud aliyun: expected one of chutian, tianyi");
  });

  it("says which subnets to add where a zone has none for load balancers", () => {
    const specification = specificationOf("dev");
    const { medical } = specification.clouds.chutian?.zones ?? {};
    medical?.subnets.shift();
    expect(() => new AddressPlan(specification).loadBalancerSubnet("chutian", "medical")).toThrow(
      "zone medical of cloud chutian has no load-balancer subnet: add one to its subnets",
    );
  });
});

describe("the block of a slot", () => {
  const zone = (prefixLength?: number) => {
    const network = zoneNetwork.parse({
      cidr: "10.16.0.0/16",
      subnets: [{ role: "worker", slots: {}, ...(prefixLength !== undefined && { prefixLength }) }],
    });
    const [subnet] = network.subnets;
    if (!subnet) throw new Error("no subnet");
    return { network, subnet };
  };
  const block = (prefixLength: number | undefined, slot: number) => {
    const { network, subnet } = zone(prefixLength);
    return subnetCidr(network, subnet, slot);
  };

  it("is the nth block of the zone", () => {
    expect(block(undefined, 7).toString()).toBe("10.16.7.0/24");
    expect(block(22, 16).toString()).toBe("10.16.16.0/22");
  });

  it("cannot lie outside the zone", () => {
    expect(() => block(undefined, 256)).toThrow();
  });

  it("cannot start between two blocks of its size", () => {
    expect(() => block(22, 17)).toThrow();
  });

  it("lies inside the zone and overlaps no other slot's, whatever the slots", () => {
    fc.assert(
      fc.property(fc.nat(255), fc.nat(255), (left, right) => {
        expect(zone().network.cidr.contains(block(undefined, left))).toBe(true);
        expect(block(undefined, left).overlaps(block(undefined, right))).toBe(left === right);
      }),
    );
  });

  it("holds as many addresses as its size says and starts where its slot starts, whatever its size", () => {
    fc.assert(
      fc.property(fc.integer({ min: 16, max: 24 }), fc.nat(255), (prefixLength, number) => {
        const slots = 2 ** (24 - prefixLength);
        const slot = (number % (256 / slots)) * slots;
        const cidr = block(prefixLength, slot);
        expect(cidr.size).toBe(2 ** (32 - prefixLength));
        expect(cidr.first.equals(block(undefined, slot).first)).toBe(true);
      }),
    );
  });
});

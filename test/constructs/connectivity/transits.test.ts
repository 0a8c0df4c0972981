import { transitsOf, type OutsideEndpoint } from "../../../src/constructs/connectivity";
import { sampleEnvironment, sampleService } from "../services/sample-environment";

const environment = sampleEnvironment((raw) => {
  raw.services = [sampleService("card")];
});

const endName = ({ id, blocks }: OutsideEndpoint) => `${id} ${blocks.map(({ cidr }) => cidr.toString()).join(" ")}`;

const transits = (cloud: string) =>
  transitsOf(environment, cloud).map(
    ({ from, to, why, path }) => `${endName(from)} -> ${endName(to)}: ${why} (${path.join(".")})`,
  );

describe("what routers may pass on from outside to outside", () => {
  it("is what the lines of a zone send each other, and in OpenStack what they send to the internet by its egress", () => {
    const egress = (zone: string) =>
      `transit by the egress of zone ${zone}, which its router gives to whoever comes over a line (clouds.chutian.zones.${zone}.egress)`;
    expect(transits("chutian")).toEqual([
      "line-medical-telecom 10.192.0.0/16 -> line-link-mobile 10.40.0.0/16 10.255.0.16/30: transit between lines of zone medical (clouds.chutian.lines.0)",
      "line-link-mobile 10.40.0.0/16 10.255.0.16/30 -> line-medical-telecom 10.192.0.0/16: transit between lines of zone medical (links.0)",
      "line-management-telecom 10.250.2.0/24 -> line-link-mobile 10.43.0.0/16: transit between lines of zone management (clouds.chutian.lines.1)",
      "line-link-mobile 10.43.0.0/16 -> line-management-telecom 10.250.2.0/24: transit between lines of zone management (links.0)",
      `line-management-telecom 10.250.2.0/24 -> public 0.0.0.0/0: ${egress("management")}`,
      `line-link-mobile 10.43.0.0/16 -> public 0.0.0.0/0: ${egress("management")}`,
      `line-link-mobile 10.42.0.0/16 -> public 0.0.0.0/0: ${egress("exchange")}`,
    ]);
  });

  it("is in ctyun nothing to the internet", () => {
    expect(transits("tianyi").map((line) => line.replace(/:.*/, ""))).toEqual([
      "line-medical-telecom 10.192.0.0/16 -> line-link-mobile 10.24.0.0/16 10.255.0.16/30",
      "line-link-mobile 10.24.0.0/16 10.255.0.16/30 -> line-medical-telecom 10.192.0.0/16",
      "line-management-telecom 10.250.2.0/24 -> line-link-mobile 10.27.0.0/16",
      "line-link-mobile 10.27.0.0/16 -> line-management-telecom 10.250.2.0/24",
    ]);
  });
});

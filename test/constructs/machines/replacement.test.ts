import { App, Testing, TerraformStack } from "cdktf";
import { createCloud } from "../../../src/clouds";
import type { MachineGroupProps } from "../../../src/constructs/machines/machines";
import { Cidr, Ipv4Address } from "../../../src/environment/values";
import { changedEnvironment } from "../../app/support/changed-environment";

const clouds = changedEnvironment("dev").specification.clouds;

/** The lifecycles of a group's resources in a cloud, by logical id without its hash. */
function lifecycles(cloudId: string, change: Partial<MachineGroupProps>): Record<string, unknown> {
  const specification = clouds[cloudId];
  if (!specification) throw new Error(`no cloud ${cloudId}`);
  const cloud = createCloud(cloudId, specification);
  const stack = new TerraformStack(new App(), "test");
  cloud.addProvider(stack);
  const cidr = Cidr.parse("10.0.0.0/16");
  const network = cloud.createNetwork(stack, "network", {
    name: "exchange",
    zone: "exchange",
    cidr,
    subnets: [{ role: "exchange-proxy", availabilityZone: "a", cidr: cidr.subnet(24, 0) }],
  });
  const securityGroup = cloud.createSecurityGroup(stack, "group", { name: "proxy", network, role: "exchange-proxy" });
  cloud.createMachines(stack, "proxies", {
    name: "proxies",
    network,
    role: "exchange-proxy",
    securityGroups: [securityGroup],
    flavor: "small",
    diskGiB: 40,
    machines: [{ key: "001", availabilityZone: "a", userData: "#cloud-config\n{}" }],
    ...change,
  });
  const output = JSON.parse(Testing.synth(stack, true)) as {
    resource: Record<string, Record<string, { lifecycle?: object }>>;
  };
  return Object.fromEntries(
    Object.values(output.resource)
      .flatMap((resources) => Object.entries(resources))
      .flatMap(([id, { lifecycle }]) => (lifecycle ? [[id.replace(/_[0-9A-F]{8}$/, ""), lifecycle] as const] : [])),
  );
}

describe("a changed document", () => {
  it("waits for the next generation, as a rule", () => {
    expect(lifecycles("chutian", {})["proxies_machine-001"]).toMatchObject({
      ignore_changes: expect.arrayContaining(["user_data"]) as unknown,
    });
    expect(lifecycles("tianyi", {})["proxies_machine-001"]).toMatchObject({
      ignore_changes: ["user_data", "image_id"],
    });
  });

  it("builds a successor first where the group replaces its machines", () => {
    const openstack = lifecycles("chutian", { replaceOnChange: true })["proxies_machine-001"];
    const ctyun = lifecycles("tianyi", { replaceOnChange: true })["proxies_machine-001"];
    for (const lifecycle of [openstack, ctyun]) {
      expect(lifecycle).toMatchObject({ create_before_destroy: true });
      expect(JSON.stringify(lifecycle)).not.toContain('user_data"');
    }
  });

  it("gives the successor in OpenStack a port of its own, since a port holds one machine", () => {
    const { "proxies_port-001": port, "proxies_machine-001": machine } = lifecycles("chutian", {
      replaceOnChange: true,
    });
    const trigger = {
      replace_triggered_by: [expect.stringMatching(/^terraform_data\.proxies_document-001_/) as unknown],
    };
    expect(port).toMatchObject({ create_before_destroy: true, ...trigger });
    expect(machine).toMatchObject(trigger);
  });

  it.each(["chutian", "tianyi"])("in %s cannot build a successor beside what stands alone", (cloud) => {
    expect(() => lifecycles(cloud, { replaceOnChange: true, antiAffinity: "hard", dataDisksGiB: [10] })).toThrow(
      "machines proxies: got replaceOnChange with antiAffinity hard, data disks, expected none of these: a successor is built beside its predecessor; change the machines by generation instead",
    );
  });

  it("refuses a pinned address, which the predecessor still has", () => {
    const address = Ipv4Address.parse("10.0.0.10");
    const machines = [{ key: "001", availabilityZone: "a", userData: "", address }];
    expect(() => lifecycles("chutian", { replaceOnChange: true, machines })).toThrow(
      "got replaceOnChange with pinned addresses",
    );
  });
});

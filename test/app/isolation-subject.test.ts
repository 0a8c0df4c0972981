import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { analyseSubject, lintSubject, readSubject } from "../../src/app/isolation-subject";
import { isolationFormats } from "../../src/report/isolation-formats";

describe("Terraform that is named by its path", () => {
  const folder = mkdtempSync(join(tmpdir(), "health-cloud-subject-"));
  const file = join(folder, "city.tf.json");

  beforeAll(() => {
    const rule = {
      direction: "ingress",
      ethertype: "IPv4",
      security_group_id: "${openstack_networking_secgroup_v2.web.id}",
    };
    const resource = {
      openstack_networking_subnet_v2: { web: { cidr: "192.168.1.0/24" } },
      openstack_networking_secgroup_v2: { web: { delete_default_rules: true } },
      openstack_networking_secgroup_rule_v2: {
        in: { ...rule, protocol: "tcp", port_range_min: 443, port_range_max: 443 },
      },
      openstack_networking_port_v2: {
        web: {
          security_group_ids: ["${openstack_networking_secgroup_v2.web.id}"],
          fixed_ip: [{ subnet_id: "${openstack_networking_subnet_v2.web.id}" }],
        },
      },
      openstack_networking_floatingip_v2: {
        web: { pool: "external", port_id: "${openstack_networking_port_v2.web.id}" },
      },
      openstack_fw_rule_v2: { unread: {} },
    };
    writeFileSync(file, JSON.stringify({ resource }));
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("is not judged without a declaration, and shows what passes", () => {
    const result = analyseSubject(readSubject(file));
    expect(result.violations).toEqual([]);
    expect(result.paths.all.map(({ from, to }) => `${from.kind} -> ${to.kind}`)).toContain("internet -> machines");
    const { text, json } = isolationFormats(result.title, result);
    expect(text()).toMatch(
      /^\S+city\.tf\.json: NOT JUDGED, \d+ open paths .*: nothing is declared for them \(see --declared\)\n/,
    );
    expect(JSON.parse(json())).toMatchObject({ verdict: "not judged" });
  });

  it("has what carries network meaning and is not read listed", () => {
    expect(analyseSubject(readSubject(file)).notUnderstood).toContainEqual({
      stack: "city",
      address: "openstack_fw_rule_v2.unread",
      what: "openstack_fw_rule_v2 is not read",
    });
  });

  it("is not told that no flow needs its rules: nobody declared any", () => {
    expect(lintSubject(readSubject(file)).findings).toEqual([]);
  });

  it("can be told by a path alone: an environment declares its flows itself", () => {
    expect(() => readSubject("prod", "prod")).toThrow(
      "prod declares its flows itself: --declared is for Terraform by its path, such as ./prod",
    );
  });
});

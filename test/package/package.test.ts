import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { z } from "zod";
import { ROOT } from "../cli/support/build";
import { compileExample, packProject } from "./support/packed-project";

const PACKAGE = "cdktf-health-cloud";

const manifest = z.looseObject({
  dependencies: z.record(z.string(), z.string()),
  peerDependencies: z.record(z.string(), z.string()),
  exports: z.record(z.string(), z.unknown()),
});
const stackFile = z.looseObject({
  resource: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))),
});

const { dependencies, peerDependencies } = manifest.parse(JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")));

/** A folder that holds nothing but the installed package, its dependencies and a user's program. */
const folder = mkdtempSync(join(tmpdir(), "health-cloud-package-"));
let files: readonly string[];

beforeAll(() => {
  const packed = packProject(folder);
  ({ files } = packed);
  install(join(folder, packed.tarball));
}, 120_000);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** As npm does, without its registry: the packed files, and links to the dependencies that it names. */
function install(tarball: string): void {
  const home = join(folder, "node_modules", PACKAGE);
  mkdirSync(home, { recursive: true });
  execFileSync("tar", ["-xzf", tarball, "-C", home, "--strip-components=1"]);
  for (const name of Object.keys({ ...dependencies, ...peerDependencies })) {
    const link = join(folder, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(ROOT, "node_modules", name), link);
  }
}

function node(...args: string[]): string {
  return execFileSync(process.execPath, args, { cwd: folder, encoding: "utf8", stdio: "pipe" });
}

describe("the package", () => {
  it("holds what it needs at run time, and neither sources nor tests nor environments", () => {
    const folders = new Set(files.map((path) => path.split("/")[0]));
    expect([...folders].sort()).toEqual(
      ["LICENSE", "README.md", "assets", "charts", "facts", "lib", "package.json", "schemas"].filter(
        (entry) => entry !== "README.md" || existsSync(join(ROOT, entry)),
      ),
    );
    expect(files.filter((path) => path.endsWith(".tsbuildinfo") || path.includes(".test."))).toEqual([]);
  });

  it("types a program that builds a stack in two clouds, which then synthesizes", () => {
    node(compileExample("two-clouds", folder));
    const { resource } = stackFile.parse(
      JSON.parse(readFileSync(join(folder, "cdktf.out/stacks/two-clouds/cdk.tf.json"), "utf8")),
    );
    expect(
      Object.fromEntries(Object.entries(resource).map(([type, made]) => [type, Object.keys(made).length])),
    ).toEqual({
      ctyun_security_group: 2,
      ctyun_security_group_rule: 2,
      ctyun_subnet: 2,
      ctyun_vpc: 1,
      openstack_networking_network_v2: 1,
      openstack_networking_router_interface_v2: 2,
      openstack_networking_router_v2: 1,
      openstack_networking_secgroup_rule_v2: 2,
      openstack_networking_secgroup_v2: 2,
      openstack_networking_subnet_v2: 2,
    });
    expect(Object.values(resource.openstack_networking_secgroup_rule_v2 ?? {})).toEqual([
      expect.objectContaining({
        direction: "egress",
        protocol: "tcp",
        port_range_min: 22,
        remote_ip_prefix: "10.4.1.0/24",
      }),
      expect.objectContaining({
        direction: "ingress",
        protocol: "tcp",
        port_range_max: 22,
        remote_ip_prefix: "10.4.0.0/24",
      }),
    ]);
    expect(Object.values(resource.ctyun_security_group_rule ?? {})).toEqual([
      expect.objectContaining({ direction: "egress", protocol: "tcp", range: "22", dest_cidr_ip: "10.4.1.0/24" }),
      expect.objectContaining({ direction: "ingress", protocol: "tcp", range: "22", dest_cidr_ip: "10.4.0.0/24" }),
    ]);
  }, 120_000);

  it("offers what its users' tests need", () => {
    const names = node("-p", `Object.keys(require("${PACKAGE}/testing")).sort().join()`);
    expect(names.trim()).toBe("Inventory,inventorySerializer,isolationMatchers,planMatchers,resourceAddresses");
  });

  it("keeps everything else to itself", () => {
    expect(() => node("-e", `require("${PACKAGE}/lib/stacks/environment-stacks")`)).toThrow(
      "ERR_PACKAGE_PATH_NOT_EXPORTED",
    );
  });

  it("brings the command line", () => {
    expect(node(join("node_modules", PACKAGE, "lib/cli/health-cloud.js"), "--help")).toContain("validate");
  });
});

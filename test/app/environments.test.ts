import { App } from "cdktf";
import { lint } from "../../src/analysis/lint/lint";
import { analyseSynthesized, readSynthesized } from "../../src/app/isolation";
import { EnvironmentStacks } from "../../src/stacks/environment-stacks";
import { checkSchema } from "../../src/terraform/check-schema";
import { kubernetesObjects } from "../../src/terraform/kubernetes-objects";
import { Inventory, inventorySerializer } from "../../src/testing";
import { isAboutRoles, wildcardsIn } from "./support/role-wildcards";
import { environmentNamed, synthesizeNamed, type SynthesizedFolder } from "./support/synthesized";
import { standInReferences } from "../support/stand-in-references";

expect.addSnapshotSerializer(inventorySerializer);

const NAMES = ["dev", "staging", "prod"];
const CLUSTERS = ["internet-chutian", "internet-tianyi", "medical-chutian", "medical-tianyi"];
const CLUSTER_PARTS = ["cluster", "monitoring", "pki", "platform", "services"];

/** What lint finds and stays, and why. */
const ACCEPTED_FINDINGS = [
  {
    finding: "unused-security-group openstack_networking_secgroup_v2.exchange-gateway_security-group_4D278F41",
    reason:
      "chutian has its VPN as a service and keeps the subnets of gateway machines; each role with subnets has a group, whose address is a contract",
  },
];

let output: SynthesizedFolder;
beforeAll(() => {
  output = synthesizeNamed(NAMES);
}, 240_000);
afterAll(() => {
  output.remove();
});

describe.each(NAMES)("the environment %s", (name) => {
  it("has every stack: the VPN's secrets, a network a cloud, five stacks a cluster, and the names' records", () => {
    const parts = [
      "vpn",
      "chutian-network",
      "tianyi-network",
      "dns",
      ...CLUSTERS.flatMap((cluster) => CLUSTER_PARTS.map((part) => `${cluster}-${part}`)),
    ];
    expect(output.stackNames(name)).toEqual(parts.map((part) => `${name}-${part}`).sort());
  });

  it("holds nothing that a provider would refuse", () => {
    const findings = output
      .stackNames(name)
      .flatMap((stack) => checkSchema(output.stack(stack)).map(({ path, message }) => `${stack}: ${path}: ${message}`));
    expect(findings).toEqual([]);
  });

  it("lets nothing pass that was not declared, as far as the analysis understands it", () => {
    const { violations, notUnderstood } = analyseSynthesized(name, output.folder);
    expect(violations).toEqual([]);
    // All is read but what Helm alone knows.
    expect(notUnderstood.filter(({ what }) => !what.startsWith("what a chart makes"))).toEqual([]);
  });

  it("has in its networks nothing too much, but for what is accepted, and each finding tells its line", () => {
    const { files, intent } = readSynthesized(name, output.folder);
    const { findings } = lint(files, intent);
    expect(findings.map(({ kind, address }) => `${kind} ${address}`)).toEqual(
      ACCEPTED_FINDINGS.map(({ finding }) => finding),
    );
    expect(findings.every(({ source }) => source?.startsWith(`environments/${name}.yaml:`))).toBe(true);
  });

  it("gives nobody every verb, every resource or a role that has them", () => {
    const objects = output
      .stackNames(name)
      .flatMap((stack) => kubernetesObjects(output.stack(stack), standInReferences("known after apply")))
      .map(({ object }) => object)
      .filter(isAboutRoles);
    expect(objects.length).toBeGreaterThan(0);
    expect(objects.flatMap(wildcardsIn)).toEqual([]);
  });

  it("keeps its state under the stack's own name", () => {
    const keys = output.stackNames(name).map((stack) => JSON.stringify(output.stack(stack).terraform.backend));
    expect(keys.filter((key, index) => !key.includes(`/${String(output.stackNames(name)[index])}.tfstate"`))).toEqual(
      [],
    );
  });

  it("makes what its inventory lists", () => {
    const app = new App({ outdir: output.folder });
    new EnvironmentStacks(app, environmentNamed(name));
    expect(Inventory.of(app)).toMatchSnapshot();
  });
});

describe("the synthesized files", () => {
  it("hold no secret: no private key, no password, no token, no key of a cloud", () => {
    const secrets = /-----BEGIN [A-Z ]*PRIVATE KEY-----|"(?:password|psk|access_key|secret_key|token)": "[^$]/;
    const found = [...output.files()].flatMap(([path, text]) => (secrets.test(text) ? [path] : []));
    expect(found).toEqual([]);
  });

  it("hold no path of the machine that made them", () => {
    const roots = [process.cwd(), output.folder];
    const found = [...output.files()].flatMap(([path, text]) =>
      roots.some((root) => text.includes(root)) ? [path] : [],
    );
    expect(found).toEqual([]);
  });

  it("are the same byte by byte when prod is made again", () => {
    const again = synthesizeNamed(["prod"]);
    const ofProd = (folder: SynthesizedFolder) =>
      [...folder.files()].filter(([path]) => /^(stacks\/)?prod[-.]/.test(path));
    const first = new Map(ofProd(output));
    const second = ofProd(again);
    again.remove();
    expect(second.map(([path]) => path)).toEqual([...first.keys()]);
    expect(second.filter(([path, text]) => first.get(path) !== text).map(([path]) => path)).toEqual([]);
  }, 240_000);
});

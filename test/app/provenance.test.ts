import { readFileSync } from "node:fs";
import type { ReadProvenance } from "../../src/app/provenance-file";
import { PERMISSION_TYPES } from "./support/firewalls";
import { environmentNamed, synthesizeNamed, type SynthesizedFolder } from "./support/synthesized";

let output: SynthesizedFolder;
let provenance: ReadProvenance;

beforeAll(() => {
  output = synthesizeNamed(["prod"]);
  provenance = output.provenance("prod");
}, 240_000);
afterAll(() => {
  output.remove();
});

/** Rules of security groups and access lists, with the cloud they stand in. */
function permissions() {
  const clouds = environmentNamed("prod").cloudIds;
  return Object.entries(provenance.resources).flatMap(([stack, resources]) =>
    Object.entries(resources)
      .filter(([address]) => PERMISSION_TYPES.some((type) => address.startsWith(`${type}.`)))
      .map(([address, facts]) => ({
        stack,
        address,
        cloud: clouds.find((cloud) => stack.includes(`-${cloud}-`)),
        ...facts,
      })),
  );
}

/** Whether a place, `file:line:column`, is one of the file's characters. */
function exists(place: string): boolean {
  const [file = "", line = "", column = ""] = place.split(":");
  const text = readFileSync(file, "utf8").split("\n")[Number(line) - 1];
  return text !== undefined && Number(column) >= 1 && Number(column) <= text.length;
}

describe("the provenance of prod", () => {
  it("names every resource of the synthesized files, and no other", () => {
    for (const stack of output.stackNames("prod")) {
      const addresses = Object.entries(output.stack(stack).resource).flatMap(([type, resources]) =>
        Object.keys(resources).map((name) => `${type}.${name}`),
      );
      expect(Object.keys(provenance.resources[stack] ?? {})).toEqual(addresses.sort());
    }
  });

  it("gives every rule and every access list a declared flow or a need of the infrastructure", () => {
    expect(permissions().length).toBeGreaterThan(2000);
    const declared = new Set(provenance.flows.map(({ cloud, why }) => `${cloud} ${why}`));
    const unexplained = permissions().filter(
      ({ cloud, why = [] }) => why.length === 0 || !why.every((reason) => declared.has(`${String(cloud)} ${reason}`)),
    );
    expect(unexplained).toEqual([]);
    expect(provenance.flows.filter(({ why }) => !/^(flow|infrastructure) \S/.test(why))).toEqual([]);
  });

  it("names for each cluster its stacks, and of its pods' connections every flow between services that stays inside", () => {
    const medical = provenance.clusters.find(({ cluster }) => cluster === "medical-chutian");
    expect(medical?.stacks).toEqual(
      ["cluster", "platform", "services", "monitoring"].map((part) => `prod-medical-chutian-${part}`),
    );
    const flow = medical?.flows.find(({ why }) => why === "flow two-way-referral-to-appointment-pool");
    expect(flow).toMatchObject({
      from: ["vendor-10/two-way-referral"],
      to: ["vendor-02/appointment-pool"],
      port: "tcp/8080",
    });
    expect(exists(flow?.source ?? "")).toBe(true);
  });

  it("lets no vendor send anything to the platform, and nobody but the gateway, probes and flows to a vendor", () => {
    const isVendor = (end: string) => end.startsWith("vendor-");
    const flows = provenance.clusters.flatMap((cluster) => cluster.flows);
    const out = flows.filter(({ from }) => from.some(isVendor)).flatMap(({ to }) => to.filter((end) => !isVendor(end)));
    expect([...new Set(out)].sort()).toEqual(["kube-system", "outside"]);
    const into = flows
      .filter(({ to }) => to.some(isVendor))
      .flatMap(({ from }) => from.filter((end) => !isVendor(end)));
    expect([...new Set(into)].sort()).toEqual(["envoy-gateway-system", "monitoring/prometheus-blackbox-exporter"]);
  });

  it("gives every rule, every access list and every flow a place in the YAML", () => {
    expect(permissions().filter(({ source }) => source === undefined)).toEqual([]);
    const places = new Set([
      ...permissions().map(({ source = "" }) => source),
      ...provenance.flows.map(({ source }) => source),
    ]);
    expect([...places].filter((place) => !exists(place))).toEqual([]);
    expect([...places].filter((place) => !place.startsWith("environments/prod.yaml:"))).toEqual([]);
  });

  it("leads from a rule to the line that asks for it", () => {
    const flow = provenance.flows.find(({ why }) => why === "flow appointment-booking-to-appointment-pool");
    const line = Number(flow?.source.split(":")[1]);
    expect(readFileSync("environments/prod.yaml", "utf8").split("\n")[line - 1]).toContain("service:appointment-pool");
  });

  it("lists as protected what Terraform refuses to destroy", () => {
    const guarded = output
      .resources("prod")
      .filter(({ values }) => JSON.stringify(values.lifecycle ?? {}).includes('"prevent_destroy":true'));
    const listed = Object.entries(provenance.protected).flatMap(([stack, addresses]) =>
      addresses.map((address) => `${stack} ${address}`),
    );
    expect(listed.sort()).toEqual(guarded.map(({ stack, address }) => `${stack} ${address}`).sort());
  });

  it("protects machines with etcd or data, their disks, API addresses and authorities", () => {
    const kinds = (stack: string) =>
      [
        ...new Set(provenance.protected[stack]?.map((address) => address.replace(/[-_]?\d{3}.*$|_[0-9A-F]{8}$/, ""))),
      ].sort();
    expect(kinds("prod-medical-chutian-cluster")).toEqual([
      "openstack_blockstorage_volume_v3.nodes_data-g1_data-disk",
      "openstack_compute_instance_v2.nodes_control-plane-g1_machine",
      "openstack_compute_instance_v2.nodes_data-g1_machine",
      "openstack_lb_loadbalancer_v2.api_load-balancer",
    ]);
    expect(kinds("prod-medical-tianyi-cluster")).toEqual([
      "ctyun_ebs.nodes_data-g1_data-disk",
      "ctyun_ecs.nodes_control-plane-g1_machine",
      "ctyun_ecs.nodes_data-g1_machine",
      "ctyun_elb_loadbalancer.api_load-balancer",
    ]);
    expect(kinds("prod-medical-chutian-pki").filter((kind) => kind.startsWith("tls_private_key"))).toHaveLength(6);
  });
});

import { createPrivateKey, X509Certificate } from "node:crypto";
import { SimulatedTerraform } from "./support/simulated-terraform";

/** The configuration of one resource of each provider, with what a test varies. */
function providers(...names: readonly string[]) {
  const sources: Readonly<Record<string, string>> = {
    openstack: "terraform-provider-openstack/openstack",
    ctyun: "ctyun-it/ctyun",
  };
  return Object.fromEntries(names.map((name) => [name, { source: sources[name] ?? `hashicorp/${name}` }]));
}

function openstack(given: { readonly cidr?: string; readonly name?: string; readonly machines?: number } = {}) {
  const { cidr = "10.1.0.0/24", name = "medical", machines = 2 } = given;
  return {
    terraform: { required_providers: providers("openstack") },
    resource: {
      openstack_networking_network_v2: { network: { name } },
      openstack_networking_subnet_v2: {
        subnet: { network_id: "${openstack_networking_network_v2.network.id}", cidr, dns_nameservers: ["10.0.0.53"] },
      },
      openstack_networking_port_v2: {
        port: {
          count: machines,
          network_id: "${openstack_networking_network_v2.network.id}",
          fixed_ip: [{ subnet_id: "${openstack_networking_subnet_v2.subnet.id}" }],
        },
      },
      openstack_compute_instance_v2: {
        machine: {
          count: machines,
          name: "node-${count.index}",
          flavor_name: "large",
          image_id: "9b7e6d3c-0000-4000-8000-000000000001",
          metadata: { role: "worker" },
          network: [{ port: "${openstack_networking_port_v2.port[count.index].id}" }],
        },
      },
    },
    output: {
      // Each fails the apply unless the values have the forms that the functions take.
      gateway: { value: "${cidrhost(openstack_networking_subnet_v2.subnet.cidr, 1)}" },
      addresses: {
        value: '${[for port in openstack_networking_port_v2.port : cidrhost("${port.all_fixed_ips[0]}/32", 0)]}',
      },
    },
  };
}

describe("simulated providers under Terraform", () => {
  let terraform: SimulatedTerraform;

  beforeEach(async () => {
    terraform = await SimulatedTerraform.start({
      openstack_images_image_v2: [{ where: { name: "ubuntu" }, attributes: { id: "image-1", size_bytes: 5 } }],
    });
  });
  afterEach(() => terraform.stop());

  it("carries OpenStack resources from a first plan to their end", async () => {
    await terraform.configure(openstack());
    expect((await terraform.plan())["openstack_networking_network_v2.network"]).toMatchObject({
      actions: ["create"],
      after: { name: "medical" },
      after_unknown: { id: true, region: true, mtu: true },
    });
    await terraform.apply();
    expect(await terraform.actions()).toEqual({});
    const state = await terraform.state();
    const machine = state["openstack_compute_instance_v2.machine[0]"];
    expect(state["openstack_networking_port_v2.port[0]"]?.all_fixed_ips).toEqual([machine?.access_ip_v4]);
    expect(machine).toMatchObject({
      access_ip_v4: expect.stringMatching(/^10\.1\.0\.\d+$/) as unknown,
      all_metadata: { role: "worker" },
    });
    await terraform.destroy();
    expect(await terraform.state()).toEqual({});
  });

  it("updates in place what OpenStack can, replaces what it cannot, and adds what is new", async () => {
    await terraform.configure(openstack());
    await terraform.apply();
    await terraform.configure(openstack({ name: "renamed" }));
    expect(await terraform.actions()).toEqual({ "openstack_networking_network_v2.network": "update" });
    await terraform.configure(openstack({ machines: 3 }));
    expect(await terraform.actions()).toEqual({
      "openstack_networking_port_v2.port[2]": "create",
      "openstack_compute_instance_v2.machine[2]": "create",
    });
    await terraform.configure(openstack({ cidr: "10.2.0.0/24" }));
    const changes = await terraform.plan();
    expect(changes["openstack_networking_subnet_v2.subnet"]).toMatchObject({
      actions: ["delete", "create"],
      replace_paths: [["cidr"]],
    });
    await terraform.apply();
    expect(await terraform.actions()).toEqual({});
  });

  it("gives the same ids in another run", async () => {
    await terraform.configure(openstack({ machines: 1 }));
    await terraform.apply();
    const again = await SimulatedTerraform.start();
    await again.configure(openstack({ machines: 1 }));
    await again.apply();
    const [first, second] = [await terraform.state(), await again.state()];
    await again.stop();
    expect(second).toEqual(first);
  });

  it("makes ctyun's computed attributes unknown in an update, and names the list element that replaces", async () => {
    const configuration = (cidr: string, description: string) => ({
      terraform: { required_providers: providers("ctyun") },
      resource: {
        ctyun_vpc: { vpc: { name: "medical", cidr } },
        ctyun_subnet: {
          subnet: {
            vpc_id: "${ctyun_vpc.vpc.id}",
            name: "nodes",
            cidr: "10.1.1.0/24",
            description,
            dns: ["10.0.0.53"],
          },
        },
      },
      output: { host: { value: '${cidrhost("${ctyun_subnet.subnet.ipv4_start}/32", 0)}' } },
    });
    await terraform.configure(configuration("10.1.0.0/16", "one"));
    await terraform.apply();
    expect(await terraform.actions()).toEqual({});
    await terraform.configure(configuration("10.1.0.0/16", "two"));
    expect(await terraform.plan()).toMatchObject({
      "ctyun_subnet.subnet": { actions: ["update"], after_unknown: { gateway_ip: true, ipv4_start: true } },
    });
    await terraform.apply();
    expect(await terraform.actions()).toEqual({});
    await terraform.configure(configuration("10.1.0.0/17", "two"));
    expect(await terraform.plan()).toMatchObject({
      "ctyun_vpc.vpc": { actions: ["delete", "create"], replace_paths: [["cidr"]] },
      "ctyun_subnet.subnet": { actions: ["delete", "create"], replace_paths: [["vpc_id"]] },
    });
    await terraform.apply();
    await terraform.destroy();
  });

  it("makes keys, certificates and passwords that are real", async () => {
    const configuration = (hours: number) => ({
      terraform: { required_providers: providers("tls", "random") },
      resource: {
        tls_private_key: { key: { algorithm: "RSA", rsa_bits: 2048 } },
        tls_self_signed_cert: {
          authority: {
            private_key_pem: "${tls_private_key.key.private_key_pem}",
            is_ca_certificate: true,
            allowed_uses: ["cert_signing"],
            validity_period_hours: hours,
            subject: [{ common_name: "authority" }],
          },
        },
        random_password: { password: { length: 24, special: false } },
      },
    });
    await terraform.configure(configuration(24));
    await terraform.apply();
    expect(await terraform.actions()).toEqual({});
    const state = await terraform.state();
    const certificate = new X509Certificate(String(state["tls_self_signed_cert.authority"]?.cert_pem));
    const key = createPrivateKey(String(state["tls_private_key.key"]?.private_key_pem));
    expect(certificate.checkPrivateKey(key)).toBe(true);
    expect(state["random_password.password"]?.result).toMatch(/^[A-Za-z0-9]{24}$/);
    await terraform.configure(configuration(48));
    expect(await terraform.plan()).toMatchObject({
      "tls_self_signed_cert.authority": { actions: ["delete", "create"], replace_paths: [["validity_period_hours"]] },
    });
    await terraform.apply();
    await terraform.destroy();
  });

  it("plans Kubernetes objects and Helm releases, write-only values included", async () => {
    const configuration = (selector: string, values: string) => ({
      terraform: { required_providers: providers("kubernetes", "helm") },
      resource: {
        kubernetes_deployment_v1: {
          web: {
            metadata: { name: "web", namespace: "vendor-01" },
            spec: {
              selector: { match_labels: { app: selector } },
              template: {
                metadata: { labels: { app: selector } },
                spec: {
                  container: [
                    { name: "web", image: "registry.example/web:1", port: [{ container_port: 8080 }] },
                    { name: "side", image: "registry.example/side:1", env: [{ name: "A", value: "" }] },
                  ],
                },
              },
            },
          },
        },
        kubernetes_network_policy_v1: {
          policy: {
            metadata: { name: "deny", namespace: "vendor-01" },
            spec: { pod_selector: {}, policy_types: ["Ingress"] },
          },
        },
        kubernetes_secret_v1: {
          secret: { metadata: { name: "s" }, data_wo: { password: "never stored" }, data_wo_revision: 1 },
        },
        helm_release: {
          metrics: { name: "metrics", chart: "metrics", values: [values], set: [{ name: "a", value: "b" }] },
        },
      },
    });
    await terraform.configure(configuration("web", "a: 1"));
    await terraform.apply();
    expect(await terraform.actions()).toEqual({});
    const state = await terraform.state();
    expect(JSON.stringify(state)).not.toContain("never stored");
    expect(state["kubernetes_deployment_v1.web"]).toMatchObject({ id: "vendor-01/web" });
    await terraform.configure(configuration("web", "a: 2"));
    expect(await terraform.plan()).toMatchObject({
      "helm_release.metrics": { actions: ["update"], after_unknown: { metadata: true } },
    });
    await terraform.apply();
    expect(await terraform.actions()).toEqual({});
    await terraform.configure(configuration("other", "a: 2"));
    expect(await terraform.plan()).toMatchObject({
      "kubernetes_deployment_v1.web": {
        actions: ["delete", "create"],
        replace_paths: [
          ["spec", 0, "selector", 0, "match_labels"],
          ["spec", 0, "selector"],
        ],
      },
    });
    await terraform.destroy();
  });

  it("imports a resource by its id without replacing it", async () => {
    const { terraform: settings, resource } = openstack({ machines: 0 });
    await terraform.configure({ terraform: settings, resource });
    await terraform.succeed("import", "-no-color", "openstack_networking_network_v2.network", "net-1");
    await terraform.succeed("import", "-no-color", "openstack_networking_subnet_v2.subnet", "sub-1");
    expect(await terraform.actions()).toEqual({
      "openstack_networking_network_v2.network": "update",
      "openstack_networking_subnet_v2.subnet": "update",
    });
    await terraform.apply();
    expect(await terraform.actions()).toEqual({});
    expect((await terraform.state())["openstack_networking_network_v2.network"]).toMatchObject({ id: "net-1" });
  });

  it("answers data sources from fixtures, and says which one is missing", async () => {
    const configuration = (name: string) => ({
      terraform: { required_providers: providers("openstack") },
      data: { openstack_images_image_v2: { image: { name } } },
      output: { id: { value: "${data.openstack_images_image_v2.image.id}" } },
    });
    await terraform.configure(configuration("ubuntu"));
    await terraform.apply();
    expect(JSON.parse(await terraform.succeed("output", "-json", "id"))).toBe("image-1");
    await terraform.configure(configuration("debian"));
    expect(await terraform.failure("plan")).toContain(
      'no fixture answers data source openstack_images_image_v2 with { "name": "debian"',
    );
  });

  it("lets Terraform refuse what the schema does not allow, before a plan is made", async () => {
    await terraform.configure({
      terraform: { required_providers: providers("ctyun") },
      resource: { ctyun_vpc: { vpc: { name: "medical", nonsense: true } } },
    });
    const failure = await terraform.failure("plan");
    expect(failure).toContain('The argument "cidr" is required, but no definition was found.');
    expect(failure).toContain('No argument or block type is named "nonsense".');
  });
});

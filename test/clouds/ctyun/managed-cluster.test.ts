import { TerraformOutput } from "cdktf";
import type { ManagedClusterProps } from "../../../src/clouds/ctyun";
import { Cidr } from "../../../src/environment/values";
import { newCloud, newNetwork, newStack, Synthesized } from "./support";

function create(props: Partial<ManagedClusterProps> = {}, cloud = newCloud()) {
  const stack = newStack();
  const network = newNetwork(stack, "medical");
  const cluster = cloud.createManagedCluster(stack, "managed", {
    name: "prod-medical",
    network,
    version: "1.31.6",
    edition: "managedpro",
    machineImage: "3f80d8c0-8eb5-4afa-a506-13ba68b61872",
    serviceCidr: Cidr.parse("10.84.0.0/20"),
    pools: [{ id: "general", nodes: 3, flavor: "c7.xlarge.2", diskGiB: 80 }],
    authorizedKey: "ssh-ed25519 AAAA",
    ...props,
  });
  return { stack, cluster };
}

describe("a managed cluster", () => {
  it("keeps its API server private, enforces network policies, and is never destroyed", () => {
    const { stack } = create();
    const cluster = new Synthesized(stack).resource("ccse_cluster", "managed_cluster");

    expect(cluster).toEqual({
      base_info: {
        cluster_name: "prod-medical",
        cluster_domain: "cluster.local",
        cluster_series: "cce.managed",
        series_type: "managedpro",
        cluster_version: "1.31.6",
        container_runtime: "containerd",
        cycle_type: "on_demand",
        deploy_type: "multi",
        elb_prod_code: "standardI",
        enable_api_server_eip: false,
        enable_snat: false,
        kube_proxy: "iptables",
        network_plugin: "cubecni",
        network_policy: true,
        pod_subnet_id_list: [
          "${ctyun_subnet.medical_subnet-worker-a.id}",
          "${ctyun_subnet.medical_subnet-worker-b.id}",
        ],
        service_cidr: "10.84.0.0/20",
        start_port: 30000,
        end_port: 32767,
        timezone: "Asia/Shanghai",
        vpc_id: "${ctyun_vpc.medical_vpc.id}",
        subnet_id: "${ctyun_subnet.medical_subnet-worker-a.id}",
      },
      slave_host: {
        instance_type: "ecs",
        item_def_name: "c7.xlarge.2",
        mirror_id: "3f80d8c0-8eb5-4afa-a506-13ba68b61872",
        mirror_type: 1,
        sys_disk: { type: "SSD", size: 80 },
        az_infos: [
          { az_name: "cn-hb-wh41-hbwh1A-public-ctcloud", size: 1 },
          { az_name: "cn-hb-wh41-hbwh1B-public-ctcloud", size: 1 },
        ],
      },
      // Its first nodes are made like the first pool's, which may change without the cluster.
      lifecycle: { prevent_destroy: true, ignore_changes: ["slave_host"] },
    });
  });

  it("has a node pool for each of its pools, with a key pair in place of a password", () => {
    const { stack } = create({
      pools: [
        { id: "general", nodes: 3, flavor: "c7.xlarge.2", diskGiB: 80 },
        { id: "data", nodes: 2, flavor: "m7.xlarge.4", diskGiB: 100, dataDisksGiB: [500] },
      ],
    });
    const terraform = new Synthesized(stack);

    expect(terraform.ids("ccse_node_pool")).toEqual(["managed_pool-data", "managed_pool-general"]);
    expect(terraform.resource("ccse_node_pool", "managed_pool-data")).toEqual({
      cluster_id: "${ctyun_ccse_cluster.managed_cluster.id}",
      name: "data",
      node_num: 2,
      cycle_type: "on_demand",
      instance_type: "ecs",
      item_def_name: "m7.xlarge.4",
      mirror_id: "3f80d8c0-8eb5-4afa-a506-13ba68b61872",
      mirror_type: 1,
      key_pair_name: "${ctyun_keypair.managed_key-pair.name}",
      az_infos: [{ az_name: "cn-hb-wh41-hbwh1A-public-ctcloud" }, { az_name: "cn-hb-wh41-hbwh1B-public-ctcloud" }],
      sys_disk: { type: "SSD", size: 100 },
      data_disks: [{ type: "SSD", size: 500 }],
    });
    expect(terraform.resource("keypair", "managed_key-pair")).toEqual({
      name: "prod-medical",
      public_key: "ssh-ed25519 AAAA",
    });
  });

  it("reads how to reach it from its kubeconfig, keys marked as secrets", () => {
    const { stack, cluster } = create();
    new TerraformOutput(stack, "host", { value: cluster.host });
    new TerraformOutput(stack, "authority", { value: cluster.clusterCaCertificate });
    new TerraformOutput(stack, "certificate", { value: cluster.clientCertificate, sensitive: true });
    new TerraformOutput(stack, "key", { value: cluster.clientKey, sensitive: true });
    const terraform = new Synthesized(stack);
    const kubeconfig = "yamldecode(ctyun_ccse_cluster.managed_cluster.internal_kube_config)";

    expect(terraform.output("host")).toBe(`\${${kubeconfig}.clusters.0.cluster.server}`);
    expect(terraform.output("authority")).toBe(
      `\${base64decode(${kubeconfig}.clusters.0.cluster["certificate-authority-data"])}`,
    );
    expect(terraform.output("certificate")).toBe(
      `\${sensitive(base64decode(${kubeconfig}.users.0.user["client-certificate-data"]))}`,
    );
    expect(terraform.output("key")).toBe(`\${sensitive(base64decode(${kubeconfig}.users.0.user["client-key-data"]))}`);
  });

  it("is refused without a pool", () => {
    expect(() => create({ pools: [] })).toThrow(
      "managed cluster prod-medical: got no node pool, expected at least one: CCSE starts a cluster with nodes",
    );
  });

  it("is refused with a disk type that CCSE does not take", () => {
    expect(() => create({}, newCloud({ diskType: "fast-ssd" }))).toThrow(
      "managed cluster prod-medical: got disk type fast-ssd, CCSE allows sata, sas, ssd: change the cloud's diskType",
    );
  });
});

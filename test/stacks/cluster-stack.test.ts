import { TestedEnvironment } from "./support";

const prod = new TestedEnvironment("prod");
const openstack = prod.output("prod-medical-chutian-cluster");
const ctyun = prod.output("prod-medical-tianyi-cluster");

const INSTANCE = "openstack_compute_instance_v2";
const controlPlane = (id: string) => id.startsWith("nodes_control-plane");

describe("a cluster's machines", () => {
  it("spread the control plane over the availability zones, each server on a host of its own", () => {
    const servers = openstack
      .ids(INSTANCE)
      .filter(controlPlane)
      .map((id) => openstack.resource(INSTANCE, id));
    expect(servers.map(({ availability_zone }) => availability_zone)).toEqual(["wuhan-a", "wuhan-b", "wuhan-c"]);
    expect(
      openstack.resource("openstack_compute_servergroup_v2", "nodes_control-plane-g1_server-group").policies,
    ).toEqual(["anti-affinity"]);
  });

  it("are kept from destruction where they hold etcd or data, and not where they only work", () => {
    const kept = (type: string, output: typeof openstack) =>
      output
        .ids(type)
        .filter((id) => JSON.stringify(output.resource(type, id).lifecycle).includes('"prevent_destroy":true'));
    const machines = ["control-plane", "data"].flatMap((group) =>
      ["001", "002", "003"].map((key) => `nodes_${group}-g1_machine-${key}`),
    );
    expect(kept(INSTANCE, openstack)).toEqual(machines);
    expect(kept("ctyun_ecs", ctyun)).toEqual(machines);
    expect(kept("openstack_blockstorage_volume_v3", openstack)).toHaveLength(3);
    expect(kept("ctyun_ebs", ctyun)).toHaveLength(3);
  });

  it("stand by generation beside each other while the old one retires", () => {
    const rolling = new TestedEnvironment("dev", {
      set: { "clusters.0.pools.0.generation": 2, "clusters.0.pools.0.retiring": [1] },
    }).output("dev-medical-chutian-cluster");
    expect(rolling.ids(INSTANCE)).toEqual([
      "nodes_control-plane-g1_machine-001",
      "nodes_general-g1_machine-001",
      "nodes_general-g2_machine-001",
    ]);
    const members = rolling.ids("openstack_lb_member_v2").filter((id) => id.startsWith("ingress"));
    const generations = members.map((id) => /-g(\d)-001$/.exec(id)?.[1]);
    expect(generations.filter((generation) => generation === "1").length).toBeGreaterThan(0);
    expect(generations.filter((generation) => generation === "2")).toHaveLength(members.length / 2);
  });
});

describe("a cluster's API server", () => {
  it("is met at a pinned address on 6443 and 9345, behind which every server stands", () => {
    expect(openstack.resource("openstack_lb_loadbalancer_v2", "api_load-balancer")).toMatchObject({
      vip_address: "10.16.0.20",
      lifecycle: { prevent_destroy: true },
    });
    expect(ctyun.resource("ctyun_elb_loadbalancer", "api_load-balancer")).toMatchObject({
      private_ip_address: "10.32.0.20",
      lifecycle: { prevent_destroy: true },
    });
    const ports = (output: typeof openstack, type: string) =>
      output
        .ids(type)
        .filter((id) => id.startsWith("api"))
        .map((id) => `${id} ${String(output.resource(type, id).protocol_port)}`);
    expect(ports(openstack, "openstack_lb_listener_v2")).toEqual([
      "api_listener-kubernetes 6443",
      "api_listener-supervisor 9345",
    ]);
    expect(ports(ctyun, "ctyun_elb_listener")).toEqual([
      "api_listener-kubernetes 6443",
      "api_listener-supervisor 9345",
    ]);
    expect(openstack.ids("openstack_lb_member_v2").filter((id) => id.startsWith("api_member-kubernetes"))).toHaveLength(
      3,
    );
  });

  it("admits the cluster's nodes and the management zone, and neither the public nor the other zone's workers", () => {
    const { allowed_cidrs: admitted } = openstack.resource("openstack_lb_listener_v2", "api_listener-kubernetes");
    const plan = prod.environment.plan;
    const nodes = (["control-plane", "worker", "data"] as const).flatMap((role) =>
      plan.subnetsOf("chutian", "medical", role),
    );
    const management = (["bastion", "runner"] as const).flatMap((role) =>
      plan.subnetsOf("chutian", "management", role),
    );
    expect(admitted).toEqual([...nodes, ...management].map(({ cidr }) => cidr.toString()).sort());
  });
});

describe("the start of a cluster", () => {
  const outputs = (initialized: boolean) =>
    new TestedEnvironment("dev", {
      set: { "clusters.0.clusterInitialized": initialized, "clusters.0.controlPlane.nodes": 3 },
    }).output("dev-medical-chutian-cluster");
  const serversWith = (output: typeof openstack, text: string) =>
    output.ids(INSTANCE).filter((id) => String(output.resource(INSTANCE, id).user_data).includes(text));
  const AUTHORITY_KEY = "private_key_pem";

  it("is the first server's, which alone gets the keys of the authorities", () => {
    const output = outputs(false);
    expect(serversWith(output, AUTHORITY_KEY)).toEqual(["nodes_control-plane-g1_machine-001"]);
  });

  it("is nobody's once the cluster stands: no machine holds a key of an authority", () => {
    expect(serversWith(outputs(true), AUTHORITY_KEY)).toEqual([]);
  });

  it("belongs to the present generation while an older one retires", () => {
    const output = new TestedEnvironment("dev", {
      set: { "clusters.0.controlPlane.generation": 2, "clusters.0.controlPlane.retiring": [1] },
    }).output("dev-medical-chutian-cluster");
    expect(serversWith(output, AUTHORITY_KEY)).toEqual(["nodes_control-plane-g2_machine-001"]);
  });
});

import { TestedEnvironment } from "./support";

describe("the stacks of an environment", () => {
  const dev = new TestedEnvironment("dev");

  it("depend on each other only as they are deployed: secrets, networks, machines, platform, services", () => {
    expect(dev.dependenciesOf("dev-vpn")).toEqual([]);
    expect(dev.dependenciesOf("dev-medical-tianyi-pki")).toEqual([]);
    expect(dev.dependenciesOf("dev-medical-tianyi-platform")).toEqual(["dev-medical-tianyi-cluster"]);
    expect(dev.dependenciesOf("dev-medical-tianyi-services")).toEqual(["dev-medical-tianyi-platform"]);
    expect(dev.dependenciesOf("dev-medical-tianyi-monitoring")).toEqual(["dev-medical-tianyi-platform"]);
  });

  it("have no PKI for a cluster that the cloud manages, whose machines are one resource", () => {
    const managed = new TestedEnvironment("dev", {
      set: {
        "clusters.1.kind": "ccse",
        "clusters.1.version": "1.31.6",
        "clusters.1.machineImage": "im-1",
        "clusters.1.controlPlane": undefined,
        "clusters.1.etcdSnapshots": undefined,
        // CCSE's Kubernetes is too old for the gateway that leads to exposed services.
        "services.1.expose": undefined,
      },
    });
    expect(managed.stackNames.filter((name) => name.startsWith("dev-medical-tianyi"))).toEqual([
      "dev-medical-tianyi-cluster",
      "dev-medical-tianyi-platform",
      "dev-medical-tianyi-services",
      "dev-medical-tianyi-monitoring",
    ]);
    expect(managed.output("dev-medical-tianyi-cluster").ids("ctyun_ecs")).toEqual([]);
  });
});

describe("the state of a stack", () => {
  const backend = (state: Record<string, unknown>) =>
    new TestedEnvironment("dev", { set: { state } }).output("dev-vpn").backend;

  it("lies in a file of the given folder: backend local", () => {
    expect(backend({ backend: "local" })).toEqual({
      local: { path: expect.stringMatching(/(^|\/)state\/dev-vpn\.tfstate$/) as unknown },
    });
  });

  it("lies in an S3-compatible store under the stack's name, locked by a lock file: backend s3", () => {
    const given = { backend: "s3", endpoint: "https://objects.example", region: "wuhan", bucket: "state" };
    expect(backend(given)).toEqual({
      s3: {
        bucket: "state",
        encrypt: true,
        endpoints: { s3: "https://objects.example" },
        key: "terraform/dev-vpn.tfstate",
        region: "wuhan",
        skip_credentials_validation: true,
        skip_metadata_api_check: true,
        skip_region_validation: true,
        use_lockfile: true,
        use_path_style: true,
      },
    });
  });

  it("lies in a PostgreSQL schema of its own, the connection left to PG variables: backend pg", () => {
    expect(backend({ backend: "pg" })).toEqual({ pg: { conn_str: "", schema_name: "terraform_dev_vpn" } });
  });

  it("lies behind an address of its own that locks: backend http", () => {
    expect(backend({ backend: "http", address: "https://state.example/health/" })).toEqual({
      http: {
        address: "https://state.example/health/dev-vpn",
        lock_address: "https://state.example/health/dev-vpn/lock",
        lock_method: "POST",
        unlock_address: "https://state.example/health/dev-vpn/lock",
        unlock_method: "DELETE",
      },
    });
  });
});

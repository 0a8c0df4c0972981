import { ClusterEndpoint, Machine, TOKEN_PASSWORD, VERSION, type MachineProps } from "./support/machine";
import { selfSigned } from "./support/certificate";

const AUTHORITY = selfSigned("server-ca").certificate;
const URL = "https://10.16.0.10:9345";
const GAVE_UP = 75;
const REFUSED = 78;

// Each test starts dozens of processes.
jest.setTimeout(30_000);

describe("the boot script of an RKE2 node", () => {
  const machines: Machine[] = [];
  const endpoints: ClusterEndpoint[] = [];

  function machine(props: Omit<MachineProps, "serverAuthority">): Machine {
    const created = new Machine({ serverAuthority: AUTHORITY, ...props });
    machines.push(created);
    return created;
  }

  async function endpoint(cacerts = AUTHORITY, status = 200): Promise<ClusterEndpoint> {
    const started = await ClusterEndpoint.start(cacerts, status);
    endpoints.push(started);
    return started;
  }

  afterEach(async () => {
    await Promise.all(endpoints.splice(0).map((started) => started.stop()));
    for (const created of machines.splice(0)) created.remove();
  });

  describe("on the first server of a new cluster, while the API address is silent", () => {
    it("initialises the cluster with the given authorities", async () => {
      const first = machine({ role: "server", mayInitialize: true });
      expect((await first.boot()).exitCode).toBe(0);
      expect(first.configuration).toBe("# This machine started the cluster.\n");
      expect(first.read(first.authorityFile("server-ca.crt"))).toBe(AUTHORITY);
      expect(first.read(first.authorityFile("etcd/peer-ca.key"))).toBe("etcd/peer-ca.key\n");
      expect(first.calls).toEqual([
        `install type=server version=${VERSION} method=tar artifacts=${first.root}/stubs`,
        `sysctl -q -p ${first.root}/etc/sysctl.d/60-rke2-cis.conf`,
        "useradd --system --no-create-home --user-group --shell /sbin/nologin --comment etcd user etcd",
        ...Array<string>(5).fill("sleep 5"),
        "systemctl enable rke2-server.service",
        "systemctl start rke2-server.service",
      ]);
    });

    it("gives the authorities and the configuration mode 600", async () => {
      const first = machine({ role: "server", mayInitialize: true });
      await first.boot();
      expect(first.modeOf(first.authorityFile("server-ca.key"))).toBe("600");
      expect(first.modeOf(first.authorityFile("etcd/server-ca.crt"))).toBe("600");
      expect(first.modeOf("etc/rancher/rke2/config.yaml")).toBe("600");
    });

    it("never overwrites an authority that is there", async () => {
      const first = machine({ role: "server", mayInitialize: true });
      first.write(first.authorityFile("client-ca.crt"), "already there\n");
      await first.boot();
      expect(first.read(first.authorityFile("client-ca.crt"))).toBe("already there\n");
      expect(first.read(first.authorityFile("client-ca.key"))).toBe("client-ca.key\n");
    });

    it("refuses authorities that the join token does not pin", async () => {
      const first = machine({ role: "server", mayInitialize: true });
      first.write("etc/health-cloud/certificate-authorities", `# server-ca.crt\n${selfSigned("other").certificate}`);
      expect((await first.boot()).exitCode).toBe(REFUSED);
      expect(first.log).toContain("the given server-ca.crt is not the authority that the join token pins");
      expect(first.exists(first.authorityFile("server-ca.crt"))).toBe(false);
    });

    it("removes its copy of the authorities once the server is up", async () => {
      const first = machine({ role: "server", mayInitialize: true });
      await first.boot();
      expect(first.exists("etc/health-cloud/certificate-authorities")).toBe(false);
    });

    it("keeps its copy and fails, so that systemd tries again, when the server does not start", async () => {
      const first = machine({ role: "server", mayInitialize: true });
      const { exitCode } = await first.boot({ STUB_START_CODE: "1" });
      expect(exitCode).toBe(1);
      expect(first.exists("etc/health-cloud/certificate-authorities")).toBe(true);
    });

    it("refuses to initialise without authorities", async () => {
      const first = machine({ role: "server", mayInitialize: true });
      first.delete("etc/health-cloud/certificate-authorities");
      expect((await first.boot()).exitCode).toBe(REFUSED);
      expect(first.log).toContain("its certificate authorities are missing");
    });
  });

  describe("on a joiner", () => {
    it("joins when the cluster answers", async () => {
      const joiner = machine({ role: "server", endpoint: await endpoint() });
      expect((await joiner.boot()).exitCode).toBe(0);
      expect(joiner.configuration).toBe(`server: ${URL}\n`);
      expect(joiner.calls).toContain("systemctl start rke2-server.service");
    });

    it("waits, longer each time, when the cluster is silent", async () => {
      const joiner = machine({ role: "server" });
      expect((await joiner.boot()).exitCode).toBe(GAVE_UP);
      expect(joiner.calls.filter((call) => call.startsWith("sleep"))).toEqual(["sleep 5", "sleep 10", "sleep 20"]);
      expect(joiner.exists("etc/rancher/rke2/config.yaml")).toBe(false);
      expect(joiner.calls).not.toContain("systemctl start rke2-server.service");
      expect(joiner.log).toContain(
        `waiting for the cluster at ${URL}: it does not answer, and this server may not start a new cluster`,
      );
    });

    it("logs about once a minute what it waits for", async () => {
      const joiner = machine({ role: "server" });
      await joiner.boot({ MAXIMUM_WAITS: "9" });
      const seconds = joiner.calls.flatMap((call) => /^sleep (\d+)$/.exec(call)?.[1] ?? []).map(Number);
      expect(seconds).toEqual([5, 10, 20, 40, 60, 60, 60, 60]);
      expect(joiner.log.match(/waiting for the cluster/g)).toHaveLength(6);
    });

    it("waits while the load balancer answers without a cluster behind it", async () => {
      const joiner = machine({ role: "server", endpoint: await endpoint("bad gateway", 503) });
      expect((await joiner.boot()).exitCode).toBe(GAVE_UP);
    });

    it("refuses another cluster, and says what was pinned", async () => {
      const other = selfSigned("another-ca").certificate;
      const joiner = machine({ role: "server", endpoint: await endpoint(other) });
      expect((await joiner.boot()).exitCode).toBe(REFUSED);
      expect(joiner.log).toMatch(
        /refused: https:\/\/10\.16\.0\.10:9345\/cacerts has SHA-256 [0-9a-f]{64}, the join token pins [0-9a-f]{64}: another cluster answers/,
      );
      expect(joiner.exists("etc/rancher/rke2/config.yaml")).toBe(false);
    });

    it("refuses a token that pins nothing", async () => {
      const joiner = machine({ role: "server", endpoint: await endpoint() });
      joiner.write("etc/rancher/rke2/config.yaml.d/90-secrets.yaml", '{"token":"short"}');
      expect((await joiner.boot()).exitCode).toBe(REFUSED);
      expect(joiner.log).toContain("is not of the form K10<hash>::<user>:<password>");
    });
  });

  describe("on a rebuilt first server", () => {
    it("joins while the cluster answers, even if it may initialise", async () => {
      const rebuilt = machine({ role: "server", mayInitialize: true, endpoint: await endpoint() });
      expect((await rebuilt.boot()).exitCode).toBe(0);
      expect(rebuilt.configuration).toBe(`server: ${URL}\n`);
      expect(rebuilt.exists(rebuilt.authorityFile("server-ca.crt"))).toBe(false);
    });

    it("waits while the cluster is silent, once the cluster is initialised", async () => {
      const rebuilt = machine({ role: "server", mayInitialize: false });
      expect((await rebuilt.boot()).exitCode).toBe(GAVE_UP);
      expect(rebuilt.exists("etc/rancher/rke2/config.yaml")).toBe(false);
    });

    it("refuses, in place of initialising, when another cluster answers", async () => {
      const other = selfSigned("another-ca").certificate;
      const rebuilt = machine({ role: "server", mayInitialize: true, endpoint: await endpoint(other) });
      expect((await rebuilt.boot()).exitCode).toBe(REFUSED);
      expect(rebuilt.exists(rebuilt.authorityFile("server-ca.crt"))).toBe(false);
    });
  });

  describe("on a server with etcd data on disk", () => {
    it("starts without asking anybody and leaves its configuration as it is", async () => {
      const server = machine({ role: "server", mayInitialize: true });
      server.write("var/lib/rancher/rke2/server/db/etcd/member/wal", "");
      server.write("etc/rancher/rke2/config.yaml", "# as it was\n");
      expect((await server.boot()).exitCode).toBe(0);
      expect(server.configuration).toBe("# as it was\n");
      expect(server.exists(server.authorityFile("server-ca.crt"))).toBe(false);
      expect(server.calls).toContain("systemctl start rke2-server.service");
    });

    it("points to the cluster when the configuration is gone", async () => {
      const server = machine({ role: "server" });
      server.write("var/lib/rancher/rke2/server/db/etcd/member/wal", "");
      expect((await server.boot()).exitCode).toBe(0);
      expect(server.configuration).toBe(`server: ${URL}\n`);
    });
  });

  describe("on an agent", () => {
    it("joins with the agent's unit and makes no etcd user", async () => {
      const agent = machine({ role: "agent", endpoint: await endpoint() });
      expect((await agent.boot()).exitCode).toBe(0);
      expect(agent.configuration).toBe(`server: ${URL}\n`);
      expect(agent.calls).toEqual([
        `install type=agent version=${VERSION} method=tar artifacts=${agent.root}/stubs`,
        `sysctl -q -p ${agent.root}/etc/sysctl.d/60-rke2-cis.conf`,
        "systemctl enable rke2-agent.service",
        "systemctl start rke2-agent.service",
      ]);
    });

    it("starts at once when it joined before", async () => {
      const agent = machine({ role: "agent" });
      agent.write("var/lib/rancher/rke2/agent/kubelet.kubeconfig", "");
      agent.write("etc/rancher/rke2/config.yaml", `server: ${URL}\n`);
      expect((await agent.boot()).exitCode).toBe(0);
      expect(agent.calls).toContain("systemctl start rke2-agent.service");
    });
  });

  it("loads the redirects to the exchange at every boot, before anything else", async () => {
    const node = machine({ role: "agent", endpoint: await endpoint() });
    node.write("etc/health-cloud/exchange-redirects.nft", "table ip health_cloud_exchange\n");
    await node.boot({ STUB_UNIT_STATE: "active" });
    expect(node.calls).toEqual([`nft -f ${node.root}/etc/health-cloud/exchange-redirects.nft`]);
  });

  it("does nothing while RKE2 runs", async () => {
    const server = machine({ role: "server", mayInitialize: true });
    const { exitCode } = await server.boot({ STUB_UNIT_STATE: "activating" });
    expect(exitCode).toBe(0);
    expect(server.calls).toEqual([]);
  });

  it("installs only once", async () => {
    const joiner = machine({ role: "server", endpoint: await endpoint() });
    await joiner.boot();
    await joiner.boot();
    expect(joiner.calls.filter((call) => call.startsWith("install "))).toHaveLength(1);
  });

  it("refuses an image that holds another version", async () => {
    const joiner = machine({ role: "server", installs: "v1.35.7+rke2r1", endpoint: await endpoint() });
    expect((await joiner.boot()).exitCode).toBe(REFUSED);
    expect(joiner.log).toContain("got RKE2 v1.35.7+rke2r1, expected v1.36.3+rke2r1");
  });

  it("refuses an image without an installer", async () => {
    const joiner = machine({ role: "server", endpoint: await endpoint() });
    const { exitCode } = await joiner.boot({ RKE2_INSTALLER: "/nowhere/install.sh" });
    expect(exitCode).toBe(REFUSED);
    expect(joiner.log).toContain("there is no installer at /nowhere/install.sh: build both into the machine image");
  });

  it("never shows the token", async () => {
    const first = machine({ role: "server", mayInitialize: true });
    const { output } = await first.boot();
    expect(output + first.log).not.toContain(TOKEN_PASSWORD);
  });
});

import {
  encodeUserData,
  rke2AgentUserData,
  rke2ServerUserData,
  type CertificateAuthorities,
  type Rke2AgentProps,
  type Rke2ServerProps,
} from "../../../src/constructs/cloud-init";
import { Cidr, Ipv4Address } from "../../../src/environment/values";
import { rsaKey, selfSigned } from "./support/certificate";
import { fileIn, parseDocument, pathsIn, writtenFile } from "./support/document";

const TOKEN = `K10${"ab".repeat(32)}::server:${"s".repeat(48)}`;
const AGENT_TOKEN = `K10${"ab".repeat(32)}::node:${"a".repeat(48)}`;

const COMMON = {
  nodeName: "prod-medical-control-plane-001",
  version: "v1.36.3+rke2r1",
  apiAddress: Ipv4Address.parse("10.16.0.10"),
};

const SERVER: Rke2ServerProps = {
  ...COMMON,
  token: TOKEN,
  agentToken: AGENT_TOKEN,
  podCidr: Cidr.parse("10.128.0.0/14"),
  serviceCidr: Cidr.parse("10.132.0.0/16"),
};

const AGENT: Rke2AgentProps = { ...COMMON, agentToken: AGENT_TOKEN };

function authorities(): CertificateAuthorities {
  const pair = (name: string) => selfSigned(name);
  const [server, client, requestHeader, etcdPeer, etcdServer] = [
    pair("rke2-server-ca"),
    pair("rke2-client-ca"),
    pair("rke2-request-header-ca"),
    pair("rke2-etcd-peer-ca"),
    pair("rke2-etcd-server-ca"),
  ];
  return {
    "server-ca.crt": server.certificate,
    "server-ca.key": server.privateKey,
    "client-ca.crt": client.certificate,
    "client-ca.key": client.privateKey,
    "request-header-ca.crt": requestHeader.certificate,
    "request-header-ca.key": requestHeader.privateKey,
    "etcd/peer-ca.crt": etcdPeer.certificate,
    "etcd/peer-ca.key": etcdPeer.privateKey,
    "etcd/server-ca.crt": etcdServer.certificate,
    "etcd/server-ca.key": etcdServer.privateKey,
    "service.key": rsaKey(),
  };
}

function configurationOf(userData: string, file: string): unknown {
  return JSON.parse(fileIn(parseDocument(userData), `/etc/rancher/rke2/config.yaml.d/${file}`));
}

describe("the user data of an RKE2 server", () => {
  it("says what all servers of the cluster must say alike", () => {
    expect(configurationOf(rke2ServerUserData(SERVER), "50-cluster.yaml")).toEqual({
      "tls-san": ["10.16.0.10"],
      "cluster-cidr": "10.128.0.0/14",
      "service-cidr": "10.132.0.0/16",
      "cluster-dns": "10.132.0.10",
      cni: "cilium",
      "disable-kube-proxy": true,
      "ingress-controller": "none",
      disable: ["rke2-metrics-server"],
      "etcd-expose-metrics": true,
      "embedded-registry": true,
      "secrets-encryption-provider": "secretbox",
      "audit-policy-file": "/etc/rancher/rke2/audit-policy.yaml",
      "kube-apiserver-arg": ["audit-log-maxage=180", "audit-log-maxbackup=100", "audit-log-maxsize=100"],
      "kube-controller-manager-arg": [
        "node-cidr-mask-size=24",
        "node-eviction-rate=5",
        "secondary-node-eviction-rate=0.5",
        "unhealthy-zone-threshold=0.55",
        "large-cluster-size-threshold=0",
      ],
    });
  });

  it("is the same for the first server and a joiner, apart from the node and the authorities", () => {
    const first = rke2ServerUserData({ ...SERVER, mayInitialize: true, certificateAuthorities: authorities() });
    const joiner = rke2ServerUserData({ ...SERVER, nodeName: "prod-medical-control-plane-002" });
    expect(configurationOf(joiner, "50-cluster.yaml")).toEqual(configurationOf(first, "50-cluster.yaml"));
    expect(configurationOf(joiner, "10-node.yaml")).toMatchObject({ "node-name": "prod-medical-control-plane-002" });
  });

  it("describes the node: hardened, with labels, taints and room for the operating system", () => {
    const userData = rke2ServerUserData({
      ...SERVER,
      nodeLabels: { "health-cloud/pool": "control-plane" },
      nodeTaints: [{ key: "CriticalAddonsOnly", value: "true", effect: "NoExecute" }],
      systemDefaultRegistry: "harbor.health.example:443",
      cloudProvider: "external",
    });
    expect(configurationOf(userData, "10-node.yaml")).toEqual({
      "node-name": "prod-medical-control-plane-001",
      "node-label": ["health-cloud/pool=control-plane"],
      "node-taint": ["CriticalAddonsOnly=true:NoExecute"],
      profile: "cis",
      "protect-kernel-defaults": true,
      "cloud-provider-name": "external",
      "system-default-registry": "harbor.health.example:443",
      "disable-default-registry-endpoint": true,
      "kubelet-arg": [
        "max-pods=110",
        "system-reserved=cpu=250m,memory=512Mi",
        "eviction-hard=memory.available<500Mi,nodefs.available<10%,nodefs.inodesFree<5%,imagefs.available<10%",
      ],
    });
    expect(configurationOf(userData, "50-cluster.yaml")).toMatchObject({ "disable-cloud-controller": true });
  });

  it("sends etcd's snapshots to the store with the given keys", () => {
    const userData = rke2ServerUserData({
      ...SERVER,
      etcdSnapshots: {
        scheduleCron: "0 */6 * * *",
        retention: 28,
        endpoint: "s3.health.example",
        bucket: "etcd",
        folder: "medical-chutian",
        credentials: { accessKey: "access", secretKey: "secret" },
      },
    });
    expect(configurationOf(userData, "50-cluster.yaml")).toMatchObject({
      "etcd-snapshot-schedule-cron": "0 */6 * * *",
      "etcd-snapshot-retention": 28,
      "etcd-snapshot-compress": true,
      "etcd-s3": true,
      "etcd-s3-endpoint": "s3.health.example",
      "etcd-s3-bucket": "etcd",
      "etcd-s3-folder": "medical-chutian",
      "etcd-s3-region": "us-east-1",
      "etcd-s3-retention": 28,
    });
    expect(configurationOf(userData, "90-secrets.yaml")).toMatchObject({
      "etcd-s3-access-key": "access",
      "etcd-s3-secret-key": "secret",
    });
  });

  it("names the Secret of the store, and no other S3 flag, without keys", () => {
    const userData = rke2ServerUserData({
      ...SERVER,
      etcdSnapshots: { scheduleCron: "0 * * * *", retention: 5, endpoint: "s3.x", bucket: "etcd", folder: "a" },
    });
    const configuration = configurationOf(userData, "50-cluster.yaml");
    expect(configuration).toMatchObject({ "etcd-s3": true, "etcd-s3-config-secret": "etcd-s3-config-secret" });
    expect(configuration).not.toHaveProperty("etcd-s3-bucket");
  });

  it("asks the identity provider who somebody is", () => {
    const userData = rke2ServerUserData({
      ...SERVER,
      oidc: { issuerUrl: "https://id.health.example", clientId: "kubernetes" },
    });
    expect(configurationOf(userData, "50-cluster.yaml")).toMatchObject({
      "kube-apiserver-arg": [
        "audit-log-maxage=180",
        "audit-log-maxbackup=100",
        "audit-log-maxsize=100",
        "oidc-issuer-url=https://id.health.example",
        "oidc-client-id=kubernetes",
        "oidc-username-claim=email",
        "oidc-groups-claim=groups",
      ],
    });
  });

  it("gives the first server its authorities, in one file with mode 600", () => {
    const given = authorities();
    const document = parseDocument(
      rke2ServerUserData({ ...SERVER, mayInitialize: true, certificateAuthorities: given }),
    );
    const path = "/etc/health-cloud/certificate-authorities";
    expect(fileIn(document, path)).toContain(`# etcd/peer-ca.key\n${given["etcd/peer-ca.key"]}# etcd/server-ca.crt\n`);
    expect(writtenFile(document, path).permissions).toBe("0600");
    expect(fileIn(document, "/etc/health-cloud/rke2.env")).toBe(
      "NODE_ROLE=server\nMAY_INITIALIZE=true\nRKE2_VERSION=v1.36.3+rke2r1\nAPI_ADDRESS=10.16.0.10\n",
    );
  });

  it("puts manifests where RKE2 applies them", () => {
    const document = parseDocument(
      rke2ServerUserData({ ...SERVER, manifests: { "cilium.yaml": "kind: HelmChartConfig\n" } }),
    );
    expect(fileIn(document, "/var/lib/rancher/rke2/server/manifests/cilium.yaml")).toBe("kind: HelmChartConfig\n");
  });

  it("names the mirrors of registries", () => {
    const document = parseDocument(
      rke2ServerUserData({ ...SERVER, registryMirrors: { "*": ["https://harbor.health.example"] } }),
    );
    expect(JSON.parse(fileIn(document, "/etc/rancher/rke2/registries.yaml"))).toEqual({
      mirrors: { "*": { endpoint: ["https://harbor.health.example"] } },
    });
  });

  it("fits into ctyun's 16,384 characters with all authorities", () => {
    const userData = rke2ServerUserData({
      ...SERVER,
      mayInitialize: true,
      certificateAuthorities: authorities(),
      tlsSans: ["api.medical.health.example"],
      nodeTaints: [{ key: "CriticalAddonsOnly", value: "true", effect: "NoExecute" }],
      systemDefaultRegistry: "harbor.health.example:443",
      registryMirrors: { "*": ["https://harbor.health.example"] },
      registryCaCertificate: selfSigned("registry").certificate,
      hosts: [{ address: Ipv4Address.parse("10.1.0.7"), names: ["harbor.health.example"] }],
      ntpServers: ["10.0.0.5", "10.0.0.6"],
      etcdSnapshots: {
        scheduleCron: "0 */6 * * *",
        retention: 28,
        endpoint: "s3.health.example",
        bucket: "etcd-snapshots",
        folder: "medical-chutian",
        credentials: { accessKey: "A".repeat(20), secretKey: "s".repeat(40) },
      },
      oidc: { issuerUrl: "https://id.health.example/realms/health", clientId: "kubernetes" },
      manifests: { "rke2-cilium-config.yaml": "apiVersion: helm.cattle.io/v1\nkind: HelmChartConfig\n" },
    });
    expect(encodeUserData(userData).length).toBeLessThan(16_384);
  });

  it("refuses authorities at a server that may not initialise", () => {
    expect(() => rke2ServerUserData({ ...SERVER, certificateAuthorities: authorities() })).toThrow(
      "certificateAuthorities of server prod-medical-control-plane-001: got some with mayInitialize false; give them to the one server that may initialise the cluster, and to no other",
    );
  });

  it("refuses a first server without authorities", () => {
    expect(() => rke2ServerUserData({ ...SERVER, mayInitialize: true })).toThrow("got none with mayInitialize true");
  });
});

describe("the user data of an RKE2 agent", () => {
  it("holds the agents' token alone", () => {
    const userData = rke2AgentUserData(AGENT);
    expect(configurationOf(userData, "90-secrets.yaml")).toEqual({ token: AGENT_TOKEN });
  });

  it("holds nothing of the control plane", () => {
    expect(pathsIn(parseDocument(rke2AgentUserData(AGENT)))).toEqual([
      "/etc/rancher/rke2/config.yaml.d/10-node.yaml",
      "/etc/rancher/rke2/registries.yaml",
      "/etc/rancher/rke2/config.yaml.d/90-secrets.yaml",
      "/etc/health-cloud/rke2.env",
      "/opt/health-cloud/functions.sh",
      "/opt/health-cloud/rke2-boot.sh",
      "/etc/systemd/system/health-cloud-rke2.service",
    ]);
  });

  it.each([
    [24, 110],
    [26, 61],
    [28, 13],
  ])("takes no more pods than a block of /%i holds", (nodePodPrefixLength, pods) => {
    const userData = rke2AgentUserData({ ...AGENT, nodePodPrefixLength });
    expect(configurationOf(userData, "10-node.yaml")).toHaveProperty(["kubelet-arg", 0], `max-pods=${String(pods)}`);
  });

  it("refuses more pods than the node's block holds", () => {
    expect(() => rke2AgentUserData({ ...AGENT, nodePodPrefixLength: 26, maximumPods: 110 })).toThrow(
      "maximumPods of node prod-medical-control-plane-001: got 110, allowed are 1 to 61 with a pod block of /26; lower it or give nodes larger blocks",
    );
  });

  it("refuses a label that the kubelet may not set", () => {
    expect(() => rke2AgentUserData({ ...AGENT, nodeLabels: { "node-role.kubernetes.io/worker": "true" } })).toThrow(
      'label of node prod-medical-control-plane-001: got "node-role.kubernetes.io/worker", which a kubelet may not set; choose a name outside kubernetes.io and k8s.io, or one below node.kubernetes.io',
    );
  });
});

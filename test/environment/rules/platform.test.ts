import { faultsWith } from "./city";
import { acme, nameServer } from "../../constructs/services/sample-endpoints";

const vault = {
  id: "vault",
  kind: "secret-store",
  title: "Secrets of vendors",
  host: "vault.health.example",
  addresses: ["198.51.100.139/32"],
  ports: ["tcp/443"],
  access: { medical: "exchange", internet: "direct" },
  exchangePort: 9250,
};
const endpoint = "externalEndpoints[16]";

describe("a secret store", () => {
  const secretStore = { kind: "vault", endpoint: "vault" };
  const withVault = (changes: object = {}) => ({ secretStore, [endpoint]: { ...vault, ...changes } });

  it("is one that every cluster reaches", () => {
    expect(faultsWith(withVault())).toEqual([]);
    expect(faultsWith(withVault({ access: { internet: "direct" }, exchangePort: undefined }))).toEqual([
      "secretStore.endpoint: got vault, expected a secret store that zone medical may reach: its access names internet",
    ]);
    expect(faultsWith(withVault({ clouds: ["chutian"] }))).toEqual([
      "secretStore.endpoint: got vault, expected a secret store that tianyi uses: its clouds are chutian",
    ]);
  });

  it("is an external endpoint of that kind", () => {
    expect(faultsWith({ secretStore: { kind: "vault", endpoint: "registry" } })).toEqual([
      "secretStore.endpoint: got registry of kind registry, expected an external endpoint of kind secret-store: there is none",
    ]);
    expect(faultsWith({ ...withVault(), secretStore: { kind: "vault", endpoint: "vualt" } })).toEqual([
      'secretStore.endpoint: got "vualt", expected the id of an external endpoint of kind secret-store: one of vault; did you mean "vault"?',
    ]);
  });

  it("has a name, by which its certificate is checked", () => {
    expect(faultsWith(withVault({ host: undefined }))).toContain(
      "secretStore.endpoint: got vault without a host, expected one: pods call it by its name",
    );
  });
});

describe("certificates by ACME", () => {
  const internet = {
    kind: "acme",
    endpoint: "acme",
    email: "platform@health.example",
    nameServer: "dns-domain",
    tsigKey: "cert-manager.health.example",
  };
  const withAcme = (changes: object = {}) => ({
    certificates: { internet },
    [endpoint]: { ...acme, ...changes },
    "externalEndpoints[17]": nameServer,
  });

  it("come from an authority and a name server that the clusters reach", () => {
    expect(faultsWith(withAcme())).toEqual([]);
    expect(faultsWith({ ...withAcme(), "certificates.internet.nameServer": "registry" })).toEqual([
      "certificates.internet.nameServer: got registry of kind registry, expected an external endpoint of kind service: wecom, payment-gateway, insurance-gateway, provincial-platform, mail, alarms, dns-domain",
    ]);
    expect(faultsWith({ ...withAcme(), "certificates.internet.endpoint": "acm" })).toEqual([
      'certificates.internet.endpoint: got "acm", expected the id of an external endpoint of kind acme: one of acme; did you mean "acme"?',
    ]);
  });

  it("do not pass the exchange", () => {
    expect(faultsWith(withAcme({ access: { internet: "exchange" }, exchangePort: 9251 }))).toEqual([
      "certificates.internet.endpoint: got acme, which zone internet reaches through the exchange, expected one with access direct or cloud",
    ]);
  });

  it("are not for the medical zone, which has no way outside", () => {
    expect(faultsWith({ ...withAcme(), "certificates.medical": internet })).toEqual([
      expect.stringContaining("certificates.medical.kind:"),
    ]);
  });
});

describe("certificates that the exchange checks", () => {
  const reencrypted = { "services[1].flows[0].tls": "reencrypt" };

  it("may be of the environment's own authority, which needs no further one", () => {
    expect(faultsWith({ ...reencrypted, certificates: { medical: { kind: "authority" } } })).toEqual([]);
  });

  it("are not of an authority that each cluster makes for itself", () => {
    const servicesCertificateAuthority = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
    const certificates = { medical: { kind: "cluster" } };
    expect(faultsWith({ ...reencrypted, servicesCertificateAuthority, certificates })).toEqual([
      "certificates.medical.kind: got cluster, expected authority or given: the exchange proxies cannot check such a certificate where a flow says tls: reencrypt (appointment-booking to service:appointment-pool)",
    ]);
  });
});

describe("the page for applications", () => {
  const console = {};
  const crossings = {
    "clouds.tianyi.crossings[6]": { from: "management", loadBalancer: "medical-ingress", endpoint: 40 },
    "clouds.tianyi.crossings[7]": { from: "management", loadBalancer: "internet-ingress", endpoint: 41 },
  };

  it("needs a way from the bastions where zones are not joined", () => {
    expect(faultsWith({ console, ...crossings })).toEqual([]);
    expect(faultsWith({ console })).toEqual([
      "clouds.tianyi.crossings: got no crossing from management to medical-ingress, expected one: add - { from: management, loadBalancer: medical-ingress, endpoint: <host number> }",
      "clouds.tianyi.crossings: got no crossing from management to internet-ingress, expected one: add - { from: management, loadBalancer: internet-ingress, endpoint: <host number> }",
    ]);
  });

  it("needs somebody who knows people", () => {
    expect(faultsWith({ console, ...crossings, "externalEndpoints[1].kind": "service" })).toContain(
      "console: got a console in cluster medical-chutian, expected an external endpoint of kind oidc with a host that zone medical of chutian may reach: people sign in there",
    );
  });
});

describe("backups of a cluster", () => {
  const backups = { endpoint: "object-store-tianyi", bucket: "backups", region: "hubei-1" };

  it("leave their cloud", () => {
    expect(faultsWith({ "clusters[0].backups": backups })).toEqual([]);
    expect(faultsWith({ "clusters[0].backups": { ...backups, endpoint: "object-store-chutian" } })).toEqual([
      "clusters[0].backups.endpoint: got object-store-chutian, which chutian itself hosts, expected an object store elsewhere: backups would be lost with the cluster",
    ]);
  });

  it("go to an object store", () => {
    expect(faultsWith({ "clusters[0].backups": { ...backups, endpoint: "registry" } })).toEqual([
      "clusters[0].backups.endpoint: got registry of kind registry, expected an external endpoint of kind object-store: object-store-chutian, object-store-tianyi",
    ]);
  });
});

describe("the logs of a cluster", () => {
  const logs = { endpoint: "object-store-tianyi", bucket: "logs", region: "hubei-1" };

  it("go to an object store, be it the cloud's own", () => {
    expect(faultsWith({ "clusters[0].logs": { ...logs, endpoint: "object-store-chutian" } })).toEqual([]);
    expect(faultsWith({ "clusters[0].logs": { ...logs, endpoint: "registry" } })).toEqual([
      "clusters[0].logs.endpoint: got registry of kind registry, expected an external endpoint of kind object-store: object-store-chutian, object-store-tianyi",
    ]);
  });

  it("have a bucket of their own", () => {
    expect(faultsWith({ "clusters[0].logs": logs, "clusters[1].logs": logs })).toEqual([
      "clusters[1].logs.bucket: got logs, in which medical-chutian keeps its logs, expected a bucket of this cluster alone",
    ]);
  });

  it("stay for 180 days, but in development", () => {
    const short = { "clusters[0].logs": { ...logs, retentionDays: 179 } };
    expect(faultsWith(short)).toEqual([
      "clusters[0].logs.retentionDays: got 179, expected at least 180: the Cybersecurity Law asks for six months of logs",
    ]);
    expect(faultsWith({ ...short, stage: "development" }).join()).not.toContain("retentionDays");
  });
});

describe("dashboards", () => {
  const monitoring = {
    dashboards: { authorizationPath: "/auth", tokenPath: "/token", userInfoPath: "/userinfo" },
  };

  it("stand beside a console", () => {
    expect(faultsWith({ monitoring, console: {} }).join()).not.toContain("monitoring");
    expect(faultsWith({ monitoring })).toEqual([
      "monitoring.dashboards: got dashboards without a console, expected console beside them: operators reach both by the same listener",
    ]);
  });
});

describe("the volumes of a cluster", () => {
  const storage = { kind: "cinder" };
  const inside = {
    id: "api-inside",
    kind: "cloud-api",
    title: "APIs for the cloud's own machines",
    addresses: ["100.100.0.80/32"],
    ports: ["tcp/5000", "tcp/8774", "tcp/8776"],
    clouds: ["chutian"],
    access: { medical: "cloud", internet: "cloud" },
  };

  it("are those of the cloud's own driver", () => {
    expect(faultsWith({ "clusters[1].storage": storage, [endpoint]: inside })).toEqual([
      "clusters[1].storage.kind: got cinder in tianyi, expected longhorn: its provider is ctyun",
    ]);
    expect(faultsWith({ "clusters[0].storage": { kind: "longhorn", pool: "general" }, [endpoint]: inside })).toEqual([
      "clusters[0].storage.kind: got longhorn in chutian, expected cinder: its provider is openstack",
    ]);
  });

  it("lie in ctyun on a pool of the cluster that is made for them", () => {
    const tianyi = "clusters[1].storage";
    expect(faultsWith({ [tianyi]: { kind: "longhorn", pool: "dta" } })).toEqual([
      expect.stringContaining('clusters[1].storage.pool: got "dta", expected the id of a pool of this cluster: one of'),
    ]);
    expect(faultsWith({ [tianyi]: { kind: "longhorn", pool: "general", replicas: 5 } })).toEqual([
      "clusters[1].storage.pool: got pool general without dataDisksGiB, expected one whose nodes have a data disk",
      'clusters[1].storage.pool: got pool general without the label node.longhorn.io/create-default-disk: "true", expected it: by it Longhorn knows its nodes',
      expect.stringContaining("clusters[1].storage.replicas: got 5 copies of each volume on the"),
    ]);
  });

  it("are asked for at the cloud's APIs, which the zone has to reach straight", () => {
    expect(faultsWith({ "clusters[0].storage": storage, [endpoint]: inside })).toEqual([]);
    expect(faultsWith({ "clusters[0].storage": storage })).toEqual([
      "clusters[0].storage: got storage in zone medical of chutian, expected an external endpoint of kind cloud-api that the zone reaches with access cloud or direct (api-chutian, api-tianyi): the driver asks Keystone, Cinder and Nova, on more ports than a listener of the exchange has",
    ]);
  });
});

import { line, type Values } from "../support/seeded";
import { analysed, app, declaring, DENY, namespaced, pods } from "./support/shop";

const PORT = {
  container: [
    {
      port: [
        { name: "http", container_port: 8080 },
        { name: "admin", container_port: 9901 },
      ],
    },
  ],
};
const WORKLOADS = {
  kubernetes_namespace_v1: { shop: { metadata: { name: "shop" } } },
  kubernetes_deployment_v1: namespaced({
    web: pods({ app: "web" }, PORT),
    store: pods({ app: "store" }, PORT),
    batch: pods({ app: "batch" }),
  }),
};
const HTTP = { port: "8080", protocol: "TCP" };

/** The web reaches the store, if the ingress of the store and the egress of the web say so. */
const policies = (ingress: Values, egress: Values, others: Record<string, Values> = {}): Values => ({
  ...WORKLOADS,
  kubernetes_network_policy_v1: namespaced({
    deny: DENY,
    open: { pod_selector: app("store"), policy_types: ["Ingress"], ingress: [ingress] },
    out: { pod_selector: app("web"), policy_types: ["Egress"], egress: [egress] },
    ...others,
  }),
});
const FROM_WEB = { from: [{ pod_selector: app("web") }], ports: [HTTP] };
const TO_STORE = { to: [{ pod_selector: app("store") }], ports: [HTTP] };
const found = (resource: Values, ...declared: string[]) =>
  analysed(resource, declaring(...declared)).violations.map(line);

describe("what passes between pods", () => {
  it("is right where it is declared, and a violation with the policies of both ends where it is not", () => {
    expect(found(policies(FROM_WEB, TO_STORE), "shop/web -> shop/store tcp/8080")).toEqual([]);
    const { violations } = analysed(policies(FROM_WEB, TO_STORE));
    expect(violations.map(line)).toEqual(["pods: main/shop/web -> main/shop/store tcp/8080"]);
    expect(violations[0]?.witness).toEqual([
      {
        stack: "shop",
        address: "kubernetes_network_policy_v1.out",
        what: "lets egress of tcp/8080 pass",
        source: undefined,
      },
      {
        stack: "shop",
        address: "kubernetes_network_policy_v1.open",
        what: "lets ingress of tcp/8080 pass",
        source: "environments/main.yaml:7:3",
      },
    ]);
  });

  it("is nothing where one end alone agrees", () => {
    expect(found(policies({ from: [{ pod_selector: app("batch") }] }, TO_STORE))).toEqual([]);
    expect(found(policies(FROM_WEB, { to: [{ pod_selector: app("batch") }] }))).toEqual([]);
  });

  it("is judged to the port: one too many is left over, and a name is what the receiving pods call so", () => {
    const ports = [{ port: "8080", end_port: 8081, protocol: "TCP" }];
    const wide = policies({ ...FROM_WEB, ports }, { ...TO_STORE, ports });
    expect(found(wide, "shop/web -> shop/store tcp/8080")).toEqual(["pods: main/shop/web -> main/shop/store tcp/8081"]);
    const named = (port: string) => policies({ ...FROM_WEB, ports: [{ port }] }, { ...TO_STORE, ports: [{ port }] });
    expect(found(named("http"), "shop/web -> shop/store tcp/8080")).toEqual([]);
    expect(found(named("admin"), "shop/web -> shop/store tcp/8080")).toEqual([
      "pods: main/shop/web -> main/shop/store tcp/9901",
    ]);
    expect(found(named("metrics"))).toEqual([]);
  });

  it("names the senders together that get the same, three of them at most", () => {
    const everybody = policies({ from: [{ pod_selector: {} }], ports: [HTTP] }, TO_STORE, {
      all: { pod_selector: {}, policy_types: ["Egress"], egress: [TO_STORE] },
    });
    expect(found(everybody, "shop/web -> shop/store tcp/8080")).toEqual([
      "pods: main/shop/store, main/shop/batch -> main/shop/store tcp/8080",
    ]);
  });

  it("is declared for a class of several workloads only where it is for all of them", () => {
    const twice = policies(FROM_WEB, TO_STORE);
    const resource = {
      ...twice,
      kubernetes_deployment_v1: namespaced({
        web: pods({ app: "web" }, PORT),
        copy: pods({ app: "web" }, PORT),
        store: pods({ app: "store" }, PORT),
      }),
    };
    expect(found(resource, "shop/web -> shop/store tcp/8080")).toEqual([
      "pods: main/shop/web -> main/shop/store tcp/8080",
    ]);
    expect(found(resource, "shop/web,shop/copy -> shop/store tcp/8080")).toEqual([]);
  });
});

describe("a namespace in which a chart runs", () => {
  const withChart = (ingress: Values, namespace = "tools"): Values => ({
    ...policies(ingress, TO_STORE),
    helm_release: { it: { namespace } },
  });
  const OPEN_TOOLS = "outside,others,shop,tools -> tools any";
  const TOOLS_OUT = "tools -> outside,others any";
  const fromTools = {
    from: [
      { namespace_selector: { match_labels: { "kubernetes.io/metadata.name": "tools" } }, pod_selector: app("x") },
    ],
    ports: [HTTP],
  };

  it("may have the pods that a policy lets in", () => {
    expect(found(withChart(fromTools), OPEN_TOOLS, TOOLS_OUT)).toEqual([
      "pods: main/tools/* -> main/shop/store tcp/8080",
    ]);
    expect(found(withChart(fromTools), OPEN_TOOLS, TOOLS_OUT, "tools/x -> shop/store tcp/8080")).toEqual([]);
  });

  it("has to deny by default, unless all is declared", () => {
    expect(found(withChart(FROM_WEB), "shop/web -> shop/store tcp/8080")).toEqual([
      "undenied: any pod -> main/tools any",
      "undenied: main/tools -> any address any",
    ]);
    expect(found(withChart(FROM_WEB), "shop/web -> shop/store tcp/8080", OPEN_TOOLS, TOOLS_OUT)).toEqual([]);
  });

  it("tells of the pods beside its workloads only what goes beyond them", () => {
    expect(found(withChart(FROM_WEB, "shop"))).toEqual(["pods: main/shop/web -> main/shop/store tcp/8080"]);
  });
});

describe("what passes between pods and what is outside of the cluster", () => {
  const block = { ip_block: { cidr: "10.0.0.0/30" } };

  it("is judged by its block and port, both ways", () => {
    const leaving = policies(FROM_WEB, { to: [block], ports: [HTTP] });
    expect(found(leaving)).toEqual(["policy: main/shop/web -> addresses outside of the cluster tcp/8080"]);
    expect(found(leaving, "shop/web -> outside tcp/8080")).toEqual([]);
    const entering = policies({ from: [block], ports: [HTTP] }, TO_STORE);
    expect(found(entering)).toEqual(["policy: addresses outside of the cluster -> main/shop/store tcp/8080"]);
    expect(found(entering, "outside -> shop/store tcp/8080")).toEqual([]);
  });

  it("is open to everybody where a rule names nobody", () => {
    expect(found(policies({ ports: [HTTP] }, TO_STORE), "shop/web -> shop/store tcp/8080")).toEqual([
      "pods: main/*/* -> main/shop/store tcp/8080",
      "policy: addresses outside of the cluster -> main/shop/store tcp/8080",
    ]);
  });
});

describe("a namespace without default deny", () => {
  it("is told once, with the namespace as its witness, and not for each of its pods", () => {
    const { violations } = analysed({
      ...WORKLOADS,
      kubernetes_namespace_v1: { open: { metadata: { name: "shop" } } },
    });
    expect(violations.map(line)).toEqual([
      "undenied: any pod -> main/shop any",
      "undenied: main/shop -> any address any",
    ]);
    expect(violations[0]?.witness).toEqual([
      {
        stack: "shop",
        address: "kubernetes_namespace_v1.open",
        what: "no policy denies ingress to shop/web by default",
        source: "environments/main.yaml:7:3",
      },
    ]);
  });
});

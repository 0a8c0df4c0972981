import { explain } from "../../../../src/analysis/isolation/explanation/explain";
import { placeMatrix } from "../../../../src/analysis/isolation/explanation/matrix";
import { analyseIsolation } from "../../../../src/analysis/isolation/isolation";
import type { Values } from "../support/seeded";
import { app, declaring, DENY, namespaced, pods } from "./support/shop";

const rule = (direction: string, range: string): Values => ({
  security_group_id: "${ctyun_security_group.node.id}",
  direction,
  action: "accept",
  ether_type: "ipv4",
  protocol: "tcp",
  range,
  dest_cidr_ip: "192.168.0.0/16",
});

/** @param reference what an id is called in the machine's stack */
const machine = (role: string, reference: (name: string) => string): Values => ({
  vpc_id: reference("vpc"),
  subnet_id: reference(role),
  security_group_ids: [reference("group")],
});

const IDS: Readonly<Record<string, string>> = {
  vpc: "${ctyun_vpc.main.id}",
  client: "${ctyun_subnet.client.id}",
  node: "${ctyun_subnet.node.id}",
  group: "${ctyun_security_group.node.id}",
};

/** A client and, in the cluster's stack, a node, which take ports of nodes from each other. The node is the API server as well. */
const NETWORK = {
  terraform: { backend: { local: { path: "network.tfstate" } } },
  output: Object.fromEntries(Object.entries(IDS).map(([name, value]) => [name, { value }])),
  resource: {
    ctyun_vpc: { main: { cidr: "192.168.0.0/16" } },
    ctyun_subnet: {
      client: { vpc_id: "${ctyun_vpc.main.id}", cidr: "192.168.1.0/24" },
      node: { vpc_id: "${ctyun_vpc.main.id}", cidr: "192.168.2.0/24" },
    },
    ctyun_security_group: { node: { vpc_id: "${ctyun_vpc.main.id}" } },
    ctyun_security_group_rule: { out: rule("egress", "1-65535"), in: rule("ingress", "30000-32767") },
    ctyun_ecs: { client: machine("client", (name) => IDS[name] ?? "") },
  },
};
const STATE = { terraform_remote_state: { net: { backend: "local", config: { path: "network.tfstate" } } } };
const NODE = { ctyun_ecs: { node: machine("node", (name) => `\${data.terraform_remote_state.net.outputs.${name}}`) } };

const GATEWAY_API = "gateway.networking.k8s.io/v1";
const object = (kind: string, name: string, namespace: string, spec: Values, apiVersion = GATEWAY_API): Values => ({
  apiVersion,
  kind,
  metadata: { name, namespace },
  spec,
});
const listener = (name: string, port: number, selector: Values): Values => ({
  name,
  port,
  protocol: "HTTPS",
  allowedRoutes: { namespaces: { from: "Selector", selector } },
});
const GATEWAY = [
  object("GatewayClass", "edge", "edge", { parametersRef: { kind: "EnvoyProxy", name: "edge", namespace: "edge" } }),
  object(
    "EnvoyProxy",
    "edge",
    "edge",
    {
      provider: {
        kubernetes: {
          envoyService: {
            patch: {
              value: {
                spec: {
                  ports: [
                    { port: 443, nodePort: 30443 },
                    { port: 9443, nodePort: 30944 },
                  ],
                },
              },
            },
          },
        },
      },
    },
    "gateway.envoyproxy.io/v1alpha1",
  ),
  object("Gateway", "edge", "edge", {
    gatewayClassName: "edge",
    listeners: [
      listener("clients", 443, { matchLabels: { "kubernetes.io/metadata.name": "shop" } }),
      listener("operators", 9443, { matchLabels: { "kubernetes.io/metadata.name": "tools" } }),
    ],
  }),
];
const route = (listenerName: string, namespace = "shop") =>
  object("HTTPRoute", "web", namespace, {
    parentRefs: [{ name: "edge", namespace: "edge", sectionName: listenerName }],
    rules: [{ backendRefs: [{ name: "web", namespace: "shop", port: 80 }] }],
  });

const POLICIES = {
  deny: DENY,
  exposed: {
    pod_selector: app("web"),
    policy_types: ["Ingress"],
    ingress: [
      {
        from: [{ namespace_selector: { match_labels: { "kubernetes.io/metadata.name": "edge" } } }],
        ports: [{ port: "http" }],
      },
    ],
  },
  out: {
    pod_selector: app("web"),
    policy_types: ["Egress"],
    egress: [{ to: [{ ip_block: { cidr: "192.168.1.0/24" } }], ports: [{ port: "31000" }] }],
  },
  edge: { namespace: "edge", pod_selector: {}, policy_types: ["Ingress"], ingress: [{ ports: [{ port: "10443" }] }] },
};

/** The shop behind a gateway, with the objects of a release and other resources. */
function shop(objects: readonly Values[], others: Values = {}) {
  const resource = {
    ...NODE,
    kubernetes_namespace_v1: { shop: { metadata: { name: "shop" } }, edge: { metadata: { name: "edge" } } },
    kubernetes_deployment_v1: namespaced({
      web: pods({ app: "web" }, { container: [{ port: [{ name: "http", container_port: 8080 }] }] }),
      store: pods({ app: "store" }),
    }),
    kubernetes_service_v1: namespaced({
      web: { selector: { app: "web" }, port: [{ name: "http", port: 80, target_port: "http" }] },
    }),
    kubernetes_network_policy_v1: namespaced(POLICIES),
    helm_release: { edge: { namespace: "edge", values: [JSON.stringify({ manifests: objects })] } },
    ...others,
  };
  const provider = { kubernetes: [{ host: "https://192.168.2.5:6443" }] };
  return analyseIsolation(
    [
      { name: "network", terraform: NETWORK },
      { name: "shop", terraform: { provider, data: STATE, resource } },
    ],
    declaring(),
  );
}

function explained(result: ReturnType<typeof shop>, from: string, to: string, service: string) {
  const { ways, stopped } = explain(result, declaring(), from, to, service);
  const steps = ways.map((way) => way.map((step) => `${step.from} -> ${step.to} ${step.services.toString()}`));
  return { steps, stopped, witness: ways.flat().flatMap(({ witness }) => witness.map(({ address }) => address)) };
}

const CLIENT = "192.168.1.0/24";

describe("the way from an address to pods", () => {
  it("goes by the port of the nodes, the gateway's proxies and a route that attaches to its listener", () => {
    const { steps, witness } = explained(shop([...GATEWAY, route("clients")]), CLIENT, "main/shop/web", "tcp/8080");
    expect(steps).toEqual([
      [
        "ctyun_ecs.client -> ctyun_ecs.node tcp/30443",
        "ctyun_ecs.node -> main/edge/edge tcp/10443",
        "main/edge/edge -> main/shop/web tcp/8080",
      ],
    ]);
    expect(witness).toEqual([
      "ctyun_security_group_rule.out",
      "ctyun_vpc.main",
      "ctyun_subnet.node",
      "ctyun_security_group_rule.in",
      "helm_release.edge",
      "kubernetes_network_policy_v1.edge",
      "helm_release.edge",
      "kubernetes_service_v1.web",
      "kubernetes_namespace_v1.edge",
      "kubernetes_network_policy_v1.exposed",
    ]);
  });

  it("ends where no route attaches: of another listener, or of a namespace that the listener does not take", () => {
    const NO_ROUTE = "main/shop/web: no route of a gateway and no port of the nodes leads there by tcp/8080";
    for (const objects of [GATEWAY, [...GATEWAY, route("operators")], [...GATEWAY, route("clients", "tools")]])
      expect(explained(shop(objects), CLIENT, "main/shop/web", "tcp/8080")).toMatchObject({
        steps: [],
        stopped: [NO_ROUTE],
      });
  });

  it("ends where a policy of the proxies or of the pods does not let it in", () => {
    const closed = { ...POLICIES, edge: { ...POLICIES.edge, ingress: [] } };
    const others = { kubernetes_network_policy_v1: namespaced(closed) };
    expect(explained(shop([...GATEWAY, route("clients")], others), CLIENT, "main/shop/web", "tcp/8080").steps).toEqual(
      [],
    );
    const unexposed = namespaced({ deny: DENY, edge: POLICIES.edge });
    const without = { kubernetes_network_policy_v1: unexposed };
    expect(explained(shop([...GATEWAY, route("clients")], without), CLIENT, "main/shop/web", "tcp/8080").steps).toEqual(
      [],
    );
  });

  it("goes by a Service with a port on the nodes, where the pods' policies let the address in", () => {
    const service = namespaced({
      store: { type: "NodePort", selector: { app: "store" }, port: [{ port: 5432, node_port: 31432 }] },
    });
    const open = {
      deny: DENY,
      from: { pod_selector: app("store"), ingress: [{ from: [{ ip_block: { cidr: "192.168.1.0/25" } }] }] },
    };
    const found = (policies: Record<string, Values>) =>
      explained(
        shop([], { kubernetes_service_v1: service, kubernetes_network_policy_v1: namespaced(policies) }),
        CLIENT,
        "main/shop/store",
        "tcp/5432",
      );
    expect(found(open).steps).toEqual([
      ["ctyun_ecs.client -> ctyun_ecs.node tcp/31432", "ctyun_ecs.node -> main/shop/store tcp/5432"],
    ]);
    expect(found({ deny: DENY }).steps).toEqual([]);
  });
});

describe("the way from pods to an address", () => {
  it("leaves by a policy, and goes on as a node", () => {
    const { steps, witness } = explained(shop([]), "main/shop/web", CLIENT, "tcp/31000");
    expect(steps).toEqual([
      [
        "main/shop/web -> outside of main, as one of its nodes tcp/31000",
        "ctyun_ecs.node -> ctyun_ecs.client tcp/31000",
      ],
    ]);
    expect(witness).toContain("kubernetes_network_policy_v1.out");
  });

  it("ends at the pod's policies, or where its node is stopped", () => {
    expect(explained(shop([]), "main/shop/web", CLIENT, "tcp/22").stopped).toEqual([
      "main/shop/web: no policy lets it out to 192.168.1.0/24 by tcp/22, and egress is denied by shop kubernetes_network_policy_v1.deny (no line)",
    ]);
    const free = { kubernetes_network_policy_v1: {} };
    expect(explained(shop([], free), "main/shop/web", CLIENT, "tcp/22").stopped).toEqual([
      "ctyun_ecs.node: it is sent and routed by ctyun_subnet.client, and nothing there takes it in: no listener, no access list, no ingress rule",
    ]);
  });

  it("leads by a Service without a selector to the addresses of its slices", () => {
    const others = {
      kubernetes_service_v1: namespaced({ partner: { port: [{ name: "https", port: 443 }] } }),
      kubernetes_endpoint_slice_v1: {
        partner: {
          metadata: { name: "partner", namespace: "shop", labels: { "kubernetes.io/service-name": "partner" } },
          endpoint: [{ addresses: ["192.168.1.7"] }],
          port: [{ name: "https", port: "31000" }],
        },
      },
    };
    const { steps, witness } = explained(shop([], others), "shop/web", "main/shop/service/partner", "tcp/443");
    expect(steps).toEqual([
      [
        "main/shop/web -> outside of main, as one of its nodes tcp/31000",
        "ctyun_ecs.node -> ctyun_ecs.client tcp/31000",
      ],
    ]);
    expect(witness.slice(0, 2)).toEqual(["kubernetes_service_v1.partner", "kubernetes_endpoint_slice_v1.partner"]);
  });
});

describe("the way from pods to pods", () => {
  it("is that of a Service to the port which it leads to", () => {
    expect(explained(shop([]), "main/edge", "main/shop/service/web", "tcp/80").steps).toEqual([
      ["main/edge/* -> main/shop/web tcp/8080"],
    ]);
    expect(() => explained(shop([]), "main/edge", "main/shop/service/web", "tcp/81")).toThrow(
      "service shop/web has no port tcp/81: expected one of tcp/80",
    );
  });

  it("ends at the sender's policies before the receiver's", () => {
    expect(explained(shop([]), "shop/store", "shop/web", "tcp/8080").stopped).toEqual([
      "main/shop/store: no policy lets it out to main/shop/web by tcp/8080, and egress is denied by shop kubernetes_network_policy_v1.deny (no line)",
    ]);
    expect(explained(shop([]), "main/edge", "shop/store", "tcp/8080").stopped).toEqual([
      "main/shop/store: no policy lets main/edge/* in by tcp/8080, and ingress is denied by shop kubernetes_network_policy_v1.deny (no line)",
    ]);
  });
});

describe("the full matrix", () => {
  it("has what passes between pods, and between them and what is outside of the cluster", () => {
    const cells = placeMatrix(shop([...GATEWAY, route("clients")]), declaring())
      .filter(({ from, to }) => [from, to].some((name) => name.startsWith("main/shop")))
      .map(({ from, to, services }) => `${from} -> ${to}: ${services.toString()}`);
    expect(cells).toEqual([
      "main/edge/* -> main/shop/web: tcp/8080",
      "main/edge/edge -> main/shop/web: tcp/8080",
      "main/shop/web -> outside of main: tcp/31000",
    ]);
  });
});

import { analyseIsolation } from "../../../../src/analysis/isolation/isolation";
import type { Values } from "../support/seeded";
import { analysed, app, declaring, namespaced, pods } from "./support/shop";

const onlyCluster = (resource: Values) => {
  const { clusters, notUnderstood } = analysed(resource);
  const [cluster, ...others] = clusters;
  if (!cluster || others.length > 0) throw new Error(`expected one cluster, got ${clusters.length}`);
  return { ...cluster, reports: notUnderstood.map(({ what }) => what) };
};
const classes = (resource: Values) => onlyCluster(resource).pods.map(({ names }) => names.join(" and "));

describe("clusters", () => {
  const stack = (name: string, host: string) => ({
    name,
    terraform: {
      provider: { kubernetes: [{ host }] },
      resource: { kubernetes_namespace_v1: { [name]: { metadata: { name } } } },
    },
  });

  it("are filled by the stacks whose provider has one address, and bear what the names of these begin with", () => {
    const { clusters } = analyseIsolation(
      [
        stack("prod-north-platform", "https://10.0.0.1:6443"),
        stack("prod-north-services", "https://10.0.0.1:6443"),
        stack("prod-south-services", "https://10.0.0.2:6443"),
      ],
      { ...declaring(), clusters: [] },
    );
    expect(clusters.map(({ name, stacks }) => [name, [...stacks].length])).toEqual([
      ["prod-north", 2],
      ["prod-south-services", 1],
    ]);
  });

  it("are named as they were declared", () => {
    expect(analysed({ helm_release: { it: {} } }).clusters.map(({ name }) => name)).toEqual(["main"]);
  });
});

describe("classes of pods", () => {
  it("are workloads with equal labels, names of ports and namespace", () => {
    const port = { container: [{ port: [{ name: "http", container_port: 80 }] }] };
    expect(
      classes({
        kubernetes_deployment_v1: namespaced({
          web: pods({ app: "web" }),
          again: pods({ app: "web" }),
          other: pods({ app: "web" }, port),
          elsewhere: { ...pods({ app: "web" }), namespace: "office" },
        }),
      }),
    ).toEqual(["shop/web and shop/again", "shop/other", "office/elsewhere", "*/*"]);
  });

  it.each([
    "kubernetes_deployment",
    "kubernetes_stateful_set_v1",
    "kubernetes_stateful_set",
    "kubernetes_daemon_set_v1",
    "kubernetes_daemonset",
    "kubernetes_job_v1",
    "kubernetes_job",
    "kubernetes_replication_controller_v1",
  ])("are read of %s", (type) => {
    expect(classes({ [type]: namespaced({ web: pods({ app: "web" }) }) })).toEqual(["shop/web", "*/*"]);
  });

  it("are read of cron jobs, inside of their job, and of pods, which have their labels themselves", () => {
    const { pods: made } = onlyCluster({
      kubernetes_cron_job_v1: namespaced({ nightly: { job_template: { spec: pods({ app: "nightly" }) } } }),
      kubernetes_pod_v1: { single: { metadata: { name: "single", labels: { app: "single" } }, spec: {} } },
    });
    expect(made.map(({ name, labels }) => [name, labels.get("app")])).toEqual([
      ["shop/nightly", "nightly"],
      ["default/single", "single"],
      ["*/*", undefined],
    ]);
  });

  it("may have any value of a label that a controller adds, and of one that is known only after apply", () => {
    const [web] = onlyCluster({
      kubernetes_deployment_v1: namespaced({ web: pods({ app: "web", color: "${random_id.color.hex}" }) }),
      random_id: { color: {} },
    }).pods;
    expect(web?.unknownLabels).toEqual(new Set(["color", "pod-template-hash"]));
  });

  it("leave out pods on the network of their node, where no policy counts, and that is a violation", () => {
    const resource = {
      kubernetes_namespace_v1: { shop: { metadata: { name: "shop" } } },
      kubernetes_daemon_set_v1: namespaced({ open: pods({ app: "open" }, { host_network: true }) }),
    };
    expect(classes(resource)).toEqual(["*/*"]);
    expect(analysed(resource).violations).toMatchObject([
      {
        kind: "undenied",
        from: "main/shop/open",
        witness: [{ address: "kubernetes_daemon_set_v1.open", source: "environments/main.yaml:7:3" }],
      },
    ]);
  });

  it("are reported and left out where their namespace is not known", () => {
    const { pods: made, reports } = onlyCluster({
      kubernetes_deployment_v1: namespaced({ web: { ...pods({}), namespace: "${var.where}" } }),
    });
    expect(made.map(({ name }) => name)).toEqual(["*/*"]);
    expect(reports).toEqual(["its namespace or its pods' template is not known, so nothing is said about its pods"]);
  });

  it("stand for any pod of a namespace in which a chart or something unknown runs, or that only a policy names", () => {
    expect(
      classes({
        kubernetes_namespace_v1: { empty: { metadata: { name: "empty" } } },
        kubernetes_deployment_v1: namespaced({ web: pods({ app: "web" }) }),
        helm_release: { monitoring: { namespace: "monitoring" }, beside: { namespace: "shop" } },
        kubernetes_network_policy_v1: namespaced({
          names: {
            pod_selector: app("web"),
            egress: [
              { to: [{ namespace_selector: { match_labels: { "kubernetes.io/metadata.name": "kube-system" } } }] },
            ],
          },
        }),
      }),
    ).toEqual(["shop/web", "empty/*", "shop/*", "kube-system/*", "monitoring/*", "*/*"]);
  });

  it("take a namespace's labels from the namespace, and its name from Kubernetes", () => {
    const [web] = onlyCluster({
      kubernetes_namespace_v1: { shop: { metadata: { name: "shop", labels: { team: "sales" } } } },
      kubernetes_deployment_v1: namespaced({
        web: { ...pods({}), namespace: "${kubernetes_namespace_v1.shop.metadata[0].name}" },
      }),
    }).pods;
    expect(web?.namespaceLabels).toEqual(
      new Map([
        ["team", "sales"],
        ["kubernetes.io/metadata.name", "shop"],
      ]),
    );
  });
});

describe("what is not understood", () => {
  it("says once for each stack that charts are not, and nothing of what is read", () => {
    const { notUnderstood } = analysed({
      kubernetes_namespace_v1: { shop: { metadata: { name: "shop" } } },
      kubernetes_network_policy_v1: namespaced({ it: { pod_selector: {} } }),
      kubernetes_service_v1: namespaced({ web: { selector: { app: "web" }, port: [{ port: 80 }] } }),
      helm_release: { one: { namespace: "shop" }, other: { namespace: "shop" } },
      kubernetes_labels: { more: {} },
    });
    expect(notUnderstood.map(({ address, count = 1 }) => `${address} ${count}`)).toEqual([
      "helm_release.one 2",
      "kubernetes_labels.more 1",
    ]);
  });
});

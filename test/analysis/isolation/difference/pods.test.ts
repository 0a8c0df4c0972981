import { isolationDifference } from "../../../../src/analysis/isolation/difference/difference";
import { analyseIsolation } from "../../../../src/analysis/isolation/isolation";
import type { Intent } from "../../../../src/analysis/isolation/judgement/intent";
import { formatAddresses } from "../../../../src/analysis/sets/ipv4-addresses";

const NOTHING_DECLARED: Intent = {
  zones: [],
  separated: [],
  connections: [],
  sourceOf: () => "environments/main.yaml:7:1",
};

/** A portal and a database in one namespace that denies by default, and what the policies let pass besides. */
function side({ port = 5432, outside = "10.9.0.0/24" } = {}) {
  const metadata = (name: string) => ({ name, namespace: "vendor" });
  const workload = (name: string) => ({
    metadata: metadata(name),
    spec: { selector: { match_labels: { app: name } }, template: { metadata: { labels: { app: name } }, spec: {} } },
  });
  const pods = (name: string) => ({ match_labels: { app: name } });
  const ports = [{ protocol: "TCP", port: String(port) }];
  const resource = {
    kubernetes_namespace_v1: { vendor: { metadata: { name: "vendor" } } },
    kubernetes_deployment_v1: { portal: workload("portal"), database: workload("database") },
    kubernetes_network_policy_v1: {
      default: { metadata: metadata("default"), spec: { pod_selector: {}, policy_types: ["Ingress", "Egress"] } },
      out: {
        metadata: metadata("out"),
        spec: {
          pod_selector: pods("portal"),
          policy_types: ["Egress"],
          egress: [
            { to: [{ pod_selector: pods("database") }], ports },
            { to: [{ ip_block: { cidr: outside } }], ports: [{ protocol: "TCP", port: "443" }] },
          ],
        },
      },
      in: {
        metadata: metadata("in"),
        spec: {
          pod_selector: pods("database"),
          policy_types: ["Ingress"],
          ingress: [{ from: [{ pod_selector: pods("portal") }], ports }],
        },
      },
    },
  };
  const files = [{ name: "main", terraform: { resource } }];
  return { ...analyseIsolation(files, NOTHING_DECLARED), intent: NOTHING_DECLARED };
}

const lines = (before: ReturnType<typeof side>, after: ReturnType<typeof side>) => {
  const { opened, closed } = isolationDifference(before, after);
  return [...opened, ...closed].map(
    ({ from, to, services, destinations, witness }) =>
      `${from} -> ${to} ${services.toString()} (${formatAddresses(destinations)}) by ${witness.map(({ address }) => address).join(", ")}`,
  );
};

describe("what a change opens and closes for pods", () => {
  it("is nothing when the same passes", () => {
    expect(lines(side(), side())).toEqual([]);
  });

  it("is what passes between pods, with the policies of both ends", () => {
    expect(lines(side(), side({ port: 6432 }))).toEqual([
      "main/vendor/portal -> main/vendor/database tcp/6432 (any address) by kubernetes_network_policy_v1.out, kubernetes_network_policy_v1.in",
      "main/vendor/portal -> main/vendor/database tcp/5432 (any address) by kubernetes_network_policy_v1.out, kubernetes_network_policy_v1.in",
    ]);
  });

  it("is what leaves to addresses, exactly", () => {
    expect(lines(side(), side({ outside: "10.9.0.0/23" }))).toEqual([
      "main/vendor/portal -> outside of main tcp/443 (10.9.1.0/24) by kubernetes_network_policy_v1.out",
    ]);
  });
});

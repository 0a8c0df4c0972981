import {
  PodFilters,
  type PodClass,
  type PolicyReading,
} from "../../../../src/analysis/isolation/kubernetes/pod-filters";
import { readPolicies } from "../../../../src/analysis/isolation/kubernetes/policies";
import { Arguments } from "../../../../src/analysis/isolation/model/arguments";
import { addressesOf, formatAddresses } from "../../../../src/analysis/sets/ipv4-addresses";
import { ServiceSet } from "../../../../src/analysis/sets/service-set";
import { Configuration } from "../../../../src/terraform/configuration";
import type { Values } from "../support/seeded";

/** Reads policies of the namespace `shop` from their `spec` blocks. */
function read(...specs: Values[]) {
  const policies = Object.fromEntries(
    specs.map((spec, index) => [`policy${index}`, { metadata: { name: `policy${index}`, namespace: "shop" }, spec }]),
  );
  const given = new Arguments(
    new Configuration([{ name: "main", terraform: { resource: { kubernetes_network_policy_v1: policies } } }]),
  );
  return { policies: readPolicies(given), reports: given.notUnderstood.map(({ what }) => what) };
}

const filters = (reading: PolicyReading, ...specs: Values[]) => new PodFilters(read(...specs).policies, reading);

function pod(namespace: string, labels: Record<string, string>, others: Partial<PodClass> = {}): PodClass {
  return {
    key: `${namespace} ${JSON.stringify(labels)}`,
    namespace,
    namespaceLabels: new Map([["kubernetes.io/metadata.name", namespace]]),
    labels: new Map(Object.entries(labels)),
    namedPorts: new Map(),
    ...others,
  };
}

const web = pod("shop", { app: "web", tier: "front" });
const database = pod("shop", { app: "database" });
const office = pod("office", { app: "web" });

const DENY_INGRESS = { pod_selector: {}, policy_types: ["Ingress"] };
const taking = (...ingress: Values[]) => ({ pod_selector: {}, policy_types: ["Ingress"], ingress });
const sending = (...egress: Values[]) => ({ pod_selector: {}, policy_types: ["Egress"], egress });
const HTTPS = { port: "443", protocol: "TCP" };

/** What passes to the database from each of the two others. */
const toDatabase = (...specs: Values[]) => {
  const made = filters("cilium", ...specs);
  return [web, office].map((from) => made.between(from, database).toString());
};

describe("whom a policy isolates", () => {
  it("lets everything pass to and from pods that no policy selects", () => {
    expect(toDatabase()).toEqual(["any", "any"]);
    expect(filters("cilium", DENY_INGRESS).between(web, office).toString()).toBe("any");
    expect(filters("cilium", DENY_INGRESS).leaving(database).equals(filters("cilium").leaving(database))).toBe(true);
  });

  it("lets nothing pass to pods that a policy without rules selects", () => {
    expect(toDatabase(DENY_INGRESS)).toEqual(["nothing", "nothing"]);
    expect(filters("cilium", DENY_INGRESS).entering(database).isEmpty).toBe(true);
  });

  it("leaves alone what its selector does not take", () => {
    expect(toDatabase({ ...DENY_INGRESS, pod_selector: { match_labels: { app: "web" } } })).toEqual(["any", "any"]);
  });

  it("is one for ingress without types, and for egress too when it has such rules", () => {
    expect(toDatabase({ pod_selector: {} })).toEqual(["nothing", "nothing"]);
    expect(filters("cilium", { pod_selector: {} }).leaving(web).isEmpty).toBe(false);
    expect(toDatabase({ pod_selector: {}, policy_types: [] })).toEqual(["nothing", "nothing"]);
    const both = filters("specification", { pod_selector: {}, egress: [{ to: [{ pod_selector: {} }] }] });
    expect(both.leaving(web).isEmpty).toBe(true);
  });

  it("needs the sender's and the receiver's consent", () => {
    const out = sending({ to: [{ pod_selector: {} }], ports: [HTTPS] });
    const into = taking({ from: [{ pod_selector: {} }], ports: [{ port: "400", end_port: 500 }] });
    expect(toDatabase(out, into)).toEqual(["tcp/443", "nothing"]);
    expect(toDatabase(out, DENY_INGRESS)).toEqual(["nothing", "nothing"]);
  });

  it("adds up what policies allow", () => {
    const rule = (port: string) => taking({ from: [{ pod_selector: {} }], ports: [{ port }] });
    expect(toDatabase(rule("80"), rule("81"), DENY_INGRESS)).toEqual(["tcp/80-81", "nothing"]);
  });
});

describe("whom a rule lets pass", () => {
  it("is everybody without peers, and with an empty list of them", () => {
    expect(toDatabase(taking({}))).toEqual(["any", "any"]);
    expect(toDatabase(taking({ from: [] }))).toEqual(["any", "any"]);
    expect(filters("cilium", taking({ ports: [HTTPS] })).entering(database).keys.size).toBe(2 ** 32);
  });

  it("is the policy's own namespace with a selector of pods alone", () => {
    expect(toDatabase(taking({ from: [{ pod_selector: { match_labels: { app: "web" } } }] }))).toEqual([
      "any",
      "nothing",
    ]);
  });

  it("is every pod of the namespaces with a selector of them alone, and of all with an empty one", () => {
    const labels = { match_labels: { "kubernetes.io/metadata.name": "office" } };
    expect(toDatabase(taking({ from: [{ namespace_selector: labels }] }))).toEqual(["nothing", "any"]);
    expect(toDatabase(taking({ from: [{ namespace_selector: {} }] }))).toEqual(["any", "any"]);
  });

  it("is whom both selectors take, and not who one takes", () => {
    const peer = { namespace_selector: {}, pod_selector: { match_labels: { tier: "front" } } };
    expect(toDatabase(taking({ from: [peer] }))).toEqual(["any", "nothing"]);
  });

  it.each([
    ["In", ["front", "back"], ["any", "nothing"]],
    ["NotIn", ["front"], ["nothing", "any"]],
    ["NotIn", ["back"], ["any", "any"]],
    ["Exists", undefined, ["any", "nothing"]],
    ["DoesNotExist", undefined, ["nothing", "any"]],
  ])("follows the expression tier %s %p", (operator, values, expected) => {
    const expression = { key: "tier", operator, ...(values && { values }) };
    const peer = { namespace_selector: {}, pod_selector: { match_expressions: [expression] } };
    expect(toDatabase(taking({ from: [peer] }))).toEqual(expected);
  });
});

describe("a rule's ports", () => {
  it("are all of a protocol without a number, and TCP's without a protocol", () => {
    expect(toDatabase(taking({ ports: [{ protocol: "UDP" }, { port: "22" }] }))[0]).toBe("tcp/22, udp");
  });

  it("are, by a name, what the receiving pod calls so", () => {
    const named = pod("shop", { app: "named" }, { namedPorts: new Map([["api", ServiceSet.parse("tcp/8080")]]) });
    const made = filters("cilium", taking({ ports: [{ port: "api" }] }));
    expect(made.between(web, named).toString()).toBe("tcp/8080");
    expect(made.between(web, database).toString()).toBe("nothing");
    const udp = filters("cilium", taking({ ports: [{ port: "api", protocol: "UDP" }] }));
    expect(udp.between(web, named).toString()).toBe("nothing");
  });
});

describe("a block", () => {
  const block = { ip_block: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] } };
  const placed = (address: string) => pod("office", {}, { addresses: addressesOf(address) });

  it("lets its addresses pass but for its exceptions", () => {
    const leaving = filters("cilium", sending({ to: [block], ports: [HTTPS] })).leaving(web);
    expect(leaving.layers.map(({ keys, rest }) => `${formatAddresses(keys)} ${rest.toString()}`)).toEqual([
      "10.0.0.0/16, 10.2.0.0-10.255.255.255 tcp/443",
    ]);
    expect(formatAddresses(filters("cilium", taking({ from: [block] })).entering(web).keys)).toBe(
      "10.0.0.0/16, 10.2.0.0-10.255.255.255",
    );
  });

  it("takes pods by their addresses in the specification", () => {
    const made = filters("specification", taking({ from: [block] }));
    const passing = ["10.0.0.1", "10.1.0.1", "192.168.0.1"].map((address) => made.between(placed(address), web));
    expect(passing.map(String)).toEqual(["any", "nothing", "nothing"]);
    expect(made.between(office, web).toString()).toBe("any");
  });

  it("takes no pod of its cluster for Cilium", () => {
    expect(
      filters("cilium", taking({ from: [block] }))
        .between(placed("10.0.0.1"), web)
        .toString(),
    ).toBe("nothing");
  });
});

describe("where Cilium departs", () => {
  it("lets rules of a direction count that the types leave out", () => {
    const policy = { ...DENY_INGRESS, egress: [{ to: [{ ip_block: { cidr: "10.0.0.0/8" } }] }] };
    expect(formatAddresses(filters("cilium", policy).leaving(web).keys)).toBe("10.0.0.0/8");
    expect(formatAddresses(filters("specification", policy).leaving(web).keys)).toBe("any address");
  });

  it("takes a port's name outside of the cluster for what some pod calls so", () => {
    const policy = sending({ ports: [{ port: "api" }] });
    expect(filters("cilium", policy).leaving(web).layers[0]?.rest.toString()).toBe("tcp/1-65535");
    expect(filters("specification", policy).leaving(web).isEmpty).toBe(true);
    expect(read(policy).reports).toEqual(["port api is a name, and outside of the cluster taken for every port"]);
  });
});

describe("what is not known", () => {
  const UNKNOWN = "${var.unknown}";

  it.each<[string, Values, string]>([
    ["a rule", { ...DENY_INGRESS, ingress: UNKNOWN }, "ingress has"],
    ["its peers", taking({ from: UNKNOWN }), "from has"],
    [
      "a peer's labels",
      taking({ from: [{ namespace_selector: { match_labels: UNKNOWN } }] }),
      "namespace_selector has",
    ],
    ["its ports", taking({ ports: UNKNOWN }), "ports has"],
    ["a protocol", taking({ ports: [{ protocol: UNKNOWN }] }), "protocol"],
    ["a peer that names nobody", taking({ from: [{}] }), "from has a peer without"],
  ])("lets pass the most that it can, and is reported: %s", (_, policy, report) => {
    expect(toDatabase(policy)).toEqual(["any", "any"]);
    expect(read(policy).reports).toEqual([expect.stringContaining(report)]);
  });

  it("isolates nobody by a selector or types that are not known, and allows all the same", () => {
    const selector = { match_labels: { app: UNKNOWN } };
    expect(toDatabase({ ...DENY_INGRESS, pod_selector: selector })).toEqual(["any", "any"]);
    expect(toDatabase(DENY_INGRESS, { ...taking({ ports: [HTTPS] }), pod_selector: selector })).toEqual([
      "tcp/443",
      "tcp/443",
    ]);
    expect(toDatabase({ pod_selector: {}, policy_types: UNKNOWN })).toEqual(["any", "any"]);
  });

  it("takes a port's end for the last one", () => {
    expect(toDatabase(taking({ ports: [{ port: "8000", end_port: UNKNOWN }] }))[0]).toBe("tcp/8000-65535");
  });
});

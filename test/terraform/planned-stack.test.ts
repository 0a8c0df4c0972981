import { Configuration } from "../../src/terraform/configuration";
import { withoutKeys } from "../../src/terraform/json-record";
import { readPlan } from "../../src/terraform/plan-file";
import { Reference, Unknown, type Value } from "../../src/terraform/symbolic-value";

const NETWORK_ID = "0309d11f-9e51-4b01-ada1-22d219ec9068";

interface Planned {
  readonly address: string;
  readonly index?: string | number;
  readonly values?: object;
  readonly unknown?: object;
  readonly expressions?: object;
}

/** A plan of some resources, as `terraform show -json` prints it. */
function plan(resources: readonly Planned[], { others = {}, configuration = {} } = {}) {
  const parsed = resources.map((each) => {
    const [type = "", name = ""] = each.address.replace(/\[.*$/, "").split(".");
    return { mode: "managed", type, name, ...each };
  });
  const written = new Map(
    parsed.map(({ mode, type, name, expressions = {} }) => [`${type}.${name}`, { mode, type, name, expressions }]),
  );
  const read = readPlan({
    format_version: "1.2",
    planned_values: {
      root_module: { resources: parsed.map((each) => withoutKeys(each, "unknown", "expressions")) },
    },
    resource_changes: parsed.map(({ address, unknown = {} }) => ({ address, change: { after_unknown: unknown } })),
    configuration: { root_module: { resources: [...written.values()], ...configuration } },
    ...others,
  });
  if (!read) throw new Error("not a plan");
  return read;
}

function valueIn(stacks: Readonly<Record<string, ReturnType<typeof plan>>>, address: string, argument: string): string {
  const read = new Configuration(Object.entries(stacks).map(([name, each]) => ({ name, plan: each })));
  const resource = read.resources.find((each) => each.address === address);
  if (!resource) throw new Error(`no ${address}`);
  return shown(read.valueOf(resource, argument));
}

const value = (resources: readonly Planned[], address: string, argument: string) =>
  valueIn({ main: plan(resources) }, address, argument);

/** `-> main/a.b` for a reference, `?` for what is unknown. */
function shown(of: Value): string {
  if (of instanceof Reference) return `-> ${of.resource.stack}/${of.resource.address}`;
  if (of instanceof Unknown) return "?";
  if (Array.isArray(of)) return `[${(of as readonly Value[]).map(shown).join(", ")}]`;
  if (typeof of !== "object" || of === null) return String(of);
  return `{${Object.entries(of)
    .map(([key, inner]) => `${key}: ${shown(inner)}`)
    .join(", ")}}`;
}

const network = { address: "openstack_networking_network_v2.city", unknown: { id: true } };
const networkReferences = ["openstack_networking_network_v2.city.id", "openstack_networking_network_v2.city"];

describe("an argument in a plan", () => {
  it("is what the plan knows, whatever expression yields it", () => {
    const subnet = {
      address: "openstack_networking_subnet_v2.a",
      values: { cidr: "10.0.1.0/24" },
      expressions: { cidr: { references: ["local.base"] } },
    };
    expect(value([subnet], subnet.address, "cidr")).toBe("10.0.1.0/24");
  });

  it("is not written when no expression stands there, though the provider has a default", () => {
    expect(value([{ ...network, values: { admin_state_up: true } }], network.address, "admin_state_up")).toBe(
      "undefined",
    );
  });

  it("is a reference where it is an id, before it is known and after", () => {
    const subnet = {
      address: "openstack_networking_subnet_v2.a",
      expressions: { network_id: { references: networkReferences } },
    };
    const unknown = { ...subnet, unknown: { network_id: true } };
    expect(value([network, unknown], subnet.address, "network_id")).toBe(`-> main/${network.address}`);
    const known = { ...subnet, values: { network_id: NETWORK_ID } };
    expect(value([network, known], subnet.address, "network_id")).toBe(`-> main/${network.address}`);
  });

  it("is a reference where its id is that of a resource, though the expression does not tell", () => {
    const standing = { ...network, values: { id: NETWORK_ID } };
    const subnet = {
      address: "openstack_networking_subnet_v2.a",
      values: { network_id: NETWORK_ID },
      expressions: { network_id: { references: ["local.network"] } },
    };
    expect(value([standing, subnet], subnet.address, "network_id")).toBe(`-> main/${network.address}`);
  });

  it("is unknown where several references could be meant", () => {
    const subnet = {
      address: "openstack_networking_subnet_v2.a",
      unknown: { network_id: true },
      expressions: { network_id: { references: [...networkReferences, "openstack_networking_network_v2.other.id"] } },
    };
    const other = { ...network, address: "openstack_networking_network_v2.other" };
    expect(value([network, other, subnet], subnet.address, "network_id")).toBe("?");
  });

  it("has all references where it takes several values, and an unknown for what is not followed", () => {
    const group = (name: string) => ({ address: `openstack_networking_secgroup_v2.${name}`, unknown: { id: true } });
    const port = {
      address: "openstack_networking_port_v2.a",
      unknown: { security_group_ids: true },
      expressions: {
        security_group_ids: {
          references: ["openstack_networking_secgroup_v2.a.id", "openstack_networking_secgroup_v2.b.id", "local.more"],
        },
      },
    };
    expect(value([group("a"), group("b"), port], port.address, "security_group_ids")).toBe(
      "[-> main/openstack_networking_secgroup_v2.a, -> main/openstack_networking_secgroup_v2.b, ?]",
    );
  });

  it("belongs to its own instance of what is repeated alike", () => {
    const repeated = (type: string, index: number, more: object) => ({
      address: `${type}.a[${index}]`,
      index,
      ...more,
    });
    const instance = (index: number) =>
      repeated("openstack_compute_instance_v2", index, {
        values: { network: [{ access_network: false }] },
        unknown: { network: [{ port: true }] },
        expressions: { network: [{ port: { references: ["openstack_networking_port_v2.a", "count.index"] } }] },
      });
    const port = (index: number) => repeated("openstack_networking_port_v2", index, { unknown: { id: true } });
    const all = [port(0), port(1), instance(0), instance(1)];
    expect(value(all, "openstack_compute_instance_v2.a[1]", "network")).toBe(
      "[{port: -> main/openstack_networking_port_v2.a[1]}]",
    );
  });

  it("finds the expressions of planned blocks that stand in another order", () => {
    const block = (name: string, reference: string) => ({
      name: { constant_value: name },
      target: { references: [`openstack_networking_network_v2.${reference}.id`] },
    });
    const probe = {
      address: "probe_thing.a",
      values: { entry: [{ name: "second" }, { name: "first" }] },
      unknown: { entry: [{ target: true }, { target: true }] },
      expressions: { entry: [block("first", "city"), block("second", "other")] },
    };
    const other = { ...network, address: "openstack_networking_network_v2.other" };
    expect(value([network, other, probe], probe.address, "entry")).toBe(
      "[{name: second, target: -> main/openstack_networking_network_v2.other}, {name: first, target: -> main/openstack_networking_network_v2.city}]",
    );
  });

  it("has generated blocks, which are nowhere written", () => {
    const subnet = {
      address: "openstack_networking_subnet_v2.a",
      values: { allocation_pool: [{ start: "10.0.0.9" }] },
    };
    expect(value([subnet], subnet.address, "allocation_pool")).toBe("[{start: 10.0.0.9}]");
  });

  it("is the written text where the plan keeps only a digest of it, and unknown where it is not written", () => {
    const digest = "e74cadcbd1e48267dacaa7c7a3a70d21535be33e";
    const machine = (expression: object) => ({
      address: "openstack_compute_instance_v2.a",
      values: { user_data: digest },
      expressions: { user_data: expression },
    });
    const written = machine({ constant_value: "#cloud-config\n" });
    expect(value([written], written.address, "user_data")).toBe("#cloud-config\n");
    const computed = machine({ references: ["local.user_data"] });
    expect(value([computed], computed.address, "user_data")).toBe("?");
  });
});

describe("a reference to another plan", () => {
  const output = { outputs: { network: { expression: { references: networkReferences } } } };
  const upstream = plan([network], { configuration: output });
  const subnet = {
    address: "openstack_networking_subnet_v2.a",
    values: { network_id: NETWORK_ID },
    expressions: { network_id: { references: ["data.terraform_remote_state.upstream.outputs.network"] } },
  };
  const reading = (path: string) =>
    plan([subnet], {
      configuration: {
        resources: [
          { mode: "managed", type: "openstack_networking_subnet_v2", name: "a", expressions: subnet.expressions },
          {
            mode: "data",
            type: "terraform_remote_state",
            name: "upstream",
            expressions: { config: { constant_value: { path } } },
          },
        ],
      },
    });

  it("is followed by the output's name", () => {
    expect(valueIn({ net: upstream, main: reading("a.tfstate") }, subnet.address, "network_id")).toBe(
      `-> net/${network.address}`,
    );
  });

  it("is followed to the plan that the state's settings name when several have the output", () => {
    const stacks = { north: upstream, south: upstream, main: reading("states/south.tfstate") };
    expect(valueIn(stacks, subnet.address, "network_id")).toBe(`-> south/${network.address}`);
  });

  it("stays what the plan knows when no plan is named by it", () => {
    const stacks = { north: upstream, south: upstream, main: reading("states/elsewhere.tfstate") };
    expect(valueIn(stacks, subnet.address, "network_id")).toBe(NETWORK_ID);
  });
});

describe("a plan", () => {
  it("is reported when it is not complete", () => {
    const { notRead } = new Configuration([{ name: "main", plan: plan([], { others: { complete: false } }) }]);
    expect(notRead).toEqual([
      { stack: "main", address: "the plan", what: "it is not complete, so more may stand than it shows" },
    ]);
  });

  it("is told from everything else, and refused in a form that is not known", () => {
    expect(readPlan({ format_version: "1.0", values: {} })).toBeUndefined();
    expect(() => readPlan({ format_version: "2.0", planned_values: { root_module: {} }, configuration: {} })).toThrow(
      "a plan of a form that is not known: expected format version 1\n",
    );
  });
});

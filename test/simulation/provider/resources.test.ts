import { providerCodeOf } from "../../../src/simulation/planning/provider-code";
import { CATALOG } from "../../../src/simulation/provider/catalog";
import { Identities } from "../../../src/simulation/provider/identities";
import { emptyState, Resources } from "../../../src/simulation/provider/resources";
import { ProviderTypes } from "../../../src/simulation/provider/resource-types";
import { AddressBook } from "../../../src/simulation/values/address-book";
import { decode, encode } from "../../../src/simulation/wire/codec";
import { isObject, textField, type Value, type ValueObject } from "../../../src/simulation/wire/value";
import { providerFacts, type ProviderName } from "../../../src/terraform/provider-schema";

const NO_PRIVATE_DATA = new Uint8Array();

/** One provider of a run of its own. */
class TestProvider {
  readonly calls: Resources;
  private readonly types: ProviderTypes;

  constructor(name: ProviderName, identities = new Identities()) {
    this.types = new ProviderTypes(providerFacts(name), providerCodeOf(name), CATALOG[name].legacy);
    this.calls = new Resources(CATALOG[name], this.types, identities, new AddressBook());
  }

  /** Plans and applies, as Terraform would for a change of the given configuration. */
  change(typeName: string, given: Readonly<Record<string, Value>> | null, before?: Applied): Applied {
    const empty = emptyState(this.types.resource(typeName).shape);
    const config = given && { ...empty, ...given };
    const proposed = config && { ...config, ...(before?.computed ?? {}) };
    const priorState = { msgpack: encode(before?.state ?? null) };
    const planned = this.calls.plan({
      typeName,
      priorState,
      proposedNewState: { msgpack: encode(proposed) },
      config: { msgpack: encode(config) },
      priorPrivate: before?.kept ?? NO_PRIVATE_DATA,
    });
    const applied = this.calls.apply({
      typeName,
      priorState,
      plannedState: planned.plannedState ?? {},
      config: { msgpack: encode(config) },
      plannedPrivate: planned.plannedPrivate ?? NO_PRIVATE_DATA,
    });
    const state = decode(applied.newState?.msgpack ?? NO_PRIVATE_DATA);
    return { state, kept: applied.private ?? NO_PRIVATE_DATA, computed: computedOf(state, config) };
  }
}

interface Applied {
  readonly state: Value;
  readonly kept: Uint8Array;
  readonly computed: ValueObject;
}

/** The values of a state that its configuration leaves out. */
function computedOf(state: Value, config: ValueObject | null): ValueObject {
  const entries = isObject(state) && config ? Object.entries(state) : [];
  return Object.fromEntries(entries.filter(([name]) => (config?.[name] ?? null) === null));
}

function idOf({ state }: Applied): string | undefined {
  return textField(state, "id");
}

describe("a resource", () => {
  it("has the same id in every run, and another one when its configuration is another", () => {
    const [one, again, other] = ["a", "a", "b"].map((name) =>
      new TestProvider("openstack").change("openstack_networking_network_v2", { name }),
    );
    if (!one || !again || !other) throw new Error("nothing was applied");
    expect(one.state).toEqual(again.state);
    expect(idOf(other)).not.toBe(idOf(one));
  });

  it("is told from one with the same configuration, also when another run made that one", () => {
    const first = new TestProvider("openstack");
    const one = first.change("openstack_networking_network_v2", { name: "a" });
    const two = first.change("openstack_networking_network_v2", { name: "a" });
    expect(idOf(two)).not.toBe(idOf(one));
    const next = new TestProvider("openstack");
    next.change("openstack_networking_network_v2", { name: "a" }, one);
    expect(idOf(next.change("openstack_networking_network_v2", { name: "a" }))).toBe(idOf(two));
  });

  it("leaves its place when it is destroyed", () => {
    const provider = new TestProvider("openstack");
    const one = provider.change("openstack_networking_network_v2", { name: "a" });
    expect(provider.change("openstack_networking_network_v2", null, one).state).toBeNull();
    expect(idOf(provider.change("openstack_networking_network_v2", { name: "a" }))).toBe(idOf(one));
  });

  it("keeps its id through an update, with what becomes unknown made from the same seed", () => {
    const provider = new TestProvider("ctyun");
    const one = provider.change("ctyun_eip", { name: "a", bandwidth: 1 });
    const two = provider.change("ctyun_eip", { name: "a", bandwidth: 2 }, one);
    expect(two.state).toEqual({ ...(isObject(one.state) ? one.state : {}), bandwidth: 2 });
  });

  it("is imported with its id alone, and then not replaced for what the import could not know", () => {
    const { calls } = new TestProvider("ctyun");
    const imported = calls.import({ typeName: "ctyun_vpc", id: "vpc-0000000001" }).importedResources?.[0];
    if (!imported) throw new Error("nothing was imported");
    const prior = decode(imported.state.msgpack ?? NO_PRIVATE_DATA);
    expect(prior).toMatchObject({ id: "vpc-0000000001", cidr: null, name: null });
    const config = { ...(isObject(prior) ? prior : {}), id: null, name: "a", cidr: "10.0.0.0/16" };
    const { requiresReplace } = calls.plan({
      typeName: "ctyun_vpc",
      priorState: imported.state,
      proposedNewState: { msgpack: encode({ ...config, id: "vpc-0000000001" }) },
      config: { msgpack: encode(config) },
      priorPrivate: imported.private,
    });
    expect(requiresReplace).toEqual([]);
  });

  it("is read as it is, and its state file passed on without loss", () => {
    const { calls } = new TestProvider("random");
    const state = encode({ id: "1" });
    const kept = Buffer.from("kept");
    expect(calls.read({ typeName: "random_uuid", currentState: { msgpack: state }, private: kept })).toEqual({
      newState: { msgpack: state },
      private: kept,
    });
    const json = Buffer.from('{"max":12345678901234567890}');
    const request = { typeName: "random_integer", version: 0, rawState: { json, flatmap: {} } };
    expect(calls.upgrade(request)).toEqual({ upgradedState: { json } });
  });

  it("is refused when its state is in the form of Terraform 0.11", () => {
    const { calls } = new TestProvider("random");
    const rawState = { json: NO_PRIVATE_DATA, flatmap: { id: "1" } };
    expect(() => calls.upgrade({ typeName: "random_uuid", version: 0, rawState })).toThrow(
      "random_uuid: got a state of schema version 0 in the form of Terraform 0.11; apply it once with Terraform 0.12 or newer",
    );
  });

  it("is refused when its provider has no such type", () => {
    expect(() => new TestProvider("tls").change("tls_nonsense", {})).toThrow(
      'resource type: got "tls_nonsense", which provider registry.terraform.io/hashicorp/tls 4.2.1 does not have; ' +
        "correct the type, or take the facts of a version that has it into facts/providers",
    );
  });
});

describe("write-only arguments", () => {
  const config = { msgpack: encode({ data_wo: { password: "s" } }) };
  const typeName = "kubernetes_secret_v1";

  it("are refused from a program that would store them", () => {
    const { calls } = new TestProvider("kubernetes");
    const old = { writeOnlyAttributesAllowed: false };
    expect(() => calls.validate({ typeName, config, clientCapabilities: old })).toThrow(
      "kubernetes_secret_v1.data_wo: got a value for a write-only argument, which this program would store in its state; " +
        "use Terraform 1.11 or newer, or the argument that is not write-only",
    );
  });

  it("are found at any depth, and allowed from a program that knows them", () => {
    const { calls } = new TestProvider("helm");
    const release = { msgpack: encode({ name: "r", set_wo: [{ name: "a", value: "b" }] }) };
    const ask = (writeOnlyAttributesAllowed: boolean) =>
      calls.validate({ typeName: "helm_release", config: release, clientCapabilities: { writeOnlyAttributesAllowed } });
    expect(() => ask(false)).toThrow("helm_release.set_wo");
    expect(ask(true)).toEqual({});
  });
});

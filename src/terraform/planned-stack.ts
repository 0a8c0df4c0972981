import { valueWithin } from "./evaluate";
import type { JsonRecord } from "./json-record";
import type { PlanFile } from "./plan-file";
import { PlannedModules, type InstanceKey, type ModuleInstance, type ResourceInstance } from "./planned-modules";
import { plannedValue, type PlannedArgument, type PlannedScope } from "./planned-value";
import { providerFacts, providerOf } from "./provider-schema";
import type { NotRead, Resource, Stack, Stacks, Steps } from "./stack";
import { Reference, Unknown, type Value } from "./symbolic-value";

/** A plan, and the name of the stack whose plan it is. */
export interface PlannedStackFile {
  readonly name: string;
  readonly plan: PlanFile;
}

/** Ids that clouds make up; a name that serves as an id may stand anywhere else as well. */
const MADE_UP_ID = /^(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{32}|[a-z]+-[0-9a-z]{8,})$/;

/**
 * A stack as Terraform plans it: the instances of its resources in all of its modules, with the values that are known. What is
 * not known yet is followed by the references in what is written.
 */
export class PlannedStack implements Stack {
  readonly name: string;
  readonly resources: readonly Resource[];
  readonly notRead: readonly NotRead[];
  /** A plan does not tell where its state lies: other plans find it by its outputs. */
  readonly state = undefined;
  readonly ids: ReadonlyMap<string, Resource>;
  private readonly plan: PlanFile;
  private readonly modules: PlannedModules;
  private readonly byAddress: ReadonlyMap<string, ResourceInstance>;
  private readonly unknown: ReadonlyMap<string, unknown>;

  constructor(
    { name, plan }: PlannedStackFile,
    private readonly stacks: Stacks,
  ) {
    this.name = name;
    this.plan = plan;
    this.modules = new PlannedModules(name, plan);
    const { instances } = this.modules;
    this.resources = instances.map(({ resource }) => resource);
    this.byAddress = new Map(instances.map((each) => [each.resource.address, each]));
    this.unknown = new Map(plan.resource_changes.map(({ address, change }) => [address, change.after_unknown]));
    this.ids = new Map(
      instances.flatMap(({ resource, planned: { id } }) =>
        resource.mode === "managed" && typeof id === "string" && MADE_UP_ID.test(id) ? [[id, resource] as const] : [],
      ),
    );
    this.notRead =
      plan.errored || !plan.complete
        ? [{ stack: name, address: "the plan", what: "it is not complete, so more may stand than it shows" }]
        : [];
  }

  valueOf(address: string, argument: string): Value {
    const instance = this.byAddress.get(address);
    return instance && this.argument(instance, argument);
  }

  writtenOf(address: string): JsonRecord {
    const { planned, expressions } = this.byAddress.get(address) ?? {};
    return { ...planned, ...expressions };
  }

  provider(name: string): Value {
    const scope = this.scope(this.modules.root, undefined);
    return Object.values(this.plan.configuration.provider_config)
      .filter((each) => each.name === name)
      .map(({ expressions }) =>
        Object.fromEntries(
          Object.entries(expressions).map(([argument, expression]) => [argument, onlyWritten(expression, scope)]),
        ),
      );
  }

  hasOutput(name: string): boolean {
    return this.modules.root.configured.outputs[name] !== undefined;
  }

  output(name: string, inner: Steps): Value {
    const planned = this.plan.planned_values.outputs[name]?.value;
    return this.outputOf(this.modules.root, name, planned, inner);
  }

  private argument({ resource, key, module, planned, expressions }: ResourceInstance, name: string): Value {
    const { type, address } = resource;
    const unknown = partOf(this.unknown.get(address), name);
    const argument: PlannedArgument = {
      expression: expressions?.[name],
      planned: planned[name],
      unknown,
      isList: unknown === true && takesSeveral(type, name),
    };
    return plannedValue(argument, this.scope(module, key));
  }

  private scope(module: ModuleInstance, key: InstanceKey): PlannedScope {
    const resolveAll = (steps: Steps) => this.resolve(module, key, steps);
    return {
      resolveAll,
      resolve: (steps) => {
        const [only, ...others] = resolveAll(steps);
        return others.length === 0 ? only : undefined;
      },
      withId: (id) => this.stacks.withId(id),
    };
  }

  /** @param key which instance of a resource refers to something */
  private resolve(module: ModuleInstance, key: InstanceKey, steps: Steps): Value[] {
    const [root, first, second, ...rest] = steps;
    switch (root) {
      case "var":
        return [this.variable(module, String(first), steps.slice(2))];
      case "module":
        return this.moduleOutput(module, key, steps.slice(1));
      case "each":
      case "count":
        return first === "key" || first === "index" ? [key] : [];
      case "local":
      case "path":
      case "terraform":
      case "self":
        return [];
      case "data":
        return first === "terraform_remote_state"
          ? [this.remoteOutput(module, String(second), rest)]
          : this.attribute(this.modules.named(module, "data", String(first), String(second)), key, rest);
      default:
        return this.attribute(
          this.modules.named(module, "managed", String(root), String(first)),
          key,
          second === undefined ? [] : [second, ...rest],
        );
    }
  }

  private variable(module: ModuleInstance, name: string, inner: Steps): Value {
    const { call, configured } = module;
    const written = call?.expressions[name];
    if (call && written !== undefined) return valueWithin(onlyWritten(written, this.scope(call.by, module.key)), inner);
    const given = call ? undefined : this.plan.variables[name]?.value;
    const constant = given ?? configured.variables[name]?.default;
    return valueWithin(onlyWritten({ constant_value: constant }, this.scope(module, undefined)), inner);
  }

  private moduleOutput(by: ModuleInstance, key: InstanceKey, [name, ...steps]: Steps): Value[] {
    const called = this.modules.called(by, String(name));
    const { chosen, rest } = chosenBy(called, key, steps);
    const [output, ...inner] = rest;
    return chosen.map((module) => this.outputOf(module, String(output), undefined, inner));
  }

  private outputOf(module: ModuleInstance, name: string, planned: unknown, inner: Steps): Value {
    const expression = module.configured.outputs[name]?.expression;
    const unknown = planned === undefined;
    const isList = typeof inner[0] === "number";
    const value = plannedValue({ expression, planned, unknown, isList }, this.scope(module, module.key));
    return valueWithin(value, inner);
  }

  /** What an argument of a resource yields, or a reference where its provider decides. */
  private attribute(instances: readonly ResourceInstance[], key: InstanceKey, steps: Steps): Value[] {
    const { chosen, rest } = chosenBy(instances, key, steps);
    return chosen.map((instance) => {
      const { resource, planned, expressions } = instance;
      const [name, ...inner] = rest;
      if (name === undefined) return new Reference(resource, rest);
      const isWritten = expressions?.[name] !== undefined;
      const isRead = resource.mode === "data" && planned[name] !== undefined;
      const value = isWritten
        ? this.argument(instance, String(name))
        : isRead
          ? onlyKnown(planned[name], this.scope(instance.module, key))
          : undefined;
      return valueWithin(value, inner) ?? new Reference(resource, rest);
    });
  }

  /** What another stack gives out: by the plan that has the output, or as it was read when this plan was made. */
  private remoteOutput(module: ModuleInstance, name: string, [outputs, output, ...inner]: Steps): Value {
    const [state] = this.modules.named(module, "data", "terraform_remote_state", name);
    if (outputs !== "outputs" || output === undefined) return undefined;
    const written = module.configured.resources.find(
      (each) => each.type === "terraform_remote_state" && each.name === name,
    );
    const settings = decodeURIComponent(
      JSON.stringify(written?.expressions ?? {}).replace(/%(?![0-9a-f]{2})/gi, "%25"),
    );
    const others = this.stacks.withOutput(String(output)).filter((stack) => stack.name !== this.name);
    const named = others
      .filter((stack) => settings.includes(stack.name))
      .sort((left, right) => right.name.length - left.name.length);
    const stack = named[0] ?? (others.length === 1 ? others[0] : undefined);
    const value = stack?.output(String(output), inner);
    if (value !== undefined && !(value instanceof Unknown)) return value;
    const read = partOf(state?.planned.outputs, String(output));
    return read === undefined ? value : valueWithin(onlyKnown(read, this.scope(module, undefined)), inner);
  }
}

/** The instances that steps choose, and the steps that are left. One that is repeated chooses its own counterpart. */
function chosenBy<Instance extends { readonly key: InstanceKey }>(
  instances: readonly Instance[],
  key: InstanceKey,
  steps: Steps,
): { readonly chosen: readonly Instance[]; readonly rest: Steps } {
  const [first, ...others] = steps;
  const named = instances.filter((each) => each.key !== undefined && each.key === first);
  if (named.length > 0) return { chosen: named, rest: others };
  const counterpart = instances.filter((each) => each.key !== undefined && each.key === key);
  return { chosen: counterpart.length > 0 ? counterpart : instances, rest: steps };
}

/** The value of an expression of which no plan tells what it is. */
function onlyWritten(expression: unknown, scope: PlannedScope): Value {
  return plannedValue({ expression, planned: undefined, unknown: true, isList: false }, scope);
}

/** A value that was read. */
function onlyKnown(value: unknown, scope: PlannedScope): Value {
  return plannedValue({ expression: {}, planned: value, unknown: false, isList: false }, scope);
}

function partOf(value: unknown, name: string): unknown {
  if (value === true) return true;
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

function takesSeveral(type: string, argument: string): boolean {
  const provider = providerOf(type);
  const schema =
    provider && providerFacts(provider).provider_schema.resource_schemas[type]?.block.attributes?.[argument];
  return Array.isArray(schema?.type) && (schema.type[0] === "list" || schema.type[0] === "set");
}

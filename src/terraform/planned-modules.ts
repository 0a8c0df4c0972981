import type {
  ConfiguredModule,
  ConfiguredResource,
  ModuleCall,
  PlanFile,
  PlannedModule,
  PlannedResource,
} from "./plan-file";
import type { Resource } from "./stack";

/** Which instance of a module or a resource, by `count` or `for_each`. */
export type InstanceKey = string | number | undefined;

/** An instance of a module: the root has no call. */
export interface ModuleInstance {
  readonly address: string;
  readonly key: InstanceKey;
  readonly configured: ConfiguredModule;
  readonly call: { readonly by: ModuleInstance; readonly expressions: ModuleCall["expressions"] } | undefined;
}

/** An instance of a resource in a plan. */
export interface ResourceInstance {
  readonly resource: Resource;
  readonly key: InstanceKey;
  readonly module: ModuleInstance;
  readonly planned: PlannedResource["values"];
  /** Undefined for what stands and is no longer written. */
  readonly expressions: ConfiguredResource["expressions"] | undefined;
}

const LAST_MODULE = /module\.([\w-]+)(?:\[(?:"((?:[^"\\]|\\.)*)"|(\d+))\])?$/;

/** The instances of modules and resources in a plan, and what they are written as. */
export class PlannedModules {
  readonly root: ModuleInstance;
  readonly instances: readonly ResourceInstance[];
  private readonly byName = new Map<string, ResourceInstance[]>();
  private readonly modules = new Map<string, ModuleInstance[]>();

  constructor(stack: string, plan: PlanFile) {
    const { root_module: configured } = plan.configuration;
    this.root = { address: "", key: undefined, configured, call: undefined };
    const dataRead = plan.prior_state?.values?.root_module;
    this.instances = [
      ...this.instancesIn(stack, this.root, plan.planned_values.root_module, () => true),
      ...(dataRead ? this.instancesIn(stack, this.root, dataRead, ({ mode }) => mode === "data") : []),
    ];
    for (const instance of [...this.instances].sort(byIndex)) {
      const { mode, type, name } = instance.resource;
      const key = nameOf(instance.module, mode, type, name);
      const others = this.byName.get(key);
      if (others) others.push(instance);
      else this.byName.set(key, [instance]);
    }
  }

  /** The instances of a resource in an instance of a module. */
  named(module: ModuleInstance, mode: Resource["mode"], type: string, name: string): readonly ResourceInstance[] {
    return this.byName.get(nameOf(module, mode, type, name)) ?? [];
  }

  /** The instances of a module that another one calls; of one without resources that is not repeated, the one that it has. */
  called(by: ModuleInstance, name: string): readonly ModuleInstance[] {
    const known = this.modules.get(`${by.address}|${name}`);
    if (known) return known;
    const single = calledModule(by, name, undefined, `${by.address === "" ? "" : `${by.address}.`}module.${name}`);
    return single ? [single] : [];
  }

  private instancesIn(
    stack: string,
    module: ModuleInstance,
    planned: PlannedModule,
    includes: (resource: PlannedResource) => boolean,
  ): ResourceInstance[] {
    const written = new Map(
      module.configured.resources.map((each) => [`${each.mode}.${each.type}.${each.name}`, each]),
    );
    const own = planned.resources.filter(includes).map(({ address, mode, type, name, index, values }) => ({
      resource: { stack, address, type, name, mode: mode === "data" ? ("data" as const) : ("managed" as const) },
      key: index,
      module,
      planned: values,
      expressions: written.get(`${mode}.${type}.${name}`)?.expressions,
    }));
    const inner = planned.child_modules.flatMap((child) => {
      const instance = this.moduleAt(module, child.address);
      return instance ? this.instancesIn(stack, instance, child, includes) : [];
    });
    return [...own, ...inner];
  }

  private moduleAt(by: ModuleInstance, address: string): ModuleInstance | undefined {
    const [, name = "", text, index] = LAST_MODULE.exec(address) ?? [];
    const calls = `${by.address}|${name}`;
    const instances = this.modules.get(calls) ?? [];
    const known = instances.find((each) => each.address === address);
    if (known) return known;
    const made = calledModule(by, name, index === undefined ? text : Number(index), address);
    if (made) this.modules.set(calls, [...instances, made]);
    return made;
  }
}

/** Undefined for a module that stands and is no longer written: its resources are about to be destroyed. */
function calledModule(by: ModuleInstance, name: string, key: InstanceKey, address: string): ModuleInstance | undefined {
  const call = by.configured.module_calls[name];
  return call && { address, key, configured: call.module, call: { by, expressions: call.expressions } };
}

/** Plans sort by text, where 10 comes before 2. */
function byIndex({ key: left }: ResourceInstance, { key: right }: ResourceInstance): number {
  return typeof left === "number" && typeof right === "number" ? left - right : 0;
}

function nameOf(module: ModuleInstance, mode: Resource["mode"], type: string, name: string): string {
  return `${module.address}|${mode}|${type}|${name}`;
}

import { analyseIsolation, type Isolation } from "../../../../src/analysis/isolation/isolation";
import type { Intent } from "../../../../src/analysis/isolation/judgement/intent";
import type { Violation } from "../../../../src/analysis/isolation/judgement/violation";
import type { StackFile } from "../../../../src/terraform/configuration";
import { isRecord } from "../../../../src/terraform/json-record";

export type Values = Record<string, unknown>;

/** What was synthesized of an environment, into which a test puts faults. */
export class Seeded {
  constructor(
    private readonly files: readonly StackFile[],
    private readonly intent: Intent,
  ) {}

  analyse(): Isolation {
    return analyseIsolation(this.files, this.intent);
  }

  /** The same with other arguments of a resource; `undefined` takes an argument away. */
  changed(stack: string, address: string, change: Values | ((values: Values) => Values)): Seeded {
    const [type = "", name = ""] = address.split(/\.(.*)/s);
    return this.edited(stack, type, (resources) => {
      const values = resources[name];
      if (!isRecord(values)) throw new Error(`${stack} has no ${address}`);
      const changes = typeof change === "function" ? change(values) : change;
      return { ...resources, [name]: withoutAbsent({ ...values, ...changes }) };
    });
  }

  added(stack: string, address: string, values: Values): Seeded {
    const [type = "", name = ""] = address.split(/\.(.*)/s);
    return this.edited(stack, type, (resources) => ({ ...resources, [name]: values }));
  }

  removed(stack: string, address: string): Seeded {
    const [type = "", name = ""] = address.split(/\.(.*)/s);
    return this.edited(stack, type, (resources) => {
      if (!(name in resources)) throw new Error(`${stack} has no ${address}`);
      return Object.fromEntries(Object.entries(resources).filter(([each]) => each !== name));
    });
  }

  private edited(stack: string, type: string, edit: (resources: Values) => Values): Seeded {
    const files = this.files.map((file) => {
      if (file.name !== stack) return file;
      const resources = isRecord(file.terraform.resource) ? file.terraform.resource : {};
      const ofType = resources[type];
      const edited = { ...resources, [type]: edit(isRecord(ofType) ? ofType : {}) };
      return { name: stack, terraform: { ...file.terraform, resource: edited } };
    });
    return new Seeded(files, this.intent);
  }
}

/** A violation in a line: `undeclared: chutian medical/worker -> internet tcp/443`. */
export function line({ kind, from, to, services }: Violation): string {
  return `${kind}: ${from} -> ${to} ${services.toString()}`;
}

/** Whether a resource is one of the hops that a violation shows. */
export function shows({ witness }: Violation, address: string | undefined): boolean {
  return address === undefined || witness.some((hop) => hop.address === address);
}

function withoutAbsent(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

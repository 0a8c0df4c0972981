import type { JsonRecord } from "../../src/terraform/json-record";

/** Resources as Terraform's JSON keeps them: by type, then by name. */
export class Resources {
  private readonly byType = new Map<string, Map<string, JsonRecord>>();

  add(type: string, name: string, written: JsonRecord): void {
    const named = this.byType.get(type) ?? new Map<string, JsonRecord>();
    named.set(name, written);
    this.byType.set(type, named);
  }

  written(): JsonRecord {
    return {
      resource: Object.fromEntries([...this.byType].map(([type, named]) => [type, Object.fromEntries(named)])),
    };
  }
}

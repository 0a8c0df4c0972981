import type { ProviderFacts } from "../../terraform/provider-schema";
import type { ProviderCode } from "../planning/provider-code";
import { planRules, type PlanRules } from "../planning/rules";
import { compileBlock } from "../schema/compile";
import type { ObjectShape } from "../schema/shape";

/** A resource type, ready to plan. */
export interface ResourceType {
  readonly shape: ObjectShape;
  readonly rules: PlanRules;
}

/** The resource types and data sources of one provider, each compiled when it is first used. */
export class ProviderTypes {
  private readonly resources = new Map<string, ResourceType>();
  private readonly dataSources = new Map<string, ObjectShape>();

  /** @param code undefined when nothing is known of the provider's code */
  constructor(
    private readonly facts: ProviderFacts,
    private readonly code: ProviderCode | undefined,
    private readonly legacy: boolean,
  ) {}

  /** @throws when the provider has no such resource type */
  resource(type: string): ResourceType {
    const known = this.resources.get(type);
    if (known) return known;
    const schema = this.facts.provider_schema.resource_schemas[type];
    if (!schema) throw this.unknown("resource type", type);
    const shape = compileBlock(schema.block);
    const { facts, code, legacy } = this;
    const compiled = { shape, rules: planRules({ facts, code, type, shape, legacy }) };
    this.resources.set(type, compiled);
    return compiled;
  }

  /** @throws when the provider has no such data source */
  dataSource(type: string): ObjectShape {
    const known = this.dataSources.get(type);
    if (known) return known;
    const schema = this.facts.provider_schema.data_source_schemas?.[type];
    if (!schema) throw this.unknown("data source", type);
    const shape = compileBlock(schema.block);
    this.dataSources.set(type, shape);
    return shape;
  }

  private unknown(kind: string, type: string): Error {
    const { provider, version } = this.facts;
    return new Error(
      `${kind}: got ${JSON.stringify(type)}, which provider ${provider} ${version} does not have; ` +
        `correct the type, or take the facts of a version that has it into facts/providers`,
    );
  }
}

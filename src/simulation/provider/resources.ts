import { planChange } from "../planning/plan";
import type { Request, Response } from "../protocol/messages";
import type { FieldShape, ObjectShape } from "../schema/shape";
import type { AddressBook } from "../values/address-book";
import { fillComputed } from "../values/fill";
import { asLegacyState } from "../values/legacy-state";
import { decode, encode } from "../wire/codec";
import { isArray, isObject, type Value, type ValueObject } from "../wire/value";
import type { SimulatedProvider } from "./catalog";
import { seedOf, type Identities } from "./identities";
import { observe } from "./observe";
import { readPrivateData, writePrivateData } from "./private-data";
import type { ProviderTypes } from "./resource-types";

/** Answers the calls on one provider's resources. */
export class Resources {
  constructor(
    private readonly provider: SimulatedProvider,
    private readonly types: ProviderTypes,
    private readonly identities: Identities,
    private readonly addresses: AddressBook,
  ) {}

  validate({
    typeName,
    config,
    clientCapabilities,
  }: Request<"ValidateResourceConfig">): Response<"ValidateResourceConfig"> {
    const { shape } = this.types.resource(typeName);
    if (clientCapabilities?.writeOnlyAttributesAllowed === true) return {};
    const given = firstWriteOnly(shape, decode(bytesOf(config.msgpack)));
    if (given === undefined) return {};
    throw new Error(
      `${typeName}.${given}: got a value for a write-only argument, which this program would store in its state; ` +
        "use Terraform 1.11 or newer, or the argument that is not write-only",
    );
  }

  /** The state file's JSON is passed on as it is: nothing that a number or a text holds is lost on the way. */
  upgrade({ typeName, version, rawState }: Request<"UpgradeResourceState">): Response<"UpgradeResourceState"> {
    this.types.resource(typeName);
    if (rawState.json.length > 0) return { upgradedState: { json: rawState.json } };
    throw new Error(
      `${typeName}: got a state of schema version ${version} in the form of Terraform 0.11; apply it once with Terraform 0.12 or newer`,
    );
  }

  /** What was applied is what there is: the simulated cloud changes nothing by itself. */
  read({ typeName, currentState, private: kept }: Request<"ReadResource">): Response<"ReadResource"> {
    this.types.resource(typeName);
    return { newState: { msgpack: bytesOf(currentState.msgpack) }, private: kept };
  }

  plan(request: Request<"PlanResourceChange">): Response<"PlanResourceChange"> {
    const { typeName, proposedNewState, config, priorPrivate } = request;
    const { shape, rules } = this.types.resource(typeName);
    const priorBytes = bytesOf(request.priorState.msgpack);
    const prior = decode(priorBytes);
    const kept = prior === null ? undefined : readPrivateData(priorPrivate, priorBytes);
    if (kept) this.identities.note(kept.identity);
    observe(typeName, prior, this.addresses);
    const { planned, requiresReplace } = planChange({
      shape,
      rules,
      prior,
      proposed: decode(bytesOf(proposedNewState.msgpack)),
      config: decode(bytesOf(config.msgpack)),
      imported: kept?.imported ?? false,
    });
    return {
      plannedState: { msgpack: encode(planned) },
      requiresReplace,
      plannedPrivate: priorPrivate,
      legacyTypeSystem: rules.legacy,
    };
  }

  apply(request: Request<"ApplyResourceChange">): Response<"ApplyResourceChange"> {
    const { typeName, plannedState, config, plannedPrivate } = request;
    const { shape, rules } = this.types.resource(typeName);
    const priorBytes = bytesOf(request.priorState.msgpack);
    const exists = decode(priorBytes) !== null;
    const planned = decode(bytesOf(plannedState.msgpack));
    if (!isObject(planned)) {
      if (exists) this.identities.release(readPrivateData(plannedPrivate, priorBytes).identity);
      return { newState: { msgpack: encode(null) }, legacyTypeSystem: rules.legacy };
    }
    const identity = exists
      ? readPrivateData(plannedPrivate, priorBytes).identity
      : this.identities.create(typeName, bytesOf(config.msgpack));
    const context = { type: typeName, seed: seedOf(identity), planned, addresses: this.addresses };
    const filled = fillComputed(shape, this.provider.values, context);
    const state = rules.legacy ? asLegacyState(shape, filled) : filled;
    observe(typeName, state, this.addresses);
    return {
      newState: { msgpack: encode(state) },
      private: writePrivateData({ identity, imported: false }),
      legacyTypeSystem: rules.legacy,
    };
  }

  /** An imported resource has its id and nothing else: the simulated cloud cannot know the rest. */
  import({ typeName, id }: Request<"ImportResourceState">): Response<"ImportResourceState"> {
    const { shape } = this.types.resource(typeName);
    const state: ValueObject = { ...emptyState(shape), id };
    const bytes = encode(state);
    const { identity } = readPrivateData(new Uint8Array(), bytes);
    return {
      importedResources: [
        { typeName, state: { msgpack: bytes }, private: writePrivateData({ identity, imported: true }) },
      ],
    };
  }
}

/** An object in which no attribute is set. Of blocks there are none, which is not the same as null. */
export function emptyState(shape: ObjectShape): ValueObject {
  return Object.fromEntries(shape.fields.map((field) => [field.name, emptyField(field)]));
}

function emptyField({ block, shape }: FieldShape): Value {
  if (!block) return null;
  return shape.kind === "list" || shape.kind === "set" ? [] : shape.kind === "map" ? {} : null;
}

/** The path of a write-only argument that has a value. */
function firstWriteOnly(shape: ObjectShape, config: Value): string | undefined {
  if (!isObject(config)) return undefined;
  for (const field of shape.fields) {
    const value = config[field.name] ?? null;
    if (value === null) continue;
    if (field.writeOnly) return field.path;
    if (!field.deep) continue;
    const inner =
      field.shape.kind === "object" ? field.shape : "element" in field.shape ? field.shape.element : undefined;
    if (inner?.kind !== "object") continue;
    const elements = isArray(value)
      ? value
      : field.shape.kind === "map" && isObject(value)
        ? Object.values(value)
        : [value];
    for (const element of elements) {
      const found = firstWriteOnly(inner, element);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** The bytes of a value that the protocol requires. */
function bytesOf(bytes: Uint8Array | undefined): Uint8Array {
  if (bytes === undefined || bytes.length === 0)
    throw new Error("got a call without a value, expected one in MessagePack");
  return bytes;
}

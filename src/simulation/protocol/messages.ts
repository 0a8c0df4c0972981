/** A value of Terraform's: MessagePack, or JSON when it is read from a state file. */
export interface DynamicValue {
  readonly msgpack?: Uint8Array;
  readonly json?: Uint8Array;
}

/** What Terraform shows as an error. */
export interface Diagnostic {
  readonly severity: typeof ERROR;
  readonly summary: string;
  readonly detail: string;
}

/** The severity of a diagnostic that fails the operation. */
export const ERROR = 1;

/** One step into a value: exactly one of the three is given. */
export type PathStep =
  { readonly attributeName: string } | { readonly elementKeyString: string } | { readonly elementKeyInt: number };

export interface AttributePath {
  readonly steps: readonly PathStep[];
}

interface Answer {
  readonly diagnostics?: readonly Diagnostic[];
}

/** The calls that concern one type of resource or data source, with what each takes and answers. */
export interface TypeCalls {
  ValidateResourceConfig: [
    request: {
      readonly typeName: string;
      readonly config: DynamicValue;
      readonly clientCapabilities: { readonly writeOnlyAttributesAllowed: boolean } | null;
    },
    response: Answer,
  ];
  ValidateDataResourceConfig: [request: { readonly typeName: string; readonly config: DynamicValue }, response: Answer];
  UpgradeResourceState: [
    request: { readonly typeName: string; readonly version: number; readonly rawState: RawState },
    response: Answer & { readonly upgradedState?: DynamicValue },
  ];
  ReadResource: [
    request: { readonly typeName: string; readonly currentState: DynamicValue; readonly private: Uint8Array },
    response: Answer & { readonly newState?: DynamicValue; readonly private?: Uint8Array },
  ];
  PlanResourceChange: [
    request: {
      readonly typeName: string;
      readonly priorState: DynamicValue;
      readonly proposedNewState: DynamicValue;
      readonly config: DynamicValue;
      readonly priorPrivate: Uint8Array;
    },
    response: Answer & {
      readonly plannedState?: DynamicValue;
      readonly requiresReplace?: readonly AttributePath[];
      readonly plannedPrivate?: Uint8Array;
      readonly legacyTypeSystem?: boolean;
    },
  ];
  ApplyResourceChange: [
    request: {
      readonly typeName: string;
      readonly priorState: DynamicValue;
      readonly plannedState: DynamicValue;
      readonly config: DynamicValue;
      readonly plannedPrivate: Uint8Array;
    },
    response: Answer & {
      readonly newState?: DynamicValue;
      readonly private?: Uint8Array;
      readonly legacyTypeSystem?: boolean;
    },
  ];
  ImportResourceState: [
    request: { readonly typeName: string; readonly id: string },
    response: Answer & {
      readonly importedResources?: readonly {
        readonly typeName: string;
        readonly state: DynamicValue;
        readonly private: Uint8Array;
      }[];
    },
  ];
  ReadDataSource: [
    request: { readonly typeName: string; readonly config: DynamicValue },
    response: Answer & { readonly state?: DynamicValue },
  ];
}

/** A state as a state file holds it. `flatmap` is the form of Terraform 0.11 and older. */
export interface RawState {
  readonly json: Uint8Array;
  readonly flatmap: Readonly<Record<string, string>>;
}

export type Request<Call extends keyof TypeCalls> = TypeCalls[Call][0];
export type Response<Call extends keyof TypeCalls> = TypeCalls[Call][1];

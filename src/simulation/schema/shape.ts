/** The form of a value, compiled from a provider's schema: blocks and attributes alike. */
export type Shape = PrimitiveShape | DynamicShape | CollectionShape | TupleShape | ObjectShape;

export interface PrimitiveShape {
  readonly kind: "string" | "number" | "bool";
}

export interface DynamicShape {
  readonly kind: "dynamic";
}

export interface CollectionShape {
  readonly kind: "list" | "set" | "map";
  readonly element: Shape;
}

export interface TupleShape {
  readonly kind: "tuple";
  readonly elements: readonly Shape[];
}

export interface ObjectShape {
  readonly kind: "object";
  readonly fields: readonly FieldShape[];
}

/** An attribute or a nested block. */
export interface FieldShape {
  readonly name: string;
  /** The names from the resource down to here: `metadata.name`. List, set and map levels are left out. */
  readonly path: string;
  readonly shape: Shape;
  readonly block: boolean;
  readonly optional: boolean;
  readonly computed: boolean;
  readonly writeOnly: boolean;
  /** Whether something inside, seen apart from this field itself, is computed or write-only. */
  readonly deep: boolean;
}

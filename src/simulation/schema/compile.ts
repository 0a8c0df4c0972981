import type {
  NestingMode,
  SchemaAttribute,
  SchemaBlock,
  SchemaBlockType,
  SchemaType,
} from "../../terraform/provider-schema";
import type { FieldShape, ObjectShape, Shape } from "./shape";

/** The shape of a resource, a data source or a provider's configuration. */
export function compileBlock(block: SchemaBlock, path = ""): ObjectShape {
  const attributes = Object.entries(block.attributes ?? {}).map(([name, attribute]) =>
    compileAttribute(name, attribute, path),
  );
  const blocks = Object.entries(block.block_types ?? {}).map(([name, type]) => compileNestedBlock(name, type, path));
  return { kind: "object", fields: [...attributes, ...blocks] };
}

function compileAttribute(name: string, attribute: SchemaAttribute, parent: string): FieldShape {
  const path = join(parent, name);
  const shape = attribute.nested_type
    ? nest(compileBlock({ attributes: attribute.nested_type.attributes }, path), attribute.nested_type.nesting_mode)
    : compileType(attribute.type ?? "dynamic", path);
  return {
    name,
    path,
    shape,
    block: false,
    optional: attribute.optional === true,
    computed: attribute.computed === true,
    writeOnly: attribute.write_only === true,
    deep: isDeep(shape),
  };
}

function compileNestedBlock(name: string, type: SchemaBlockType, parent: string): FieldShape {
  const path = join(parent, name);
  const shape = nest(compileBlock(type.block, path), type.nesting_mode);
  return { name, path, shape, block: true, optional: true, computed: false, writeOnly: false, deep: isDeep(shape) };
}

function nest(element: ObjectShape, mode: NestingMode): Shape {
  return mode === "single" || mode === "group" ? element : { kind: mode, element };
}

/** The fields of an object type are no attributes of their own: Terraform settles such a value as a whole. */
function compileType(type: SchemaType, path: string): Shape {
  if (typeof type === "string") return { kind: type };
  switch (type[0]) {
    case "list":
    case "set":
    case "map":
      return { kind: type[0], element: compileType(type[1], path) };
    case "tuple":
      return { kind: "tuple", elements: type[1].map((element) => compileType(element, path)) };
    case "object":
      return {
        kind: "object",
        fields: Object.entries(type[1]).map(([name, inner]) => ({
          name,
          path: join(path, name),
          shape: compileType(inner, join(path, name)),
          block: false,
          optional: false,
          computed: false,
          writeOnly: false,
          deep: false,
        })),
      };
  }
}

function isDeep(shape: Shape): boolean {
  switch (shape.kind) {
    case "object":
      return shape.fields.some(({ computed, writeOnly, deep }) => computed || writeOnly || deep);
    case "list":
    case "set":
    case "map":
      return isDeep(shape.element);
    default:
      return false;
  }
}

function join(parent: string, name: string): string {
  return parent === "" ? name : `${parent}.${name}`;
}

import { Fn, Token } from "cdktf";
import { terraformLiteral } from "../services/terraform-literal";

/** A value of a chart. A string may be, or hold, a Terraform reference. */
export type ChartValue = string | number | boolean | readonly ChartValue[] | ChartValues;
export interface ChartValues {
  readonly [key: string]: ChartValue;
}

export function isMap(value: ChartValue): value is ChartValues {
  return typeof value === "object" && !Array.isArray(value);
}

/**
 * Values as JSON, which is YAML too, with sorted keys, one a line: a plan then shows the line that changes. Text is written
 * so that Terraform does not read `${` in it; a Terraform reference is encoded at apply, when its content is known.
 */
export function renderValues(value: ChartValue, indentation = ""): string {
  const inner = `${indentation}  `;
  const lines = (opening: string, items: readonly string[], closing: string) =>
    items.length === 0
      ? opening + closing
      : `${opening}\n${items.map((item) => inner + item).join(",\n")}\n${indentation}${closing}`;

  if (Token.isUnresolved(value)) return Token.asString(Fn.jsonencode(value));
  if (isList(value)) {
    return lines(
      "[",
      value.map((item) => renderValues(item, inner)),
      "]",
    );
  }
  if (isMap(value)) {
    const keys = Object.keys(value).sort();
    return lines(
      "{",
      keys.map((key) => `${literal(key)}: ${renderValues(value[key] ?? "", inner)}`),
      "}",
    );
  }
  return literal(value);
}

function isList(value: ChartValue): value is readonly ChartValue[] {
  return Array.isArray(value);
}

function literal(value: string | number | boolean): string {
  return terraformLiteral(JSON.stringify(value));
}

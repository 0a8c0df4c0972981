import { TerraformLocal, TerraformStack, TerraformVariable, Testing } from "cdktf";

/** Values that hold references to variables, as they stand in the synthesized file. */
export function resolved(value: (variable: (name: string) => string) => unknown): unknown {
  const stack = new TerraformStack(Testing.app(), "test");
  const variable = (name: string) => new TerraformVariable(stack, name, { sensitive: true }).stringValue;
  new TerraformLocal(stack, "value", value(variable));
  const { locals } = JSON.parse(Testing.synth(stack)) as { locals: { value: unknown } };
  return locals.value;
}

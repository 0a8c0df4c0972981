import { DataResource, Testing, TerraformStack } from "cdktf";
import { renderValues } from "../../../src/constructs/kubernetes/chart-values";
import { resourcesOf } from "../services/synthesized";

describe("the text of a chart's values", () => {
  it("has one key a line, sorted, so that a plan shows the line that changes", () => {
    expect(renderValues({ b: 1, a: { d: [true, "x"], c: {} }, e: [] })).toBe(
      [
        "{",
        '  "a": {',
        '    "c": {},',
        '    "d": [',
        "      true,",
        '      "x"',
        "    ]",
        "  },",
        '  "b": 1,',
        '  "e": []',
        "}",
      ].join("\n"),
    );
  });

  it("keeps Terraform from reading templates in it", () => {
    expect(renderValues("${HOME} %{ if } {{ .Values }}")).toBe('"$${HOME} %%{ if } {{ .Values }}"');
  });

  it("lets Terraform encode a reference, whatever it will hold", () => {
    const stack = new TerraformStack(Testing.app(), "test");
    const secret = new DataResource(stack, "secret", {});
    new DataResource(stack, "user", { input: { text: renderValues({ key: secret.id, pair: `a:${secret.id}` }) } });
    expect(resourcesOf(stack, "terraform_data")).toContainEqual({
      address: "terraform_data.user",
      block: {
        input: {
          text: '{\n  "key": ${jsonencode(terraform_data.secret.id)},\n  "pair": ${jsonencode("a:${terraform_data.secret.id}")}\n}',
        },
      },
    });
  });
});

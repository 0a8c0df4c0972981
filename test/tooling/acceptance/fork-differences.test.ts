import { forkDifferences } from "../../acceptance/terraform/support/fork-differences";

const PATH = "stacks/dev-vpn/cdk.tf.json";

/** Compares what cdktf 0.21.0 and a fork's 0.24.0 have written into one file. */
function compare(text: string, forkText: string, path = PATH): string[] {
  return forkDifferences([new Map([[path, text]]), "0.21.0"], [new Map([[path, forkText]]), "0.24.0"]);
}

describe("what cdktf and a fork have written", () => {
  it("may differ in the version and in line breaks inside of empty values", () => {
    const text = '{\n  "version": "0.21.0",\n  "env": [\n  ],\n  "outputs": {\n  }\n}';
    expect(compare(text, '{\n  "version": "0.24.0",\n  "env": [],\n  "outputs": {}\n}')).toEqual([]);
  });

  it("differs when a value does", () => {
    const text = '{\n  "version": "0.21.0",\n  "name": "one"\n}';
    expect(compare(text, '{\n  "version": "0.24.0",\n  "name": "two"\n}')).toEqual([
      `${PATH}:   "name": "one" became   "name": "two"`,
    ]);
  });

  it("differs when one has more, in a file or beside it", () => {
    const text = '{"version": "0.21.0"}';
    expect(compare(text, '{"version": "0.24.0"}\n')).toEqual([`${PATH}: nothing became `]);
    expect(forkDifferences([new Map(), "0.21.0"], [new Map([["more.json", "{}"]]), "0.24.0"])).toEqual([
      "more.json: no file became {}",
    ]);
  });

  it("differs in this project's own files when a space does", () => {
    expect(compare("[\n]", "[]", "dev.provenance.json")).toEqual(["dev.provenance.json: [ became []"]);
  });

  it("is not judged when a file does not say that its version wrote it", () => {
    expect(() => compare('{"version": "0.21.0"}', '{"version": "0.21.0"}')).toThrow(
      `${PATH} was not written by version 0.24.0, or names it more than once`,
    );
  });
});

import { MAXIMUM_FILE_BYTES } from "../../../src/environment/yaml";
import { bytesOf, readDocument, yamlFaults } from "./support/read";

describe("a YAML file", () => {
  it("becomes plain values", () => {
    expect(readDocument("a: 1\nb: [x, true, null]\nc: { d: 1.5 }\n").value).toEqual({
      a: 1,
      b: ["x", true, null],
      c: { d: 1.5 },
    });
  });

  it("is YAML 1.2: yes, no and on are texts", () => {
    expect(readDocument("a: yes\nb: no\nc: on\nd: 010\n").value).toEqual({ a: "yes", b: "no", c: "on", d: 10 });
  });

  it("may begin with a byte order mark, and columns do not count it", () => {
    expect(readDocument("\uFEFFa: 1\n").placeOf(["a"])).toEqual({ file: "f.yaml", line: 1, column: 4 });
  });

  it("may begin with ---", () => {
    expect(readDocument("---\na: 1\n").value).toEqual({ a: 1 });
  });

  it("may use an anchor, whose value is copied", () => {
    expect(readDocument("a: &limits { cpu: 1 }\nb: *limits\n").value).toEqual({ a: { cpu: 1 }, b: { cpu: 1 } });
  });
});

describe("a fault of YAML", () => {
  it.each<[string, string, string[]]>([
    ["an empty file", "", ["f.yaml:1:1  got an empty file, expected a mapping"]],
    ["a file of comments", "# nothing\n", ["f.yaml:1:1  got an empty file, expected a mapping"]],
    ["a list at the top", "- a\n", ["f.yaml:1:1  got a list at the top, expected a mapping"]],
    ["a text at the top", "dev\n", ["f.yaml:1:1  got a single value at the top, expected a mapping"]],
    ["a tab", "a:\n\tb: 1\n", ["f.yaml:2:1  got a tab, expected spaces: YAML is not indented by tabs"]],
    [
      "a duplicate key",
      "a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n",
      ["f.yaml:5:3  b.c: got this key a second time, expected it once: it stands in line 3 too"],
    ],
    [
      "a second document",
      "a: 1\n---\nb: 2\n",
      [
        "f.yaml:2:1  got a second document, expected one in a file: remove the line --- or move what follows to a file of its own",
      ],
    ],
    [
      "a merge key",
      "a: &a { b: 1 }\nc:\n  <<: *a\n",
      ["f.yaml:3:3  c: got the merge key <<, expected the keys themselves: YAML 1.2 has no merge keys"],
    ],
    [
      "an alias without an anchor",
      "a: *b\n",
      ["f.yaml:1:4  a: got *b, expected an alias of an anchor that stands before it"],
    ],
    [
      "an alias inside its own anchor",
      "a: &a [*a]\n",
      ["f.yaml:1:8  a[0]: got *a inside its own anchor, expected an alias of a value that is complete"],
    ],
    [
      "an unknown tag",
      "a: !secret x\n",
      ["f.yaml:1:4  got a tag or a value that does not fit its tag, expected none: tags are not used here"],
    ],
    [
      "a tag of YAML 1.1",
      "a: !!binary eA==\n",
      ["f.yaml:1:4  got a tag or a value that does not fit its tag, expected none: tags are not used here"],
    ],
    ["a version", "%YAML 1.1\n---\na: 1\n", ["f.yaml:1:1  got YAML 1.1, expected YAML 1.2: remove the line %YAML 1.1"]],
    ["a mapping as key", "? [a]\n: 1\n", ["f.yaml:1:3  got a key that is no text, expected a text"]],
    ["a key of JavaScript's", "__proto__: 1\n", ["f.yaml:1:1  got the key __proto__, expected another name"]],
    [
      "a reserved character",
      "a: @b\n",
      ["f.yaml:1:4  got a reserved character at the start of a text, expected the text in quotes"],
    ],
    [
      "an unquoted colon",
      "a: b: c\n",
      ["f.yaml:1:4  got a list or mapping where a key or text is expected: put it on a line of its own or in quotes"],
    ],
    ["an open quote", "a: 'x\n", ["f.yaml:2:1  got what is not YAML, expected YAML 1.2: missing closing 'quote"]],
  ])("is %s", (_, text, faults) => {
    expect(yamlFaults(text)).toEqual(faults);
  });

  it("is told once, where everything after it is a consequence", () => {
    expect(yamlFaults(`- x: [\n${"a: 1\n".repeat(100)}`)).toEqual([
      "f.yaml:2:1  got a line that is indented unlike its neighbours, expected the same number of spaces",
    ]);
    expect(yamlFaults("{ a: 1 } }\nb: 2\nc: 3\n")).toEqual([
      "f.yaml:1:10  got what belongs to no list or mapping, expected another entry: check indentation, quotes and brackets up to here",
    ]);
  });

  it("stands beside others of the same file", () => {
    expect(yamlFaults("a: 1\na: 2\nb: *c\n")).toEqual([
      "f.yaml:2:1  a: got this key a second time, expected it once: it stands in line 1 too",
      "f.yaml:3:4  b: got *c, expected an alias of an anchor that stands before it",
    ]);
  });

  it("is a file of more than 10 MiB", () => {
    expect(yamlFaults(new Uint8Array(MAXIMUM_FILE_BYTES + 512 * 1024))).toEqual([
      "f.yaml:1:1  got 10.5 MiB, expected a file of at most 10 MiB",
    ]);
  });

  it("is an anchor that explodes", () => {
    const copies = (name: string) => `[${Array.from({ length: 10 }, () => `*${name}`).join(", ")}]`;
    const bomb = ["a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]", ..."bcdefgh".split("").map(bombLine)].join("\n");
    function bombLine(name: string, index: number): string {
      return `${name}: &${name} ${copies("abcdefgh".charAt(index))}`;
    }
    expect(yamlFaults(bomb)).toEqual([
      "f.yaml:4:36  d[7]: got aliases that copy more than 10000 values, expected fewer: write the values out",
    ]);
  });

  it("is nesting that would exhaust the stack", () => {
    expect(yamlFaults(`a: ${"[".repeat(100_000)}`)).toEqual([
      "f.yaml:1:67  got more than 64 levels of nesting, expected fewer",
    ]);
    expect(yamlFaults("- ".repeat(10_000))).toEqual([
      "f.yaml:1:129  got more than 64 levels of nesting, expected fewer",
    ]);
  });
});

describe("a file that is not UTF-8", () => {
  it("is a fault at the first wrong byte", () => {
    const bytes = Uint8Array.from([...bytesOf("a: 1\nb: é"), 0xff, ...bytesOf("\nc: 1\n")]);
    expect(yamlFaults(bytes)).toEqual([
      "f.yaml:2:5  got byte 0xff at offset 10, expected UTF-8: save the file in that encoding",
    ]);
  });

  it("is a fault at the start of a character that is cut short", () => {
    const bytes = Uint8Array.from([...bytesOf("a: "), 0xe4, 0xb8]);
    expect(yamlFaults(bytes)).toEqual([
      "f.yaml:1:4  got byte 0xe4 at offset 3, expected UTF-8: save the file in that encoding",
    ]);
  });

  it("is a fault at the first byte of UTF-16", () => {
    expect(yamlFaults(Uint8Array.from([0xff, 0xfe, 0x61, 0x00]))).toEqual([
      "f.yaml:1:1  got byte 0xff at offset 0, expected UTF-8: save the file in that encoding",
    ]);
  });
});

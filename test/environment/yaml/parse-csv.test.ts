import { z } from "zod";
import { cidr } from "../../../src/environment/values";
import { formatFault, formatPlace, parseCsv } from "../../../src/environment/yaml";
import { bytesOf } from "./support/read";

const COLUMNS = ["id", "name", "cidr"];
const row = z.strictObject({ id: z.string().min(1), name: z.string().max(20), cidr: cidr() });

const read = (text: string | Uint8Array) => parseCsv("sites.csv", bytesOf(text), row, COLUMNS);
const faults = (text: string | Uint8Array) => read(text).faults.map(formatFault);

describe("a CSV file", () => {
  it("becomes rows that a schema has parsed", () => {
    const { rows } = read("id,name,cidr\nh1,Hospital 1,10.0.0.0/24\n");
    expect(rows.map(({ value }) => [value.id, value.name, value.cidr.toString()])).toEqual([
      ["h1", "Hospital 1", "10.0.0.0/24"],
    ]);
  });

  it("may have its columns in any order", () => {
    const [first] = read("cidr,id,name\n10.0.0.0/24,h1,Hospital 1\n").rows;
    expect(first?.value.id).toBe("h1");
    expect(first && formatPlace(first.placeOf("name"))).toBe("sites.csv:2:16");
  });

  it("knows the place of each cell, past quotes, line breaks, blank lines and Chinese", () => {
    const text = 'id,name,cidr\r\nh1,"Hospital, ""1""\r\nEast",10.0.0.0/24\r\n\r\nh2,武汉医院,10.0.1.0/24\r\n';
    const { rows } = read(text);
    expect(rows.map(({ value }) => value.name)).toEqual(['Hospital, "1"\r\nEast', "武汉医院"]);
    expect(rows.map(({ place, placeOf }) => [place, placeOf("name"), placeOf("cidr")].map(formatPlace))).toEqual([
      ["sites.csv:2:1", "sites.csv:2:4", "sites.csv:3:7"],
      ["sites.csv:5:1", "sites.csv:5:4", "sites.csv:5:9"],
    ]);
  });

  it("may begin with a byte order mark and end without a line end", () => {
    const [first] = read("\uFEFFid,name,cidr\nh1,x,10.0.0.0/24").rows;
    expect(first && formatPlace(first.placeOf("cidr"))).toBe("sites.csv:2:6");
  });

  it("keeps the rows that are right beside those that are wrong", () => {
    const { rows } = read("id,name,cidr\nh1,x,10.0.0.0/24\nh2,x,10.0.0.1/24\n");
    expect(rows.map(({ value }) => value.id)).toEqual(["h1"]);
  });
});

describe("a fault of a CSV file", () => {
  it("stands at its cell, under the name of its row", () => {
    expect(faults("id,name,cidr\nh1,a name that is far too long,10.0.0/24\n,x,10.0.1.0/24\n")).toEqual([
      'sites.csv:2:4  h1.name: got "a name that is far too long", expected text of at most 20 characters',
      'sites.csv:2:32  h1.cidr: got "10.0.0/24", expected a CIDR such as 10.16.0.0/16',
      'sites.csv:3:1  [""].id: got "", expected text of at least 1 character',
    ]);
  });

  it.each<[string, string, string[]]>([
    ["an empty file", "", ["sites.csv:1:1  got an empty file, expected a line with the columns id, name, cidr"]],
    [
      "a misspelt column",
      "id,nam,cidr\n",
      [
        "sites.csv:1:1  missing column name, expected id, name, cidr",
        'sites.csv:1:4  got column "nam", expected one of id, name, cidr; did you mean "name"?',
      ],
    ],
    [
      "a column twice",
      "id,name,cidr,id\n",
      ['sites.csv:1:14  got column "id" a second time, expected each column once'],
    ],
    ["a missing cell", "id,name,cidr\nh1,x\n", ["sites.csv:2:1  h1: got 2 cells, expected 3: id, name, cidr"]],
    [
      "a surplus cell",
      "id,name,cidr\nh1,x,10.0.0.0/24,\n",
      ["sites.csv:2:1  h1: got 4 cells, expected 3: id, name, cidr"],
    ],
    [
      "a quote that is not closed",
      'id,name,cidr\nh1,"x,10.0.0.0/24\nh2,y,10.0.1.0/24\n',
      ['sites.csv:2:4  got a cell whose quote is never closed, expected " at its end'],
    ],
    [
      "text after a quote",
      'id,name,cidr\nh1,"x"y,10.0.0.0/24\n',
      ['sites.csv:2:4  got text after a closing quote, expected a comma: a quote inside a quoted cell is written ""'],
    ],
    [
      "a quote inside a cell",
      'id,name,cidr\n\nh1,x"y",10.0.0.0/24\n',
      ['sites.csv:3:4  got a quote inside a cell, expected the whole cell in quotes and the quote itself as ""'],
    ],
  ])("is %s", (_, text, expected) => {
    expect(faults(text)).toEqual(expected);
  });

  it("is a byte that is not UTF-8", () => {
    expect(faults(Uint8Array.from([...bytesOf("id\n"), 0xc3, 0x28]))).toEqual([
      "sites.csv:2:1  got byte 0xc3 at offset 3, expected UTF-8: save the file in that encoding",
    ]);
  });
});

import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environmentNames, loadEnvironment } from "../../src/environment/load";
import { formatFault } from "../../src/environment/yaml";

const CITY = join(__dirname, "rules");
const YAML = readFileSync(join(CITY, "city.yaml"), "utf8");
const SITES = readFileSync(join(CITY, "city", "sites.csv"), "utf8");

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "environments-"));
  mkdirSync(join(folder, "city"));
  write("city.yaml", YAML);
  write("city/sites.csv", SITES);
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(file: string, content: string | Uint8Array): void {
  writeFileSync(join(folder, file), content);
}

/** The city's YAML with one text in place of another. */
function replaced(given: string, text: string): string {
  expect(YAML).toContain(given);
  return YAML.replace(given, text);
}

/** The lines that a person reads, with paths below the folder of environments. */
function faultLines(name = "city"): string[] {
  const { faults = [] } = loadEnvironment(name, folder);
  return faults.map(formatFault).map((line) => line.replaceAll(`${folder}/`, "").replaceAll(folder, "environments"));
}

describe("the environments of a folder", () => {
  it("are its YAML files, by name", () => {
    write("town.yaml", "");
    write("notes.txt", "");
    expect(environmentNames(folder)).toEqual(["city", "town"]);
  });

  it("are none where there is no folder", () => {
    expect(environmentNames(join(folder, "elsewhere"))).toEqual([]);
  });
});

describe("an environment without faults", () => {
  it("comes with its sites and with places for provenance", () => {
    const { environment } = loadEnvironment("city", folder);
    expect(environment?.name).toBe("city");
    expect(environment?.sites.map(({ id }) => id)).toEqual([
      "district-01-hospital-1",
      "district-01-health-centre-01",
      "district-01-health-centre-02",
      "district-02-hospital-1",
      "district-02-health-centre-01",
    ]);
    expect(environment?.placeOf(["clouds", "chutian", "region"])).toEqual({
      file: join(folder, "city.yaml"),
      line: 32,
      column: 13,
    });
  });
});

describe("a fault of the environment's file", () => {
  it("is told with its line and column when it is not YAML", () => {
    write("city.yaml", replaced("title: A small city", "title:\n\tA small city"));
    expect(faultLines()).toEqual(["city.yaml:5:1  got a tab, expected spaces: YAML is not indented by tabs"]);
  });

  it("is told with its line and column when it is a key that stands twice", () => {
    write("city.yaml", replaced("stage: production", "stage: production\nstage: staging"));
    expect(faultLines()).toEqual([
      "city.yaml:6:1  stage: got this key a second time, expected it once: it stands in line 5 too",
    ]);
  });

  it("is told with its line and column when it is an unknown key", () => {
    write("city.yaml", replaced("    region: wuhan\n", "    region: wuhan\n    machineImages: none\n"));
    expect(faultLines()).toEqual([
      'city.yaml:33:5  clouds.chutian.machineImages: unknown key, allowed: provider, title, availabilityZones, zones, exchange, management, gateways, lines, authUrl, region, externalNetwork, machineImage, volumeType, bootFrom, features; did you mean "machineImage"?',
    ]);
  });

  it("is told at the byte that is not UTF-8", () => {
    const [before = "", after = ""] = YAML.split("A small city");
    write("city.yaml", Uint8Array.from([...Buffer.from(before), 0xff, ...Buffer.from(after)]));
    expect(faultLines()).toEqual([
      "city.yaml:4:8  got byte 0xff at offset 168, expected UTF-8: save the file in that encoding",
    ]);
  });

  it("is that there is none", () => {
    expect(faultLines("village")).toEqual(["village.yaml:1:1  got no file, expected a file that can be read"]);
  });

  it("is a folder in its place", () => {
    mkdirSync(join(folder, "town.yaml"));
    expect(faultLines("town")).toEqual(["town.yaml:1:1  got a folder, expected a file that can be read"]);
  });

  it("is a device in its place", () => {
    symlinkSync("/dev/null", join(folder, "town.yaml"));
    expect(faultLines("town")).toEqual(["town.yaml:1:1  got a device, expected a file that can be read"]);
  });

  it("is what the system says when it refuses the file", () => {
    symlinkSync("town.yaml", join(folder, "town.yaml"));
    expect(faultLines("town")).toEqual([
      "town.yaml:1:1  got a file that the system refuses: ELOOP, expected a file that can be read",
    ]);
  });

  it("is its size, of a file too large to be read at all", () => {
    write("town.yaml", "");
    truncateSync(join(folder, "town.yaml"), 2 ** 33);
    expect(faultLines("town")).toEqual(["town.yaml:1:1  got 8192.0 MiB, expected a file of at most 10 MiB"]);
  });

  it("is the environment's name when the file has another", () => {
    write("town.yaml", YAML);
    expect(faultLines("town")).toEqual([
      'town.yaml:3:14  environment: got "city", expected "town", the name of the file',
    ]);
  });

  it("is a rule across fields, once every field by itself is right", () => {
    write("city.yaml", replaced("        cidr: 10.44.0.0/16", "        cidr: 10.28.0.0/16"));
    expect(faultLines()).toEqual([
      "city.yaml:115:15  clouds.tianyi.zones.medical.cidr: got 10.28.0.0/16 (zone medical of tianyi), expected a block that overlaps no other: it overlaps zone medical of chutian, 10.28.0.0/16, at city.yaml:40",
    ]);
  });
});

describe("a fault of the sites' file", () => {
  it("is that it does not exist", () => {
    write("city.yaml", replaced("file: city/sites.csv", "file: city/places.csv"));
    expect(faultLines()).toEqual([
      'city.yaml:214:9  sites.file: got "city/places.csv" (no file), expected a file below environments that can be read',
    ]);
  });

  it("is a folder in its place, told where the YAML names it", () => {
    mkdirSync(join(folder, "city", "places.csv"));
    write("city.yaml", replaced("file: city/sites.csv", "file: city/places.csv"));
    expect(faultLines()).toEqual([
      'city.yaml:214:9  sites.file: got "city/places.csv" (a folder), expected a file below environments that can be read',
    ]);
  });

  it("is a cell with its line and column", () => {
    write("city/sites.csv", SITES.replace("10.201.0.0/24", "10.201.0.1/24"));
    expect(faultLines()).toEqual([
      'city/sites.csv:3:98  district-01-health-centre-01.cidr: got "10.201.0.1/24", expected the block\'s network address; did you mean 10.201.0.0/24?',
    ]);
  });

  it("comes with those of the other files", () => {
    write("town.yaml", replaced("file: city/sites.csv", "file: city/places.csv"));
    mkdirSync(join(folder, "town"));
    write("town/stateful.json", '{ "environment": "town" }\n');
    expect(faultLines("town")).toEqual([
      'town.yaml:3:14  environment: got "city", expected "town", the name of the file',
      'town.yaml:214:9  sites.file: got "city/places.csv" (no file), expected a file below environments that can be read',
      "town/stateful.json:1:1  things: missing, expected a list",
    ]);
  });
});

describe("a fault of the last release's record", () => {
  it("is a folder in its place", () => {
    mkdirSync(join(folder, "city", "stateful.json"));
    expect(faultLines()).toEqual(["city/stateful.json:1:1  got a folder, expected a file that can be read"]);
  });

  it("is a value of the wrong type", () => {
    write("city/stateful.json", '{ "environment": "city", "things": [5] }\n');
    expect(faultLines()).toEqual(["city/stateful.json:1:37  things[0]: got 5, expected text of at least 1 character"]);
  });

  it("is that it records another environment", () => {
    write("city/stateful.json", '{ "environment": "town", "things": [] }\n');
    expect(faultLines()).toEqual([
      'city/stateful.json:1:18  environment: got "town", expected "city", the environment whose folder this is',
    ]);
  });

  it("is a thing that has vanished", () => {
    write(
      "city/stateful.json",
      '{\n  "environment": "city",\n  "things": [\n    "cluster/old/api-load-balancer"\n  ]\n}\n',
    );
    expect(faultLines()).toEqual([
      "city/stateful.json:4:5  things[0]: got cluster/old/api-load-balancer in the last release, but city.yaml no longer yields it, expected it to stay: to destroy it with its data add to retire: - { resource: cluster/old/api-load-balancer, why: … }",
    ]);
  });
});

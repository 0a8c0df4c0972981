import { formatPath, formatPlace } from "../../../src/environment/yaml";
import { readDocument } from "./support/read";

const document = readDocument(`services:
  - id: card
    replicas: 2
  - { id: referral, labels: { "health.example/tier": web } }
limits: &limits
  cpu: 1
quota: *limits
empty:
`);

const placeOf = (...path: (string | number)[]) => formatPlace(document.placeOf(path));
const keyPlaceOf = (...path: (string | number)[]) => formatPlace(document.keyPlaceOf(path));

describe("the place of a value", () => {
  it("is where it begins", () => {
    expect(placeOf("services", 0, "replicas")).toBe("f.yaml:3:15");
    expect(placeOf("services", 1, "labels", "health.example/tier")).toBe("f.yaml:4:54");
  });

  it("of a mapping is its first key, or its bracket", () => {
    expect(placeOf("services", 0)).toBe("f.yaml:2:5");
    expect(placeOf("services", 1)).toBe("f.yaml:4:5");
  });

  it("is that of the nearest ancestor when it is not written", () => {
    expect(placeOf("services", 0, "share", "chutian")).toBe("f.yaml:2:5");
    expect(placeOf("services", 7)).toBe("f.yaml:2:3");
    expect(placeOf("vendors")).toBe("f.yaml:1:1");
  });

  it("of an alias is the alias, and below it where the anchor is written", () => {
    expect(placeOf("quota")).toBe("f.yaml:7:8");
    expect(placeOf("quota", "cpu")).toBe("f.yaml:6:8");
  });

  it("is its key when nothing stands behind the colon", () => {
    expect(placeOf("empty")).toBe("f.yaml:8:1");
  });
});

describe("the place of a key", () => {
  it("is where the key begins", () => {
    expect(keyPlaceOf("services", 0, "replicas")).toBe("f.yaml:3:5");
    expect(keyPlaceOf("quota")).toBe("f.yaml:7:1");
  });

  it("in a list is that of the value", () => {
    expect(keyPlaceOf("services", 1)).toBe("f.yaml:4:5");
  });

  it("that is not written is that of the mapping which lacks it", () => {
    expect(keyPlaceOf("services", 0, "image")).toBe("f.yaml:2:5");
  });
});

describe("a path", () => {
  it("has dots, indexes, and quotes around what is no name", () => {
    expect(formatPath(["services", 3, "replicas"])).toBe("services[3].replicas");
    expect(formatPath(["labels", "health.example/tier"])).toBe('labels["health.example/tier"]');
    expect(formatPath(["clouds", "chutian-east", "zones"])).toBe("clouds.chutian-east.zones");
    expect(formatPath(["2024"])).toBe('["2024"]');
    expect(formatPath([])).toBe("");
  });
});

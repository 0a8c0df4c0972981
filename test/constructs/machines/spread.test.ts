import fc from "fast-check";
import { spreadMachines } from "../../../src/constructs/machines/spread";

describe("machines of a group", () => {
  it("stand in the availability zones in turn", () => {
    expect(spreadMachines(5, ["a", "b", "c"])).toEqual([
      { key: "001", availabilityZone: "a" },
      { key: "002", availabilityZone: "b" },
      { key: "003", availabilityZone: "c" },
      { key: "004", availabilityZone: "a" },
      { key: "005", availabilityZone: "b" },
    ]);
  });

  it("all stand in the only availability zone of a cloud that has one", () => {
    expect(spreadMachines(2, ["a"]).map(({ availabilityZone }) => availabilityZone)).toEqual(["a", "a"]);
  });

  it("are none when none is asked for", () => {
    expect(spreadMachines(0, ["a"])).toEqual([]);
  });

  it("cannot stand where no availability zone has a subnet for them", () => {
    expect(() => spreadMachines(1, [])).toThrow("no availability zone has a subnet for these machines: add a slot");
  });

  const zones = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 });

  it("keep key and place when the group grows", () => {
    fc.assert(
      fc.property(zones, fc.nat(200), fc.nat(50), (availabilityZones, count, more) => {
        const grown = spreadMachines(count + more, availabilityZones);
        expect(grown.slice(0, count)).toEqual(spreadMachines(count, availabilityZones));
      }),
    );
  });

  it("differ by at most one between two availability zones", () => {
    fc.assert(
      fc.property(zones, fc.nat(200), (availabilityZones, count) => {
        const places = spreadMachines(count, availabilityZones);
        const counts = availabilityZones.map(
          (id) => places.filter(({ availabilityZone }) => availabilityZone === id).length,
        );
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

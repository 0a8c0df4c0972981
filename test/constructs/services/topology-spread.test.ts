import { topologySpread } from "../../../src/constructs/kubernetes/topology-spread";

const labels = { "app.kubernetes.io/name": "card" };
const bindings = (availabilityZones: number) =>
  topologySpread(labels, availabilityZones).map(({ topologyKey, whenUnsatisfiable }) => [
    topologyKey,
    whenUnsatisfiable,
  ]);

describe("the spread of pods", () => {
  it.each([2, 3])("binds the availability zone where there are %d, and prefers hosts apart", (availabilityZones) => {
    expect(bindings(availabilityZones)).toEqual([
      ["topology.kubernetes.io/zone", "DoNotSchedule"],
      ["kubernetes.io/hostname", "ScheduleAnyway"],
    ]);
  });

  it("binds the host in a cloud with one availability zone, where it is the failure domain", () => {
    expect(bindings(1)).toEqual([
      ["topology.kubernetes.io/zone", "DoNotSchedule"],
      ["kubernetes.io/hostname", "DoNotSchedule"],
    ]);
  });

  it("counts pods of one revision alone, so that an update spreads its own", () => {
    expect(topologySpread(labels, 3).map(({ matchLabelKeys }) => matchLabelKeys)).toEqual([
      ["pod-template-hash"],
      ["pod-template-hash"],
    ]);
  });

  it.each([0, 1.5])("refuses %d availability zones", (availabilityZones) => {
    expect(() => topologySpread(labels, availabilityZones)).toThrow(
      `got ${availabilityZones} availability zones to spread over, expected a whole number of at least 1`,
    );
  });
});

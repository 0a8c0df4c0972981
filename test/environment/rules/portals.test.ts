import { faultsWith, linesWith } from "./city";

const residents = {
  id: "residents",
  title: "Booking for residents",
  audience: "residents",
  zone: "internet",
  host: "booking.city.example",
};
const managers = { ...residents, id: "managers", audience: "managers", zone: "medical", host: "managers.city.example" };
const BOOKING = "services[1].expose";
const POOL = "services[2].expose";
const booking = { portal: "residents", port: "http", to: ["public"] };
const withPortals = (portals: readonly object[], changes: object = {}) =>
  faultsWith({ portals, [BOOKING]: booking, ...changes });

describe("a portal", () => {
  it("gives its host to the service that names it", () => {
    expect(withPortals([residents])).toEqual([]);
  });

  it("is known", () => {
    expect(withPortals([residents], { [`${BOOKING}.portal`]: "residnts" })).toEqual([
      'services[1].expose.portal: got "residnts", expected the id of a portal: one of residents; did you mean "residents"?',
      "portals[0]: got portal residents to which no service belongs, expected a service with expose.portal: residents: its host would lead nowhere",
    ]);
  });

  it("has an audience that exists", () => {
    expect(withPortals([{ ...residents, audience: "patients" }])).toEqual([
      'portals[0].audience: got "patients", expected one of residents, doctors, managers, institutions',
    ]);
  });

  it("has an id and a host of its own, under the domain", () => {
    expect(withPortals([residents, residents])).toEqual([
      'portals[1].id: got "residents" a second time, expected an id of its own: line 642 has it',
      "portals[1].host: got booking.city.example a second time, expected a host of its own: portal residents has this one",
    ]);
    expect(withPortals([{ ...residents, host: "booking.elsewhere.example" }])).toEqual([
      "portals[0].host: got booking.elsewhere.example, expected a host under city.example, the domain of this environment",
    ]);
  });

  it("shares its host with no service that does not name it", () => {
    expect(withPortals([{ ...residents, host: "pool.city.example" }], { [`${POOL}.path`]: "/pool" })).toEqual([
      "services[2].expose.host: got pool.city.example, the host of portal residents, expected portal: residents in its place, or a host of its own",
    ]);
  });

  it("stands in the zone of its service", () => {
    expect(
      withPortals([residents], {
        [BOOKING]: undefined,
        [POOL]: { portal: "residents", port: "http", to: ["sites", "exchange"] },
      }),
    ).toEqual([
      "services[2].expose.portal: got portal residents of zone internet for service appointment-pool of zone medical, expected a portal of zone medical: there is none",
    ]);
  });

  it("leads to a service that is exposed to those who come to it", () => {
    expect(
      withPortals([residents, managers], {
        [POOL]: { portal: "managers", port: "http", to: ["exchange"] },
      }),
    ).toEqual([
      "services[2].expose.to: got exchange for service appointment-pool, expected sites among them: portal managers is for managers, who come as sites",
    ]);
  });

  it("for residents is on the internet", () => {
    expect(
      withPortals([{ ...residents, zone: "medical" }], {
        [BOOKING]: undefined,
        [`${POOL}.portal`]: "residents",
        [`${POOL}.host`]: undefined,
      }),
    ).toEqual([
      "portals[0].zone: got zone medical for portal residents, expected internet: residents have no way into medical",
    ]);
  });

  it("is told of by its place in the file", () => {
    const lines = linesWith({ portals: [{ ...residents, host: "booking.elsewhere.example" }], [BOOKING]: booking });
    expect(lines).toEqual([
      expect.stringMatching(/^city\.yaml:\d+:\d+ {2}portals\[0\]\.host: got booking\.elsewhere\.example/),
    ]);
  });
});

describe("an exposed service", () => {
  it("has a host or a portal, and not both", () => {
    expect(faultsWith({ [`${BOOKING}.host`]: undefined })).toEqual([
      "services[1].expose.host: missing, expected a host name such as card.health.example, or in its place portal: the id of a portal",
    ]);
    expect(withPortals([residents], { [`${BOOKING}.host`]: "other.city.example" })).toEqual([
      'services[1].expose.portal: got "residents" beside host other.city.example, expected one of the two: a portal has its own host',
    ]);
  });
});

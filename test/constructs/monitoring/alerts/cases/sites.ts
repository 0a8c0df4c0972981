import { fires, quiet, type GroupCases } from "../alert-case";

/** Sites of a district, of which the first so many do not answer. */
function district(name: string, sites: number, down: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: sites }, (_, index) => [
      `probe_success{probe="site",site="${name}-${index}",district="${name}"}`,
      index < down ? "0x30" : "1x30",
    ]),
  );
}

const flapping = (values: string) => ({ 'probe_success{probe="site",site="a",district="east"}': values });

export const sites: GroupCases = {
  CityDown: [
    fires(
      "when more than half of all sites are down",
      "2m",
      { ...district("east", 10, 8), ...district("west", 10, 8) },
      { value: "80%" },
    ),
    quiet("when exactly half are", "10m", { ...district("east", 10, 10), ...district("west", 10, 0) }),
    quiet("when most of very few are", "10m", district("east", 9, 9)),
    quiet("before a minute is over", "0m", district("east", 20, 20)),
  ],
  DistrictDown: [
    fires(
      "when 20 sites of a district are down, once",
      "3m",
      { ...district("east", 25, 20), ...district("west", 60, 1) },
      { labels: { district: "east" }, value: "20" },
    ),
    fires(
      "when exactly five of many are, which are three tenths",
      "4m",
      { ...district("east", 16, 5), ...district("west", 60, 0) },
      { labels: { district: "east" }, value: "5" },
    ),
    quiet("when four are", "10m", { ...district("east", 4, 4), ...district("west", 60, 0) }),
    quiet("when they are fewer than three tenths", "10m", { ...district("east", 20, 5), ...district("west", 60, 0) }),
    quiet("when the whole city is down, which is told once", "10m", {
      ...district("east", 10, 10),
      ...district("west", 10, 10),
    }),
    quiet("before two minutes are over", "1m", { ...district("east", 25, 20), ...district("west", 60, 1) }),
  ],
  SiteDown: [
    fires(
      "for one site",
      "6m",
      { ...district("east", 25, 1), ...district("west", 25, 0) },
      { labels: { site: "east-0", district: "east" } },
    ),
    fires(
      "for each of four",
      "6m",
      { ...district("east", 25, 4), ...district("west", 25, 0) },
      ...[0, 1, 2, 3].map((index) => ({ labels: { site: `east-${index}`, district: "east" } })),
    ),
    fires(
      "in a district without many, while another has many",
      "6m",
      { ...district("east", 25, 20), ...district("west", 60, 1) },
      { labels: { site: "west-0", district: "west" } },
    ),
    quiet("before five minutes are over", "4m", { ...district("east", 25, 1), ...district("west", 25, 0) }),
    quiet("when 20 sites of the district are down", "30m", district("east", 45, 20)),
    quiet("when the whole city is", "30m", { ...district("east", 10, 10), ...district("west", 10, 10) }),
  ],
  SiteFlapping: [
    fires("when it changes eight times in an hour", "40m", flapping("1 0 1 0 1 0 1 0 1x60"), {
      labels: { site: "a", district: "east" },
      value: "8",
    }),
    quiet("when it changes seven times", "40m", flapping("1 0 1 0 1 0 1 0x60")),
  ],
};

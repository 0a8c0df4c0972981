import type { ChangedPath } from "../analysis/isolation/difference/changed-paths";
import type { ChangedZones } from "../analysis/isolation/difference/changed-zones";
import type { Violation } from "../analysis/isolation/judgement/violation";
import { formatAddresses } from "../analysis/sets/ipv4-addresses";
import type { EnvironmentDifference } from "../app/isolation-difference";
import { HOP_COLUMNS, hopRows } from "./isolation-tables";
import type { Table } from "./table";

const PATH_COLUMNS = ["from", "to", "services", "sources", "destinations"];

/** One row for each pair of zones. */
export function changedZonesTable(zones: readonly ChangedZones[]): Table {
  return {
    columns: ["from", "to", "opened", "closed"],
    rows: zones.map(({ from, to, opened, closed }) => [from, to, opened.toString(), closed.toString()]),
  };
}

/** One row for each hop of each path. */
export function changedPathsTable(paths: readonly ChangedPath[]): Table {
  return { columns: [...PATH_COLUMNS, ...HOP_COLUMNS], rows: paths.flatMap(pathRows) };
}

/** Everything as one, for a file that holds one table: what differs stands in the second column. */
export function differenceTable(environments: readonly EnvironmentDifference[]): Table {
  return {
    columns: ["environment", "change", ...PATH_COLUMNS, ...HOP_COLUMNS],
    rows: environments.flatMap(({ environment, difference }) => {
      const { opened, closed, zones, newViolations, goneViolations, newlyNotUnderstood } = difference;
      const changes: readonly (readonly [change: string, rows: readonly (readonly string[])[]])[] = [
        ["new violation", newViolations.flatMap(pathRows)],
        ["violation gone", goneViolations.flatMap(pathRows)],
        ["opened between zones", zonesRows(zones, "opened")],
        ["closed between zones", zonesRows(zones, "closed")],
        ["opened", opened.flatMap(pathRows)],
        ["closed", closed.flatMap(pathRows)],
        [
          "not understood",
          newlyNotUnderstood.map(({ stack, address, what }) => [
            ...PATH_COLUMNS.map(() => ""),
            "",
            stack,
            address,
            what,
          ]),
        ],
      ];
      return changes.flatMap(([change, rows]) => rows.map((row) => [environment, change, ...row]));
    }),
  };
}

function zonesRows(zones: readonly ChangedZones[], change: "opened" | "closed"): string[][] {
  return zones
    .filter((each) => !each[change].isEmpty)
    .map((each) => [each.from, each.to, each[change].toString(), "", "", ...HOP_COLUMNS.map(() => "")]);
}

function pathRows({ from, to, services, sources, destinations, witness }: ChangedPath | Violation): string[][] {
  return hopRows(witness).map((hop) => [
    from,
    to,
    services.toString(),
    formatAddresses(sources),
    formatAddresses(destinations),
    ...hop,
  ]);
}

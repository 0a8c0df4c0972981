import type { ChangedPath } from "../analysis/isolation/difference/changed-paths";
import type { ChangedZones } from "../analysis/isolation/difference/changed-zones";
import { formatAddresses } from "../analysis/sets/ipv4-addresses";
import type { EnvironmentDifference } from "../app/isolation-difference";
import type { Formatted } from "./formats";
import { differenceTable, changedPathsTable, changedZonesTable } from "./isolation-difference-tables";
import { section } from "./isolation-formats";
import { productJson } from "./isolation-json";
import { notUnderstoodTable, violationsTable } from "./isolation-tables";
import { reportHop, reportNotUnderstood, reportViolation } from "./isolation-text";
import { csvTable, markdownText } from "./table";

/** What a change opens and closes in its environments. */
export function differenceFormats(environments: readonly EnvironmentDifference[]): Formatted {
  return {
    text: () => environments.map(reportDifference).join("\n"),
    json: () => `${JSON.stringify(environments.map(differenceJson), undefined, 1)}\n`,
    markdown: () => environments.map(markdownDifference).join("\n"),
    csv: () => csvTable(differenceTable(environments)),
  };
}

/** One line without its end: what differs, and from what. */
export function differenceSummary({ environment, base, presence, difference }: EnvironmentDifference): string {
  const { opened, closed, newViolations, goneViolations } = difference;
  const counts = [
    counted(opened, "path opened", "paths opened"),
    counted(closed, "path closed", "paths closed"),
    counted(newViolations, "new violation", "new violations"),
    ...(goneViolations.length > 0 ? [counted(goneViolations, "violation gone", "violations gone")] : []),
  ];
  const note = { kept: "", new: " (new)", vanished: " (no longer there)" }[presence];
  return `${environment}${note}: ${counts.join(", ")} since ${base}`;
}

function counted({ length }: readonly unknown[], one: string, several: string): string {
  return `${length} ${length === 1 ? one : several}`;
}

function reportDifference(environment: EnvironmentDifference): string {
  const { opened, closed, zones, newViolations, goneViolations, newlyNotUnderstood } = environment.difference;
  return [
    `${differenceSummary(environment)}\n`,
    under("New violations", newViolations.map(reportViolation)),
    under("Violations that are gone", goneViolations.map(reportViolation)),
    under("Zone by zone", zones.map(reportZones)),
    under("Opened", opened.map(reportChangedPath)),
    under("Closed, with what let it pass", closed.map(reportChangedPath)),
    newlyNotUnderstood.length === 0
      ? ""
      : `\nNot understood since then, so nothing is said about it:\n${reportNotUnderstood(newlyNotUnderstood)}`,
  ].join("");
}

/** Parts under their heading, where there are any. */
function under(heading: string, parts: readonly string[]): string {
  return parts.length === 0 ? "" : `\n${heading}:\n${parts.join("")}`;
}

function reportZones({ from, to, opened, closed }: ChangedZones): string {
  const lines = [
    ...(opened.isEmpty ? [] : [`  opened  ${from} -> ${to}: ${opened.toString()}\n`]),
    ...(closed.isEmpty ? [] : [`  closed  ${from} -> ${to}: ${closed.toString()}\n`]),
  ];
  return lines.join("");
}

function reportChangedPath({ from, to, sources, destinations, services, witness }: ChangedPath): string {
  return [
    `\n${from} to ${to}: ${services.toString()}\n`,
    `  from ${formatAddresses(sources)} to ${formatAddresses(destinations)}\n`,
    ...witness.map(reportHop),
  ].join("");
}

function markdownDifference(environment: EnvironmentDifference): string {
  const { opened, closed, zones, newViolations, goneViolations, newlyNotUnderstood } = environment.difference;
  return [
    `${markdownText(differenceSummary(environment))}\n`,
    section("New violations", violationsTable(newViolations)),
    section("Violations that are gone", violationsTable(goneViolations)),
    section("Zone by zone", changedZonesTable(zones)),
    section("Opened", changedPathsTable(opened)),
    section("Closed, with what let it pass", changedPathsTable(closed)),
    section("Not understood since then", notUnderstoodTable(newlyNotUnderstood)),
  ].join("");
}

function differenceJson({ environment, base, presence, difference }: EnvironmentDifference): object {
  const { opened, closed, zones, newViolations, goneViolations, newlyNotUnderstood } = difference;
  return {
    environment,
    base,
    presence,
    newViolations: newViolations.map(productJson),
    goneViolations: goneViolations.map(productJson),
    zones: zones.map((each) => ({ ...each, opened: each.opened.toString(), closed: each.closed.toString() })),
    opened: opened.map(productJson),
    closed: closed.map(productJson),
    newlyNotUnderstood,
  };
}

import type { LaneOutcome, Step } from "./lane-run";

type Row = LaneOutcome["rows"][number];

const STEPS: readonly Step[] = ["build", "up", "tests", "down"];

const PASS = "pass";

/** Whether every lane has passed. */
export function hasPassed(outcomes: readonly LaneOutcome[]): boolean {
  return outcomes.every(({ problems }) => problems.length === 0);
}

/** The tables with which a run ends, in Markdown: what was deployed, and what each lane took. */
export function renderSummary(outcomes: readonly LaneOutcome[]): string {
  const rows = outcomes.flatMap((outcome) => outcome.rows.map((row) => rowCells(outcome.lane, row)));
  return [
    table(["lane", "stack", "resources", "apply s", "plan s", "destroy s", "providers", "verdict"], rows),
    table(
      ["lane", ...STEPS.map((step) => `${step} s`), "tests passed", "tests failed", "verdict"],
      outcomes.map(laneCells),
    ),
  ].join("\n");
}

function rowCells(lane: string, row: Row): string[] {
  const { stack, resources, applySeconds, planSeconds, destroySeconds, providers, verdict } = row;
  return [
    lane,
    stack,
    resources === undefined ? "" : String(resources),
    ...[applySeconds, planSeconds, destroySeconds].map(secondsText),
    providersText(providers),
    verdict,
  ];
}

function laneCells({ lane, seconds, results, problems }: LaneOutcome): string[] {
  return [
    lane,
    ...STEPS.map((step) => secondsText(seconds[step])),
    String(results.numPassedTests),
    String(results.numFailedTests + results.numRuntimeErrorTestSuites),
    problems.length === 0 ? PASS : problems.join("; "),
  ];
}

function secondsText(seconds: number | undefined): string {
  return seconds === undefined ? "" : seconds.toFixed(1);
}

/** `real: openstack; simulated: random, tls`. */
function providersText(providers: Row["providers"]): string {
  const kinds = [...new Set(Object.values(providers))].sort();
  const named = (kind: string) =>
    Object.entries(providers)
      .filter(([, each]) => each === kind)
      .map(([name]) => name)
      .sort();
  return kinds.map((kind) => `${kind}: ${named(kind).join(", ")}`).join("; ");
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escaped).join(" | ")} |\n`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("");
}

/** What would end a cell. */
function escaped(cell: string): string {
  return cell
    .trim()
    .replaceAll("|", "\\|")
    .replaceAll(/\s*\n\s*/g, "<br>");
}

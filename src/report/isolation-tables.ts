import type { Explanation } from "../analysis/isolation/explanation/explain";
import type { MatrixCell } from "../analysis/isolation/explanation/matrix";
import type { Isolation } from "../analysis/isolation/isolation";
import type { DeclaredTransit } from "../analysis/isolation/judgement/transits";
import type { Violation } from "../analysis/isolation/judgement/violation";
import type { Hop } from "../analysis/isolation/judgement/witness";
import type { NotUnderstood } from "../analysis/isolation/model/arguments";
import { formatAddresses } from "../analysis/sets/ipv4-addresses";
import type { Table } from "./table";

/** What a table says of each hop of a witness. */
export const HOP_COLUMNS = ["line", "stack", "resource", "what"];

/** One row for each hop of each violation's witness. */
export function violationsTable(violations: readonly Violation[]): Table {
  return {
    columns: ["kind", "from", "to", "services", "sources", "destinations", "because", ...HOP_COLUMNS],
    rows: violations.flatMap(({ kind, from, to, services, sources, destinations, because, witness }) =>
      hopRows(witness).map((hop) => [
        kind,
        from,
        to,
        services.toString(),
        formatAddresses(sources),
        formatAddresses(destinations),
        because,
        ...hop,
      ]),
    ),
  };
}

/** What routers pass on from outside to outside because it was asked for. */
export function transitsTable(transits: readonly DeclaredTransit[]): Table {
  return {
    columns: ["from", "to", "sources", "destinations", "why", "lines"],
    rows: transits.map(({ from, to, sources, destinations, why, declared }) => [
      from,
      to,
      formatAddresses(sources),
      formatAddresses(destinations),
      why,
      declared.join(" "),
    ]),
  };
}

export function notUnderstoodTable(notUnderstood: readonly NotUnderstood[]): Table {
  return {
    columns: ["stack", "resource", "what", "alike"],
    rows: notUnderstood.map(({ stack, address, what, count = 1 }) => [stack, address, what, String(count)]),
  };
}

/** All of it as one, for a file that holds one table: what is passed on or not understood is of a kind of its own. */
export function isolationTable({
  violations,
  transits,
  notUnderstood,
}: Pick<Isolation, "violations" | "transits" | "notUnderstood">): Table {
  const { columns, rows } = violationsTable(violations);
  return {
    columns,
    rows: [
      ...rows,
      ...transits.map(({ from, to, sources, destinations, why, declared }) => [
        "passed on",
        from,
        to,
        "any",
        formatAddresses(sources),
        formatAddresses(destinations),
        why,
        declared.join(" "),
        "",
        "",
        "",
      ]),
      ...notUnderstood.map(({ stack, address, what }) => [
        "not understood",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        stack,
        address,
        what,
      ]),
    ],
  };
}

/** One row for each hop of each step of each way, or for each reason why there is none. */
export function explanationTable({ ways, stopped }: Explanation): Table {
  return {
    columns: ["passes", "way", "step", "from", "to", "services", ...HOP_COLUMNS],
    rows: [
      ...ways.flatMap((steps, way) =>
        steps.flatMap(({ from, to, services, witness }, step) =>
          hopRows(witness).map((hop) => [
            "yes",
            String(way + 1),
            String(step + 1),
            from,
            to,
            services.toString(),
            ...hop,
          ]),
        ),
      ),
      ...stopped.map((reason) => ["no", "", "", "", "", "", "", "", "", reason]),
    ],
  };
}

/** One row for each pair between which something passes. */
export function matrixTable(cells: readonly MatrixCell[]): Table {
  return {
    columns: ["from", "to", "services"],
    rows: cells.map(({ from, to, services }) => [from, to, services.toString()]),
  };
}

/** The cells of {@link HOP_COLUMNS}, at least one row, so that what has no witness is not lost. */
export function hopRows(witness: readonly Hop[]): string[][] {
  if (witness.length === 0) return [HOP_COLUMNS.map(() => "")];
  return witness.map(({ source, stack, address, what }) => [source ?? "no line", stack, address, what]);
}

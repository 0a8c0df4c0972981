import type { z } from "zod";
import { suggestion } from "../values";
import { readCells, type Cell } from "./cells";
import { fileFault, sortFaults, type Fault } from "./fault";
import { formatPath, type Place } from "./place";
import { checkValue } from "./schema-faults";
import { decodeText } from "./text";

/** A row that a schema accepts, and where its cells stand. */
export interface CsvRow<Value> {
  readonly value: Value;
  /** The place of the row's first cell. */
  readonly place: Place;
  /** The place of a cell; of the row when there is no such column. */
  readonly placeOf: (column: string) => Place;
}

/** The rows that are right, and everything that is wrong with the others. */
export interface ParsedCsv<Value> {
  readonly rows: readonly CsvRow<Value>[];
  readonly faults: readonly Fault[];
}

/**
 * Reads a file of comma-separated values (RFC 4180; a byte order mark and either line end are fine). Its first line names
 * the columns, in any order. Every fault has the place of its cell.
 *
 * @param file its path, as faults show it
 * @param bytes what it holds
 * @param schema of a row, a mapping of texts by column
 * @param columns that the file must have
 */
export function parseCsv<Schema extends z.ZodType>(
  file: string,
  bytes: Uint8Array,
  schema: Schema,
  columns: readonly string[],
): ParsedCsv<z.output<Schema>> {
  const text = decodeText(file, bytes);
  if ("faults" in text) return { rows: [], faults: text.faults };
  const cells = readCells(file, text.value);
  if ("faults" in cells) return { rows: [], faults: cells.faults };
  const [header = [], ...records] = cells.value;
  const headerFaults = checkHeader(file, header, columns);
  if (headerFaults.length > 0) return { rows: [], faults: sortFaults(headerFaults) };
  return readRows(
    header.map(({ text: column }) => column),
    records,
    schema,
  );
}

function checkHeader(file: string, header: readonly Cell[], columns: readonly string[]): Fault[] {
  const start = header[0]?.place ?? { file, line: 1, column: 1 };
  const list = columns.join(", ");
  if (header.length === 0) return [fileFault(start, `got an empty file, expected a line with the columns ${list}`)];
  const seen = new Set<string>();
  const wrong = header.flatMap(({ text: column, place }) => {
    const isSecond = seen.has(column);
    seen.add(column);
    if (isSecond) return [fileFault(place, `got column "${column}" a second time, expected each column once`)];
    if (columns.includes(column)) return [];
    return [fileFault(place, `got column "${column}", expected one of ${list}${suggestion(column, columns)}`)];
  });
  const missing = columns.filter((column) => !seen.has(column));
  return [...wrong, ...missing.map((column) => fileFault(start, `missing column ${column}, expected ${list}`))];
}

function readRows<Schema extends z.ZodType>(
  columns: readonly string[],
  records: readonly (readonly Cell[])[],
  schema: Schema,
): ParsedCsv<z.output<Schema>> {
  const rows: CsvRow<z.output<Schema>>[] = [];
  const faults: Fault[] = [];
  for (const record of records) {
    const [first] = record;
    if (!first) continue;
    const { text: name, place } = first;
    const placeOf = (column: string) => record[columns.indexOf(column)]?.place ?? place;
    if (record.length !== columns.length) {
      const cells = record.length === 1 ? "cell" : "cells";
      faults.push({
        place,
        path: formatPath([name]),
        message: `got ${record.length} ${cells}, expected ${columns.length}: ${columns.join(", ")}`,
      });
      continue;
    }
    const texts = Object.fromEntries(columns.map((column, index) => [column, record[index]?.text ?? ""]));
    const checked = checkValue(texts, schema);
    if ("value" in checked) rows.push({ value: checked.value, place, placeOf });
    else {
      const located = checked.faults.map(({ path, message }) => ({
        place: placeOf(String(path[0] ?? "")),
        path: formatPath([name, ...path]),
        message,
      }));
      faults.push(...located);
    }
  }
  return { rows, faults: sortFaults(faults) };
}

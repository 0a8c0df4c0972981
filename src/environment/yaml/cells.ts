import { CsvError, parse } from "csv-parse/sync";
import { fileFault, type Outcome } from "./fault";
import type { Place } from "./place";

/** A cell of a CSV file, without its quotes, and the place of its first character. */
export interface Cell {
  readonly text: string;
  readonly place: Place;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

const MESSAGES: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'got a cell whose quote is never closed, expected " at its end',
  CSV_INVALID_CLOSING_QUOTE:
    'got text after a closing quote, expected a comma: a quote inside a quoted cell is written ""',
  INVALID_OPENING_QUOTE: 'got a quote inside a cell, expected the whole cell in quotes and the quote itself as ""',
};

/** The cells of a CSV file by record. Blank lines are no records. */
export function readCells(file: string, text: string): Outcome<readonly (readonly Cell[])[]> {
  const bytes = Buffer.from(text);
  const places = new BytePlaces(file, bytes);
  const records: Cell[][] = [];
  let next = 0;
  try {
    parse(bytes, {
      recordDelimiter: ["\r\n", "\n", "\r"],
      relaxColumnCount: true,
      skipEmptyLines: true,
      cast: (value, { index, bytes: end }) => {
        const start = index === 0 ? afterLineEnds(bytes, next) : next;
        next = end + 1;
        const record = index === 0 ? [] : (records.pop() ?? []);
        records.push([...record, { text: value, place: places.at(start) }]);
        return value;
      },
    });
    return { value: records };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const start = error.index === 0 ? afterLineEnds(bytes, next) : next;
    return { faults: [fileFault(places.at(start), MESSAGES[error.code] ?? `got what is not CSV: ${error.message}`)] };
  }
}

/** A record's last cell may be followed by a line end of two characters and by blank lines. */
function afterLineEnds(bytes: Buffer, offset: number): number {
  let start = Math.max(0, offset);
  while (bytes[start] === LINE_FEED || bytes[start] === CARRIAGE_RETURN) start++;
  return start;
}

/** Turns rising byte offsets into places. */
class BytePlaces {
  private lineStart = 0;
  private line = 1;
  private reached = 0;

  constructor(
    private readonly file: string,
    private readonly bytes: Buffer,
  ) {}

  at(offset: number): Place {
    for (; this.reached < Math.min(offset, this.bytes.length); this.reached++) {
      if (this.isLineEnd(this.reached)) {
        this.line++;
        this.lineStart = this.reached + 1;
      }
    }
    return { file: this.file, line: this.line, column: this.bytes.toString("utf8", this.lineStart, offset).length + 1 };
  }

  private isLineEnd(offset: number): boolean {
    const byte = this.bytes[offset];
    return byte === LINE_FEED || (byte === CARRIAGE_RETURN && this.bytes[offset + 1] !== LINE_FEED);
  }
}

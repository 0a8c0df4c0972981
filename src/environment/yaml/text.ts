import { fileFault, type Outcome } from "./fault";

const BYTES_PER_MEBIBYTE = 1024 * 1024;

/** A larger file is refused unread: the city's whole environment is well below a hundredth of it. */
export const MAXIMUM_FILE_BYTES = 10 * BYTES_PER_MEBIBYTE;

const LINE_FEED = 0x0a;

/** The text of a UTF-8 file, without its byte order mark. Faults: too large, not UTF-8. */
export function decodeText(file: string, bytes: Uint8Array): Outcome<string> {
  if (bytes.length > MAXIMUM_FILE_BYTES) {
    const given = (bytes.length / BYTES_PER_MEBIBYTE).toFixed(1);
    const most = MAXIMUM_FILE_BYTES / BYTES_PER_MEBIBYTE;
    const message = `got ${given} MiB, expected a file of at most ${most} MiB`;
    return { faults: [fileFault({ file, line: 1, column: 1 }, message)] };
  }
  const value = decode(bytes);
  if (value !== undefined) return { value };
  const offset = validLength(bytes);
  const lineStart = offset === 0 ? 0 : bytes.lastIndexOf(LINE_FEED, offset - 1) + 1;
  const line = bytes.subarray(0, lineStart).reduce((count, byte) => (byte === LINE_FEED ? count + 1 : count), 1);
  const column = (decode(bytes.subarray(lineStart, offset), true) ?? "").length + 1;
  const byte = (bytes[offset] ?? 0).toString(16).padStart(2, "0");
  const message = `got byte 0x${byte} at offset ${offset}, expected UTF-8: save the file in that encoding`;
  return { faults: [fileFault({ file, line, column }, message)] };
}

/** Undefined when the bytes are not UTF-8. A partial text may end within a character. */
function decode(bytes: Uint8Array, partial = false): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: partial });
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** The offset of the first character that is not UTF-8. The decoder tells no offset, so halving finds it. */
function validLength(bytes: Uint8Array): number {
  let valid = 0;
  let invalid = bytes.length;
  while (valid < invalid) {
    const middle = Math.ceil((valid + invalid) / 2);
    if (decode(bytes.subarray(0, middle), true) === undefined) invalid = middle - 1;
    else valid = middle;
  }
  return startOfCharacter(bytes, valid);
}

/** A character that is cut short is reported at its first byte. */
function startOfCharacter(bytes: Uint8Array, offset: number): number {
  let start = offset;
  while (start > 0 && offset - start < 3 && decode(bytes.subarray(0, start)) === undefined) start--;
  return start;
}

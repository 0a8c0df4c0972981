import { isUtf8 } from "node:buffer";
import { fileFault, type Fault, type Outcome } from "./fault";
import { startOf } from "./place";

const BYTES_PER_MEBIBYTE = 1024 * 1024;

/** A larger file is refused unread: the city's whole environment is well below a hundredth of it. */
export const MAXIMUM_FILE_BYTES = 10 * BYTES_PER_MEBIBYTE;

const LINE_FEED = 0x0a;

/** The text of a UTF-8 file, without its byte order mark. Faults: too large, not UTF-8. */
export function decodeText(file: string, bytes: Uint8Array): Outcome<string> {
  const tooLarge = sizeFaults(file, bytes.length);
  if (tooLarge.length > 0) return { faults: tooLarge };
  if (isUtf8(bytes)) return { value: decode(bytes).replace(/^\uFEFF/, "") };
  const offset = firstInvalid(bytes);
  const lineStart = offset === 0 ? 0 : bytes.lastIndexOf(LINE_FEED, offset - 1) + 1;
  const line = bytes.subarray(0, lineStart).reduce((count, byte) => (byte === LINE_FEED ? count + 1 : count), 1);
  const column = decode(bytes.subarray(lineStart, offset)).length + 1;
  const byte = (bytes[offset] ?? 0).toString(16).padStart(2, "0");
  const message = `got byte 0x${byte} at offset ${offset}, expected UTF-8: save the file in that encoding`;
  return { faults: [fileFault({ file, line, column }, message)] };
}

/** The fault of a file that is too large; none of any other. */
export function sizeFaults(file: string, size: number): Fault[] {
  if (size <= MAXIMUM_FILE_BYTES) return [];
  const given = (size / BYTES_PER_MEBIBYTE).toFixed(1);
  const most = MAXIMUM_FILE_BYTES / BYTES_PER_MEBIBYTE;
  return [fileFault(startOf(file), `got ${given} MiB, expected a file of at most ${most} MiB`)];
}

/** The offset of the first byte that UTF-8 does not allow: from there on a lenient decoder's text differs from the bytes. */
function firstInvalid(bytes: Uint8Array): number {
  const replaced = Buffer.from(decode(bytes));
  return bytes.findIndex((byte, offset) => byte !== replaced[offset]);
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

import { suggestion } from "./suggestion";
import { ValueError } from "./value-error";

/** Zones of the IANA time zone database that Node knows, by the names under which every system has them. */
const TIME_ZONES: readonly string[] = [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone")])];

/** A name of the IANA time zone database such as `Asia/Shanghai`. Throws `ValueError` for any other text. */
export function parseTimeZone(text: string): string {
  // Systems look the name up as a file, so its letters count as they are written.
  if (TIME_ZONES.includes(text)) return text;
  throw new ValueError(
    text,
    `expected a name of the IANA time zone database such as Asia/Shanghai${suggestion(text, TIME_ZONES)}`,
  );
}

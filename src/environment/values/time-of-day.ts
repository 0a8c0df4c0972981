import { ValueError } from "./value-error";

const WRITTEN = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** A time on a clock of 24 hours, such as 07:30. */
export class TimeOfDay {
  /** Throws `ValueError` for a text that is no such time. */
  static parse(text: string): TimeOfDay {
    const [, hour, minute] = WRITTEN.exec(text) ?? [];
    if (hour === undefined || minute === undefined) {
      throw new ValueError(text, "expected a time from 00:00 to 23:59 such as 07:30");
    }
    return new TimeOfDay(Number(hour), Number(minute));
  }

  private constructor(
    readonly hour: number,
    readonly minute: number,
  ) {}

  isBefore(other: TimeOfDay): boolean {
    return this.hour * 60 + this.minute < other.hour * 60 + other.minute;
  }

  toString(): string {
    return [this.hour, this.minute].map((part) => String(part).padStart(2, "0")).join(":");
  }
}

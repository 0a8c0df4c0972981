import { ValueError } from "./value-error";

/** An amount of CPU or memory in Kubernetes' notation, kept as it was written. */
export class Quantity {
  private constructor(
    private readonly text: string,
    /** CPU: thousandths of a core. Memory: bytes. */
    readonly amount: number,
  ) {}

  /** @throws ValueError when the text is not an amount of CPU. */
  static cpu(text: string): Quantity {
    const [, whole, milli] = /^(?:(\d+(?:\.\d{1,3})?)|(\d+)m)$/.exec(text) ?? [];
    const amount = milli === undefined ? Math.round(Number(whole) * 1000) : Number(milli);
    if (!(amount > 0)) throw new ValueError(text, 'expected an amount of CPU such as 500m or "2"');
    return new Quantity(text, amount);
  }

  /** @throws ValueError when the text is not an amount of memory. */
  static memory(text: string): Quantity {
    const [, number, unit = ""] = /^(\d+)(Ki|Mi|Gi|Ti)$/.exec(text) ?? [];
    const amount = Number(number) * 1024 ** ["", "Ki", "Mi", "Gi", "Ti"].indexOf(unit);
    if (!(amount > 0)) throw new ValueError(text, "expected an amount of memory such as 512Mi or 2Gi");
    return new Quantity(text, amount);
  }

  toString(): string {
    return this.text;
  }
}

/** An amount of CPU in cores, for messages. */
export function cores(thousandths: number): string {
  const amount = Number((thousandths / 1000).toFixed(3));
  return `${amount} ${amount === 1 ? "core" : "cores"}`;
}

/** An amount of memory in GiB, for messages. */
export function gibibytes(bytes: number): string {
  return `${Number((bytes / GIBIBYTE).toFixed(2))} GiB`;
}

export const GIBIBYTE = 1024 ** 3;

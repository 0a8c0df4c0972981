/** IPv4 addresses as numbers, apart from those of the analysis on purpose. */
export function addressNumber(text: string): number {
  return text.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
}

export function addressText(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join(".");
}

/** First and last address of a block. */
export function blockEdges(block: string): readonly [first: number, last: number] {
  const [address = "", length = "32"] = block.split("/");
  const size = 2 ** (32 - Number(length));
  const first = Math.floor(addressNumber(address) / size) * size;
  return [first, first + size - 1];
}

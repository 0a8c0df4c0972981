import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";

const CURL = `#!/bin/sh
for address; do :; done
echo "$address" >> "$ASKED_ADDRESSES"
`;

/** A `curl` to which every address answers as a running API server would, and which notes who was asked: no machine runs here that could. */
export class AnsweringCurl {
  private readonly asked: string;

  /** @param folder for the program alone. */
  constructor(private readonly folder: string) {
    this.asked = join(folder, "asked");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "curl"), CURL);
    chmodSync(join(folder, "curl"), 0o755);
  }

  /** With these a program finds it in place of the machine's own. */
  get variables(): Readonly<Record<"PATH" | "ASKED_ADDRESSES", string>> {
    return { PATH: [this.folder, process.env.PATH ?? ""].join(delimiter), ASKED_ADDRESSES: this.asked };
  }

  /** The addresses that were asked, in order. */
  get askedAddresses(): readonly string[] {
    return existsSync(this.asked) ? readFileSync(this.asked, "utf8").trim().split("\n") : [];
  }
}

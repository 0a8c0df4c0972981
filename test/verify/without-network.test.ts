import { withoutNetwork } from "../acceptance/support/without-network";
import { run } from "./support/program";

const NAME_INTERFACES = ["node", "-e", 'console.log(Object.keys(require("node:os").networkInterfaces()).join())'];

/** The network interfaces that a program sees, when a command line starts it. */
function interfacesSeenBy([file = "", ...words]: readonly string[]): string[] {
  return run(file, words)
    .output.trim()
    .split(",")
    .filter((name) => name !== "");
}

describe("a program that is started without a network", () => {
  it("has no interface that is up, loopback neither", () => {
    const starter = withoutNetwork();
    if (!starter) throw new Error("this machine allows no network namespace: run npm run verify as root on Linux");
    expect(interfacesSeenBy(NAME_INTERFACES)).toContain("lo");
    expect(interfacesSeenBy([...starter, ...NAME_INTERFACES])).toEqual([]);
  });
});

import { withoutNetwork } from "../acceptance/support/without-network";
import { run } from "./support/program";

const LIST_INTERFACES = 'console.log(JSON.stringify(Object.keys(require("node:os").networkInterfaces())))';

/** The network interfaces that a program sees, when other words start it. */
function interfacesSeenBy(...starter: readonly string[]): unknown {
  const [file, ...words] = [...starter, "node", "-e", LIST_INTERFACES];
  return JSON.parse(run(file, words).output);
}

describe("a program that is started without a network", () => {
  it("has no interface that is up, loopback neither", () => {
    const starter = withoutNetwork();
    if (!starter) throw new Error("this machine allows no network namespace: run npm run verify as root on Linux");
    expect(interfacesSeenBy()).toContain("lo");
    expect(interfacesSeenBy(...starter)).toEqual([]);
  });
});

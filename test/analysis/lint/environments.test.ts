import { lint } from "../../../src/analysis/lint/lint";
import { readSynthesized } from "../../../src/app/isolation";
import { synthesizeNamed, type SynthesizedFolder } from "../../app/support/synthesized";

const ENVIRONMENTS = ["dev", "staging", "prod"];

/** What stays in our environments, and why. */
const ACCEPTED = [
  {
    kind: "unused-security-group",
    address: "openstack_networking_secgroup_v2.exchange-gateway_security-group_4D278F41",
    reason:
      "chutian has its VPN as a service and keeps the subnets of gateway machines; each role with subnets has a group, whose address is a contract",
  },
];

let output: SynthesizedFolder;

beforeAll(() => {
  output = synthesizeNamed(ENVIRONMENTS);
}, 240_000);
afterAll(() => {
  output.remove();
});

describe.each(ENVIRONMENTS)("lint of %s", (environment) => {
  it("finds what is accepted and nothing else, each with its line", () => {
    const { files, intent } = readSynthesized(environment, output.folder);
    const { findings } = lint(files, intent);
    expect(findings.map(({ kind, address }) => `${kind} ${address}`)).toEqual(
      ACCEPTED.map(({ kind, address }) => `${kind} ${address}`),
    );
    expect(findings.every(({ source }) => source?.startsWith(`environments/${environment}.yaml:`))).toBe(true);
  });
});

import { gunzipSync, gzipSync } from "node:zlib";
import { readSynthesized } from "../../../src/app/isolation";
import { synthesizeNamed, type SynthesizedFolder } from "../../app/support/synthesized";
import { line, Seeded, shows, type Values } from "./support/seeded";

const CHUTIAN = "prod-chutian-network";
const TIANYI = "prod-tianyi-network";
const RULE = "openstack_networking_secgroup_rule_v2";

let output: SynthesizedFolder;
let prod: Seeded;

beforeAll(() => {
  output = synthesizeNamed(["prod"]);
  const { files, intent } = readSynthesized("prod", output.folder);
  prod = new Seeded(files, intent);
}, 240_000);
afterAll(() => {
  output.remove();
});

interface Fault {
  readonly title: string;
  readonly seeded: () => Seeded;
  /** One of the lines that must be found. */
  readonly found: string;
  /** A hop of its witness. */
  readonly witness: string;
}

const faults: Fault[] = [
  {
    title: "an ingress rule of medical workers widened to everybody: sites reach the gateway's node port past its listener",
    seeded: () => prod.changed(CHUTIAN, `${RULE}.medical-worker_ingress-tcp-30443-medical-load-balancer-a_AAA`, {}),
    found: "",
    witness: "",
  },
];

describe("prod as synthesized", () => {
  it("passes", () => {
    expect(prod.analyse().violations).toEqual([]);
  });
});

describe("a fault seeded into prod", () => {
  it.each(faults)("is found: $title", ({ seeded, found, witness }) => {
    const { violations } = seeded().analyse();
    expect(violations.map(line)).toContain(found);
    expect(violations.filter((each) => line(each) === found).every((each) => shows(each, witness))).toBe(true);
  });
});

import { join } from "node:path";
import { Cleanup } from "../../src/simulation/engine/cleanup";
import { Simulation } from "../../src/simulation/engine/simulation";
import { readSynthesizedApp, type SynthesizedApp } from "../../src/simulation/engine/synthesized-app";
import { temporaryFolder } from "../../src/simulation/engine/temporary-folder";
import { synthesizeQuickly } from "./changes/support/synthesize-quickly";
import { editedEnvironment, type LineEdit } from "./support/edited-environment";

const ENVIRONMENT = "prod";

/** Each changes one number in one line of prod's YAML, and touches stacks that no other touches. */
const GROWTH = [
  {
    what: "a service",
    edit: { of: "id: institution-portal", from: "replicas: 4", to: "replicas: 6" },
    planned: {
      "internet-*-services": ["update kubernetes_deployment_v1.services_institution-portal_deployment"],
    },
  },
  {
    // The autoscaler's least: it starts the pods. The deployment's own number is the autoscaler's, and Terraform leaves it alone.
    what: "a service that an autoscaler grows",
    edit: { of: "id: doctor-portal", from: "replicas: 10", to: "replicas: 15" },
    planned: {
      "medical-*-services": ["update kubernetes_horizontal_pod_autoscaler_v2.services_doctor-portal_autoscaler"],
    },
  },
  {
    what: "a pool in OpenStack",
    edit: { of: "id: internet-chutian", from: "nodes: 8", to: "nodes: 12" },
    planned: {
      "internet-chutian-cluster": [9, 10, 11, 12].flatMap((node) => {
        const number = String(node).padStart(3, "0");
        return [
          `create openstack_compute_instance_v2.nodes_general-g1_machine-${number}`,
          ...["clients", "exchange", "operators"].map(
            (audience) => `create openstack_lb_member_v2.ingress_member-${audience}-general-g1-${number}`,
          ),
          `create openstack_networking_port_v2.nodes_general-g1_port-${number}`,
        ];
      }),
    },
  },
];

describe("one number in the YAML of prod", () => {
  const cleanup = new Cleanup();
  const planned = new Map<string, readonly string[]>();

  beforeAll(async () => {
    const base = synthesized(temporaryFolder(cleanup), []);
    const head = synthesized(
      temporaryFolder(cleanup),
      GROWTH.map(({ edit }) => edit),
    );
    const simulation = await Simulation.start();
    cleanup.add(() => simulation.stop());
    for (const { stack, changes } of await simulation.plan({ base, head })) {
      if (changes.length === 0) continue;
      const actions = changes.map(({ action, address }) => `${action} ${address.replace(/_[0-9A-F]{8}$/, "")}`);
      planned.set(stack.slice(ENVIRONMENT.length + 1), actions.toSorted());
    }
  }, 900_000);
  afterAll(() => cleanup.run());

  it.each(GROWTH)("grows $what: $edit.to is the whole change, and its plan adds and takes nothing away", (growth) => {
    for (const [glob, actions] of Object.entries(growth.planned)) {
      const stacks = [...planned.keys()].filter((stack) => new RegExp(`^${glob.replace("*", "\\w+")}$`).test(stack));
      expect(stacks).toHaveLength(glob.includes("*") ? 2 : 1);
      for (const stack of stacks) expect(planned.get(stack)).toEqual(actions.toSorted());
    }
  });

  it("touches no other stack", () => {
    expect([...planned.keys()].toSorted()).toEqual([
      "internet-chutian-cluster",
      "internet-chutian-services",
      "internet-tianyi-services",
      "medical-chutian-services",
      "medical-tianyi-services",
    ]);
  });
});

/** Synthesizes prod with edits of its YAML, which every rule has to accept. */
function synthesized(folder: string, edits: readonly LineEdit[]): SynthesizedApp {
  const out = join(folder, "cdktf.out");
  synthesizeQuickly(editedEnvironment(ENVIRONMENT, edits, folder), out);
  return readSynthesizedApp(out);
}

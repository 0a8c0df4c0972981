import { reportPlanSummary } from "../../src/report/plan-summary";
import type { ResourceChange } from "../../src/simulation/engine/resource-changes";
import type { StackPlan } from "../../src/simulation/engine/stack-plan";

function changeOf(
  action: ResourceChange["action"],
  address: string,
  more: Partial<ResourceChange> = {},
): ResourceChange {
  return { address, type: address.split(".")[0] ?? "", action, why: [], isProtected: false, ...more };
}

function planOf(stack: string, changes: readonly ResourceChange[], more: Partial<StackPlan> = {}): StackPlan {
  return { stack, presence: "kept", changed: changes.length > 0, changes, ...more };
}

describe("the summary of plans", () => {
  it("begins with what was protected, then with what loses data in place", () => {
    const plans = [
      planOf("prod-pki", []),
      planOf("prod-network", [
        changeOf("create", "ctyun_subnet.new"),
        changeOf("replace", "openstack_networking_subnet_v2.worker", { why: ["cidr"] }),
        changeOf("update", "openstack_compute_instance_v2.bastion", { destroysData: "image_id rebuilds the machine" }),
      ]),
      planOf("prod-cluster", [
        changeOf("update", "ctyun_ccse_node_pool.general"),
        changeOf("replace", "ctyun_ccse_cluster.medical", { why: ["base_info.cluster_version"], isProtected: true }),
        changeOf("destroy", "ctyun_ebs.data", { why: ["it is no longer in the configuration"] }),
      ]),
    ];
    expect(reportPlanSummary(plans)).toBe(
      [
        "PROTECTED: 1 resource carries prevent_destroy and would be lost",
        "  prod-cluster  replaced  ctyun_ccse_cluster.medical: base_info.cluster_version",
        "",
        "DESTRUCTIVE: 1 resource changes in place, but loses its data",
        "  prod-network  updated in place  openstack_compute_instance_v2.bastion: image_id rebuilds the machine",
        "",
        "prod-network: 1 created, 1 updated in place, 1 replaced, 0 destroyed",
        "  replaced  openstack_networking_subnet_v2.worker: cidr",
        "  updated in place  openstack_compute_instance_v2.bastion: image_id rebuilds the machine",
        "prod-cluster: 0 created, 1 updated in place, 1 replaced, 1 destroyed",
        "  replaced  ctyun_ccse_cluster.medical: base_info.cluster_version",
        "  destroyed  ctyun_ebs.data: it is no longer in the configuration",
        "3 stacks, 1 without changes: 1 created, 2 updated in place, 2 replaced, 1 destroyed",
        "",
      ].join("\n"),
    );
  });

  it("names a stack that is new, one that vanished, and one of which only outputs change", () => {
    const plans = [
      planOf("new", [changeOf("create", "tls_private_key.one")], { presence: "new" }),
      planOf("gone", [changeOf("destroy", "tls_private_key.two")], { presence: "vanished" }),
      planOf("outputs", [], { changed: true }),
    ];
    expect(reportPlanSummary(plans)).toBe(
      [
        "new (new): 1 created, 0 updated in place, 0 replaced, 0 destroyed",
        "gone (no longer synthesized: nothing destroys it unless somebody does): 0 created, 0 updated in place, 0 replaced, 1 destroyed",
        "  destroyed  tls_private_key.two",
        "outputs: only outputs change",
        "3 stacks, 0 without changes: 1 created, 0 updated in place, 0 replaced, 1 destroyed",
        "",
      ].join("\n"),
    );
  });

  it("is one line when nothing changes", () => {
    expect(reportPlanSummary([planOf("prod-pki", [])])).toBe(
      "1 stack, 1 without changes: 0 created, 0 updated in place, 0 replaced, 0 destroyed\n",
    );
  });
});

import type { PlannedResource } from "../../../src/simulation/engine/plan-json";
import { losesSomething, resourceChanges } from "../../../src/simulation/engine/resource-changes";

function planned(
  address: string,
  change: PlannedResource["change"],
  more: Partial<PlannedResource> = {},
): PlannedResource {
  return { address, mode: "managed", type: address.split(".")[0] ?? "", change, ...more };
}

function changesOf(resource: PlannedResource, guarded: readonly string[] = []) {
  return resourceChanges({ resource_changes: [resource] }, new Set(guarded));
}

describe("the changes of a plan", () => {
  it("say which attributes force a replacement", () => {
    const replace_paths = [
      ["base_info", "cluster_version"],
      ["az_infos", 0, "az_name"],
    ];
    const change = {
      actions: ["delete", "create"] as PlannedResource["change"]["actions"],
      before: {},
      after: {},
      replace_paths,
    };
    expect(changesOf(planned("ctyun_ccse_cluster.one", change), ["ctyun_ccse_cluster.one"])).toEqual([
      {
        address: "ctyun_ccse_cluster.one",
        type: "ctyun_ccse_cluster",
        action: "replace",
        why: ["base_info.cluster_version", "az_infos[0].az_name"],
        isProtected: true,
      },
    ]);
  });

  it("tell in words why something is destroyed", () => {
    const resource = planned(
      "tls_private_key.old",
      { actions: ["delete"], before: {}, after: null },
      { action_reason: "delete_because_no_resource_config" },
    );
    expect(changesOf(resource)).toMatchObject([{ action: "destroy", why: ["it is no longer in the configuration"] }]);
  });

  it("take an instance of a protected resource as protected", () => {
    const resource = planned('openstack_blockstorage_volume_v3.data["a"]', {
      actions: ["delete"],
      before: {},
      after: null,
    });
    expect(changesOf(resource, ["openstack_blockstorage_volume_v3.data"])).toMatchObject([{ isProtected: true }]);
  });

  it("see through an update in place that writes a machine's disk anew", () => {
    const [change] = changesOf(
      planned("openstack_compute_instance_v2.node", {
        actions: ["update"],
        before: { image_id: "old", name: "node" },
        after: { image_id: "new", name: "node" },
      }),
    );
    expect(change).toMatchObject({
      action: "update",
      destroysData: "image_id rebuilds the machine: its root disk is written anew",
    });
    expect(change && losesSomething(change)).toBe(true);
  });

  it("leave a harmless update harmless", () => {
    const [change] = changesOf(
      planned("openstack_compute_instance_v2.node", {
        actions: ["update"],
        before: { image_id: "same", name: "old" },
        after: { image_id: "same", name: "new" },
      }),
    );
    expect(change && losesSomething(change)).toBe(false);
  });

  it("do not count data sources and what stays", () => {
    expect(
      changesOf(
        planned("data.openstack_images_image_v2.one", { actions: ["read"], before: null, after: {} }, { mode: "data" }),
      ),
    ).toEqual([]);
    expect(changesOf(planned("random_password.one", { actions: ["no-op"], before: {}, after: {} }))).toEqual([]);
  });
});

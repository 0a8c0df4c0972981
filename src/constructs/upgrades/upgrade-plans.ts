import type { Construct } from "constructs";
import type { NodePoolSpecification } from "../../environment/schema/clusters";
import type { ChartValues } from "../kubernetes/chart-values";
import { Manifests, type Manifest } from "../kubernetes/manifests";
import type { INamespace } from "../kubernetes/namespace";
import { PLATFORM_KEYS } from "../services/labels";
import { UPGRADE_CONTROLLER, UPGRADE_DEADLINE_SECONDS, UPGRADE_GROUP, upgradeImage } from "./names";

export interface UpgradePlansProps {
  /** The upgrade controller's. */
  readonly namespace: INamespace;
  /** The release of RKE2 that all nodes are brought to, such as `v1.36.3+rke2r1`. */
  readonly version: string;
  readonly pools: readonly Pick<NodePoolSpecification, "id" | "taints">[];

  /**
   * Host of the registry from which nodes take images.
   * @default - docker.io
   */
  readonly imageRegistry?: string;
}

/** Name of the servers' plan; no pool has this name. */
const CONTROL_PLANE = "control-plane";
const CONTROL_PLANE_LABEL = "node-role.kubernetes.io/control-plane";

/**
 * A plan for the servers of a cluster and one for each pool. Each takes one node at a time; pools begin once every server runs
 * the new release, since a kubelet may be older than its API server and never newer.
 *
 * Servers are closed for new pods and not emptied: etcd loses one member at a time, and nothing of a vendor runs there.
 */
export class UpgradePlans extends Manifests {
  constructor(scope: Construct, id: string, props: UpgradePlansProps) {
    super(scope, id, {
      namespace: props.namespace,
      needs: [UPGRADE_CONTROLLER],
      manifests: [controlPlanePlan(props), ...props.pools.map((pool) => poolPlan(props, pool))],
    });
  }
}

function controlPlanePlan(props: UpgradePlansProps): Manifest {
  return plan(props, CONTROL_PLANE, {
    nodeSelector: { matchExpressions: [{ key: CONTROL_PLANE_LABEL, operator: "In", values: ["true"] }] },
    tolerations: [{ key: CONTROL_PLANE_LABEL, operator: "Exists", effect: "NoSchedule" }],
    cordon: true,
  });
}

function poolPlan(props: UpgradePlansProps, { id, taints }: UpgradePlansProps["pools"][number]): Manifest {
  return plan(props, id, {
    nodeSelector: { matchLabels: { [PLATFORM_KEYS.pool]: id } },
    tolerations: taints.map(({ key, value, effect }) => ({ key, operator: "Equal", value, effect })),
    prepare: { image: image(props), args: ["prepare", CONTROL_PLANE] },
    // Evictions wait for disruption budgets; pods that nobody would start again are ended too.
    drain: { force: true, ignoreDaemonSets: true, deleteEmptydirData: true, skipWaitForDeleteTimeout: 60 },
  });
}

function plan(props: UpgradePlansProps, name: string, spec: ChartValues): Manifest {
  return {
    apiVersion: `${UPGRADE_GROUP}/v1`,
    kind: "Plan",
    metadata: { name, namespace: props.namespace.namespaceName },
    spec: {
      concurrency: 1,
      jobActiveDeadlineSecs: UPGRADE_DEADLINE_SECONDS,
      serviceAccountName: UPGRADE_CONTROLLER,
      version: props.version,
      upgrade: { image: image(props) },
      ...spec,
    },
  };
}

/** Without a tag: the controller takes the release of the plan. */
function image({ imageRegistry }: UpgradePlansProps): string {
  return upgradeImage("rancher/rke2-upgrade", imageRegistry);
}

import type { Construct } from "constructs";
import { AddOn } from "../../kubernetes/add-on";
import { ReleasedChart } from "../../kubernetes/chart";
import type { ChartValues } from "../../kubernetes/chart-values";
import type { INamespace } from "../../kubernetes/namespace";
import { releaseProps, type PlatformAddOnProps } from "../../platform/platform-add-on-props";
import { PLATFORM_PRIORITY } from "../../platform/priority-classes";
import { PROMETHEUS_STACK } from "../addresses";
import { alloyConfiguration, AUDIT_LOG_FOLDER, type AlloyConfigurationProps } from "./alloy-configuration";
import { LOKI } from "./loki";

/** What other add-ons call it when they need it. */
export const ALLOY = "alloy";

export interface AlloyProps
  extends AlloyConfigurationProps, Pick<PlatformAddOnProps, "chartRegistry" | "imageRegistry" | "dependsOn"> {
  /** It reads the hosts' own files, which Pod Security allows at level `privileged` alone. */
  readonly namespace: INamespace;
}

/** Where it remembers on each host how far it has read: a new pod goes on there. */
const MEMORY = { name: "memory", path: "/var/lib/alloy" };
const AUDIT_LOG = { name: "audit-log", path: AUDIT_LOG_FOLDER };

/** Carries the logs of every node to Loki. It runs on all of them, servers and tainted ones too. */
export class Alloy extends AddOn {
  constructor(scope: Construct, id: string, props: AlloyProps) {
    const { namespace, imageRegistry } = props;
    super(scope, id, {
      chart: ReleasedChart.fromFacts("alloy"),
      name: ALLOY,
      namespace,
      needs: [PROMETHEUS_STACK, LOKI],
      openValues: ["alloy.securityContext"],
      values: {
        ...(imageRegistry !== undefined && { global: { image: { registry: imageRegistry } } }),
        crds: { create: false },
        alloy: {
          configMap: { create: true, content: alloyConfiguration(props) },
          storagePath: MEMORY.path,
          enableReporting: false,
          mounts: { varlog: true, extra: [mount(MEMORY, false), mount(AUDIT_LOG, true)] },
          // The files belong to root, who needs no more than to be their owner.
          securityContext: {
            runAsUser: 0,
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ["ALL"] },
            seccompProfile: { type: "RuntimeDefault" },
          },
          resources: { requests: { cpu: "30m", memory: "128Mi" }, limits: { memory: "512Mi" } },
        },
        controller: {
          type: "daemonset",
          priorityClassName: PLATFORM_PRIORITY,
          tolerations: [{ operator: "Exists" }],
          volumes: { extra: [hostFolder(MEMORY), hostFolder(AUDIT_LOG)] },
        },
        // It finds the pods of its node, and that is all it asks the API server.
        rbac: {
          create: true,
          rules: [{ apiGroups: [""], resources: ["pods", "namespaces"], verbs: ["get", "list", "watch"] }],
          clusterRules: [],
        },
        serviceMonitor: { enabled: true },
      },
      ...releaseProps(props),
    });
  }
}

interface Folder {
  readonly name: string;
  readonly path: string;
}

function mount({ name, path }: Folder, readOnly: boolean): ChartValues {
  return { name, mountPath: path, readOnly };
}

/** Kubernetes makes the folder where it is missing, as that of the audit log is on all nodes but servers. */
function hostFolder({ name, path }: Folder): ChartValues {
  return { name, hostPath: { path, type: "DirectoryOrCreate" } };
}

import type { Construct } from "constructs";
import type { Environment } from "../environment/environment";
import type { ClusterSpecification } from "../environment/schema/clusters";
import type { INamespace } from "../constructs/kubernetes/namespace";
import { externalName, RemoteNames, type HostAlias, type RemoteName } from "../constructs/services";

/** How pods of the platform and of monitoring find the external endpoints that their cluster reaches through the exchange. */
export class OutsideNames {
  private readonly aliases = new Map<string, HostAlias>();

  /**
   * @param namespace where the names stand; nothing is made without a name.
   * @param endpoints ids of the external endpoints that pods of the stack use.
   */
  constructor(
    scope: Construct,
    environment: Environment,
    cluster: ClusterSpecification,
    namespace: INamespace,
    endpoints: readonly string[],
  ) {
    const names = [...new Set(endpoints)].flatMap((id) =>
      externalName(environment, cluster, id).map((name): [string, RemoteName] => [id, name]),
    );
    if (names.length === 0) return;
    const remote = new RemoteNames(scope, "outside-names", { names: names.map(([, name]) => name), namespace });
    for (const [id, { id: name, host }] of names) {
      if (host !== undefined) this.aliases.set(id, { host, address: remote.addressOf(name) });
    }
  }

  /** What pods that use an endpoint need; none where DNS leads there. */
  hostAliases(endpoint: string): HostAlias[] {
    const alias = this.aliases.get(endpoint);
    return alias ? [alias] : [];
  }
}

import type { Construct } from "constructs";
import type { Environment } from "../../environment/environment";
import type { ClusterSpecification } from "../../environment/schema/clusters";
import { platformNeeds } from "../../constructs/connectivity";
import type { INamespace } from "../../constructs/kubernetes/namespace";
import { externalName, RemoteNames, type HostAlias, type RemoteName } from "../../constructs/services";

/** How the platform's own pods find the external endpoints that their cluster reaches through the exchange. */
export class OutsideNames {
  private readonly aliases = new Map<string, HostAlias>();

  /** @param namespace where the names stand; nothing is made without a name. */
  constructor(scope: Construct, environment: Environment, cluster: ClusterSpecification, namespace: INamespace) {
    const needed = platformNeeds(environment, cluster).map(({ endpoint }) => endpoint.id);
    const names = [...new Set(needed)].flatMap((id) =>
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

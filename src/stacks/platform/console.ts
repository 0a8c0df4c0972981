import type { Construct } from "constructs";
import { consoleHost } from "../../environment/operator-hosts";
import type { Environment } from "../../environment/environment";
import { PLATFORM_NAMESPACES } from "../../environment/platform-namespaces";
import type { ClusterSpecification } from "../../environment/schema/clusters";
import { gatewayPorts } from "../../constructs/connectivity";
import { ConsoleRoute } from "../../constructs/platform/console-route";
import { Headlamp, HEADLAMP_POD_PORT } from "../../constructs/platform/headlamp";
import { PlatformNamespace } from "../../constructs/platform/platform-namespace";
import type { PlatformAddOnProps } from "../../constructs/platform/platform-add-on-props";
import { recordSource } from "../../constructs/provenance";
import { signInOf } from "../machine-needs";
import type { OutsideNames } from "../outside-names";

/** The page from which a cluster's applications are managed, where the environment has one. */
export function addConsole(
  scope: Construct,
  environment: Environment,
  cluster: ClusterSpecification,
  props: PlatformAddOnProps,
  outside: OutsideNames,
): void {
  const { console: specification } = environment.specification;
  const host = consoleHost(environment.specification, cluster);
  if (!specification || host === undefined) return;
  const signIn = signInOf(environment, cluster);
  if (!signIn) throw new Error(`cluster ${cluster.id}: a console needs an external endpoint of kind oidc with a host`);
  const namespace = new PlatformNamespace(scope, "console", {
    name: PLATFORM_NAMESPACES.console,
    receives: [{ id: "gateway", from: { namespace: PLATFORM_NAMESPACES.gateway }, ports: [HEADLAMP_POD_PORT] }],
    ...(props.dependsOn && { dependsOn: props.dependsOn }),
  });
  const headlamp = new Headlamp(scope, "headlamp", {
    ...props,
    namespace,
    url: `https://${host}:${gatewayPorts.operators.port.from}`,
    issuer: signIn.issuerUrl,
    client: signIn.clientId,
    scopes: specification.scopes,
    hostAliases: outside.hostAliases(signIn.endpoint),
  });
  const route = new ConsoleRoute(scope, "console-route", { namespace, host });
  for (const construct of [namespace, headlamp, route]) recordSource(construct, ["console"]);
}

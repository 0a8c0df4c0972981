import { machineGroupName, machineName } from "../../environment/cloud-names";
import type { Environment } from "../../environment/environment";
import { standingGenerations } from "../../environment/generations";
import { CLUSTER_ZONES, type SubnetRole } from "../../environment/schema/names";
import { bastionUserData, runnerUserData } from "../../constructs/cloud-init";
import { consoleClusterOf, gatewayPorts, infrastructurePorts } from "../../constructs/connectivity";
import type { IMachineGroup } from "../../constructs/machines/machines";
import { spreadMachines } from "../../constructs/machines/spread";
import { recordSource } from "../../constructs/provenance";
import { ntpServersOf } from "../machine-needs";
import type { NetworkStack } from "./network-stack";

/**
 * The management zone's machines: bastions, which operators reach from their offices, and the runners, where `cdktf deploy`
 * reaches the private API servers. Nothing else reaches ports 22, 6443 and 9345 from outside.
 */
export function addManagement(stack: NetworkStack, environment: Environment): void {
  const { authorizedKeys } = environment.cloud(stack.cloud.id).management;
  const ntpServers = ntpServersOf(environment, stack.cloud.id, "management");
  const runners = addGroups(stack, environment, "runner", (hostname) =>
    runnerUserData({ hostname, authorizedKeys, ntpServers }),
  );
  // A bastion only passes connections on, to these hosts and ports.
  const jumpTargets = [
    ...runners
      .flatMap(({ machines }) => machines)
      .map(({ privateAddress }) => ({ address: privateAddress, port: infrastructurePorts.ssh.from })),
    ...environment.specification.clusters
      .filter(({ cloud }) => cloud === stack.cloud.id)
      .map(({ zone }) => ({
        address: environment.addressSeenFrom(stack.cloud.id, "management", `${zone}-api`).toString(),
        port: infrastructurePorts.kubernetesApi.from,
      })),
    ...CLUSTER_ZONES.filter((zone) => consoleClusterOf(environment, stack.cloud.id, zone)).map((zone) => ({
      address: environment.addressSeenFrom(stack.cloud.id, "management", `${zone}-ingress`).toString(),
      port: gatewayPorts.operators.port.from,
    })),
  ];
  addGroups(stack, environment, "bastion", (hostname) =>
    bastionUserData({ hostname, authorizedKeys, jumpTargets, ntpServers }),
  );
}

type ManagementRole = Extract<SubnetRole, "bastion" | "runner">;

function addGroups(
  stack: NetworkStack,
  environment: Environment,
  role: ManagementRole,
  userData: (hostname: string) => string,
): IMachineGroup[] {
  return standingGenerations(environment.cloud(stack.cloud.id).management).map((generation) =>
    addGroup(stack, environment, role, generation, userData),
  );
}

function addGroup(
  stack: NetworkStack,
  environment: Environment,
  role: ManagementRole,
  generation: number,
  userData: (hostname: string) => string,
): IMachineGroup {
  const { machines, flavor, diskGiB, generation: present } = environment.cloud(stack.cloud.id).management;
  const network = stack.network("management");
  const name = machineGroupName(environment.name, "management", role, generation);
  const availabilityZones = network.subnetsOf(role).map(({ availabilityZone }) => availabilityZone);
  const group = stack.cloud.createMachines(stack, `${role}-g${generation}`, {
    name,
    network,
    role,
    securityGroups: [stack.securityGroup("management", role)],
    flavor,
    diskGiB,
    antiAffinity: role === "runner" ? "hard" : "soft",
    // A deploy runs on a runner and must not replace it; a bastion holds nothing but where its jumps may go.
    replaceOnChange: role === "bastion" && generation === present,
    machines: spreadMachines(machines, availabilityZones).map(({ key, availabilityZone }) => ({
      key,
      availabilityZone,
      userData: userData(machineName(name, key)),
    })),
  });
  recordSource(group, ["clouds", stack.cloud.id, "management"]);
  return group;
}

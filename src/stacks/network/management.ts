import { machineGroupName } from "../../environment/cloud-names";
import type { Environment } from "../../environment/environment";
import type { SubnetRole } from "../../environment/schema/names";
import { bastionUserData, runnerUserData } from "../../constructs/cloud-init";
import { infrastructurePorts } from "../../constructs/connectivity";
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
  const runners = addGroup(stack, environment, "runner", (hostname) =>
    runnerUserData({ hostname, authorizedKeys, ntpServers }),
  );
  // A bastion only passes connections on, to these hosts and ports.
  const jumpTargets = [
    ...runners.machines.map(({ privateAddress }) => ({ address: privateAddress, port: 22 })),
    ...environment.specification.clusters
      .filter(({ cloud }) => cloud === stack.cloud.id)
      .map(({ zone }) => ({
        address: environment.addressSeenFrom(stack.cloud.id, "management", `${zone}-api`).toString(),
        port: infrastructurePorts.kubernetesApi.from,
      })),
  ];
  addGroup(stack, environment, "bastion", (hostname) =>
    bastionUserData({ hostname, authorizedKeys, jumpTargets, ntpServers }),
  );
}

function addGroup(
  stack: NetworkStack,
  environment: Environment,
  role: Extract<SubnetRole, "bastion" | "runner">,
  userData: (hostname: string) => string,
): IMachineGroup {
  const { machines, generation, flavor, diskGiB } = environment.cloud(stack.cloud.id).management;
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
    antiAffinity: "hard",
    replaceOnChange: true,
    machines: spreadMachines(machines, availabilityZones).map(({ key, availabilityZone }) => ({
      key,
      availabilityZone,
      userData: userData(`${name}-${key}`),
    })),
  });
  recordSource(group, ["clouds", stack.cloud.id, "management"]);
  return group;
}

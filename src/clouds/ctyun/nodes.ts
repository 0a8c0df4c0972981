import { TerraformLocal } from "cdktf";
import { Construct } from "constructs";
import { Ebs } from "../../bindings/ctyun/ebs";
import { EbsAssociationEcs } from "../../bindings/ctyun/ebs-association-ecs";
import { Ecs } from "../../bindings/ctyun/ecs";
import { EcsAffinityGroup } from "../../bindings/ctyun/ecs-affinity-group";
import { EcsAffinityGroupAssociation } from "../../bindings/ctyun/ecs-affinity-group-association";
import { Eip } from "../../bindings/ctyun/eip";
import { EipAssociation } from "../../bindings/ctyun/eip-association";
import { availabilityZoneName, type AvailabilityZone } from "../../constructs/availability-zone";
import { encodeUserData, userDataLengthPrecondition } from "../../constructs/cloud-init/user-data";
import type { IMachine, IMachineGroup, MachineGroupProps, MachineProps } from "../../constructs/machines/machines";
import { refuseUnusableMachines } from "../../constructs/machines/refused-machines";
import { dataDiskName, machineName } from "../../environment/cloud-names";
import { diskName, instanceName, resourceName } from "./names";
import { BILLED_BY_BANDWIDTH, ctyunNetwork, ON_DEMAND, type CtyunNetwork } from "./network";

/** ctyun's limit of user data in base64 (provider document of ctyun_ecs). */
const MAXIMUM_USER_DATA_LENGTH = 16_384;

export interface CtyunMachineGroupProps extends MachineGroupProps {
  readonly availabilityZones: readonly AvailabilityZone[];
  /** Id of the image that every machine boots. */
  readonly machineImage: string;
  /** Type of boot and data disks, such as `ssd`. */
  readonly diskType: string;
}

/**
 * ECS machines of one kind, kept apart by an affinity group. They are given neither password nor key pair: nobody has to log
 * in, provider 1.2.0 demands neither, and a password would stand in the state.
 *
 * A running machine is never rewritten: changes of user data and image wait for the group's next generation. Data disks are
 * resources of their own that Terraform refuses to destroy; a disk is known by its position in `dataDisksGiB`, so sizes are
 * only ever appended there.
 *
 * Limits of provider 1.2.0: a private address cannot be pinned and a public one cannot be chosen (`publicAddresses.addresses`
 * is left alone), none can move between machines, disks cannot be encrypted, and there is no switch that lets a machine
 * forward packets that are not its own, so `forwardsPackets` changes nothing here.
 */
export class CtyunMachineGroup extends Construct implements IMachineGroup {
  readonly machines: readonly IMachine[];
  readonly publicAddresses: readonly string[];
  private readonly network: CtyunNetwork;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: CtyunMachineGroupProps,
  ) {
    super(scope, id);
    this.network = ctyunNetwork(props.network);
    refuseUnusableMachines(props);
    this.refuseWhatCtyunLacks();

    const affinityGroup = new EcsAffinityGroup(this, "affinity-group", {
      affinityGroupName: instanceName(props.name),
      affinityGroupPolicy: props.antiAffinity === "hard" ? "anti-affinity" : "soft-anti-affinity",
    });
    const built = props.machines.map((machine) => this.addMachine(machine, affinityGroup));
    this.machines = built.map(({ machine }) => machine);
    this.publicAddresses = built.flatMap(({ publicAddress }) => publicAddress ?? []);
  }

  private addMachine(
    { key, availabilityZone, userData }: MachineProps,
    affinityGroup: EcsAffinityGroup,
  ): { machine: IMachine; publicAddress: string | undefined } {
    const { props } = this;
    const name = instanceName(machineName(props.name, key));
    const subnet = this.network.subnetIn(props.role, availabilityZone);
    const azName = availabilityZoneName(props.availabilityZones, availabilityZone, `machine ${name}`);
    const encoded = new TerraformLocal(this, `user-data-${key}`, encodeUserData(userData)).asString;
    const instance = new Ecs(this, `machine-${key}`, {
      instanceName: name,
      displayName: name,
      flavorId: props.flavor,
      imageId: props.machineImage,
      azName,
      systemDiskType: props.diskType,
      systemDiskSize: props.diskGiB,
      vpcId: this.network.networkId,
      subnetId: subnet.subnetId,
      securityGroupIds: props.securityGroups.map(({ securityGroupId }) => securityGroupId),
      userData: encoded,
      cycleType: ON_DEMAND,
      lifecycle: {
        ...(props.replaceOnChange === true
          ? { createBeforeDestroy: true, ignoreChanges: ["image_id"] }
          : { ignoreChanges: ["user_data", "image_id"] }),
        precondition: [userDataLengthPrecondition(encoded, MAXIMUM_USER_DATA_LENGTH)],
        ...(props.protect && { preventDestroy: true }),
      },
    });
    new EcsAffinityGroupAssociation(this, `affinity-${key}`, {
      affinityGroupId: affinityGroup.affinityGroupId,
      instanceId: instance.id,
    });
    this.addDataDisks(name, key, azName, instance);
    return {
      machine: {
        key,
        availabilityZone,
        machineId: instance.id,
        privateAddress: instance.fixedIp,
        subnetId: subnet.subnetId,
      },
      publicAddress: this.addPublicAddress(name, key, instance),
    };
  }

  private addDataDisks(name: string, key: string, azName: string, instance: Ecs): void {
    const { dataDisksGiB = [], diskType } = this.props;
    for (const [index, size] of dataDisksGiB.entries()) {
      const disk = `${key}-${index + 1}`;
      const volume = new Ebs(this, `data-disk-${disk}`, {
        name: diskName(dataDiskName(name, index + 1)),
        azName,
        mode: "vbd",
        type: diskType,
        size,
        cycleType: ON_DEMAND,
        lifecycle: { preventDestroy: true },
      });
      new EbsAssociationEcs(this, `data-disk-attachment-${disk}`, { ebsId: volume.id, instanceId: instance.id });
    }
  }

  private addPublicAddress(name: string, key: string, instance: Ecs): string | undefined {
    const { publicAddresses, protect } = this.props;
    if (!publicAddresses) return undefined;
    const address = new Eip(this, `public-address-${key}`, {
      name: resourceName(name),
      bandwidth: publicAddresses.bandwidthMbps,
      ...BILLED_BY_BANDWIDTH,
      ...(protect && { lifecycle: { preventDestroy: true } }),
    });
    new EipAssociation(this, `public-address-association-${key}`, {
      eipId: address.id,
      instanceId: instance.id,
      associationType: "vm",
    });
    return address.address;
  }

  private refuseWhatCtyunLacks(): void {
    const { name, machines, virtualAddress, securityGroups } = this.props;
    if (virtualAddress) {
      throw new Error(
        `machines ${name}: got virtual address ${virtualAddress.toString()}, ctyun cannot move an address between machines: remove virtualAddress`,
      );
    }
    if (securityGroups.length === 0) {
      throw new Error(
        `machines ${name}: got no security group, expected at least one: without one ctyun uses the VPC's default group`,
      );
    }
    for (const { key, address } of machines) {
      if (!address) continue;
      throw new Error(
        `machines ${name}: got pinned address ${address.toString()} for machine ${key}, ctyun allots machines' addresses: remove address`,
      );
    }
  }
}

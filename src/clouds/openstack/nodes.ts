import { DataResource, Fn, Token, type TerraformResourceLifecycle } from "cdktf";
import { Construct } from "constructs";
import { BlockstorageVolumeV3 } from "../../bindings/openstack/blockstorage-volume-v3";
import { ComputeInstanceV2 } from "../../bindings/openstack/compute-instance-v2";
import { ComputeServergroupV2 } from "../../bindings/openstack/compute-servergroup-v2";
import { ComputeVolumeAttachV2 } from "../../bindings/openstack/compute-volume-attach-v2";
import { NetworkingPortV2 } from "../../bindings/openstack/networking-port-v2";
import { encodeUserData } from "../../constructs/cloud-init";
import { availabilityZoneName, type AvailabilityZone } from "../../constructs/availability-zone";
import type { IMachine, IMachineGroup, MachineGroupProps, MachineProps } from "../../constructs/machines/machines";
import { refuseUnusableMachines } from "../../constructs/machines/refused-machines";
import type { ISubnet } from "../../constructs/network/network";
import { dataDiskName, machineName } from "../../environment/cloud-names";
import type { Ipv4Address } from "../../environment/values";
import { diskName, instanceName, resourceName } from "./names";
import { openstackNetwork, OpenstackPublicAddress, type OpenstackNetwork } from "./network";

export interface OpenstackMachineGroupProps extends MachineGroupProps {
  readonly availabilityZones: readonly AvailabilityZone[];
  /** Id of the image that every machine boots. */
  readonly machineImage: string;
  /** The boot disk as a Cinder volume of `diskGiB`, or on the hypervisor in the size of the flavor. */
  readonly bootFrom: "volume" | "image";
  /** Name of the cloud's external network, where public addresses come from. */
  readonly externalNetworkName: string;

  /**
   * Cinder's volume type of boot and data volumes.
   * @default - the cloud's default type
   */
  readonly volumeType?: string;
}

interface BuiltMachine {
  readonly instance: ComputeInstanceV2;
  readonly machine: IMachine;
  readonly publicAddress: string | undefined;
}

/**
 * Nova instances of one kind, each with a port of its own, spread over hosts by a server group. They boot from their
 * config drive, so they need neither the metadata service nor a key pair.
 *
 * Nova sees only machines that stand. Asked for two of a group at once it may put both on one host where anti-affinity is soft,
 * and where it is hard give both up in the end, once each has been in the other's way. So the machines of a group whose loss
 * together is an outage are built one after another; the many of a worker pool are not, which would take a quarter of an hour.
 *
 * A running machine is never rewritten: changes of user data, image and boot disk wait for the group's next generation; user
 * data does not where the group replaces its machines. Data volumes are resources of their own that Terraform refuses to
 * destroy; a volume is known by its position in `dataDisksGiB`, so sizes are only ever appended there. Cinder places volumes in
 * its own default availability zone.
 */
export class OpenstackMachineGroup extends Construct implements IMachineGroup {
  readonly machines: readonly IMachine[];
  readonly publicAddresses: readonly string[];
  private readonly network: OpenstackNetwork;
  private readonly serverGroupId: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: OpenstackMachineGroupProps,
  ) {
    super(scope, id);
    this.network = openstackNetwork(props.network);
    refuseUnusableMachines(props);
    this.refuseUnreserved();

    this.serverGroupId = new ComputeServergroupV2(this, "server-group", {
      name: resourceName(props.name),
      policies: [props.antiAffinity === "hard" ? "anti-affinity" : "soft-anti-affinity"],
    }).id;
    if (props.virtualAddress) this.reserveVirtualAddress(props.virtualAddress);
    const built: BuiltMachine[] = [];
    const oneAfterAnother = props.antiAffinity === "hard" || props.replaceOnChange === true;
    for (const [position, machine] of props.machines.entries()) {
      built.push(this.addMachine(machine, position, oneAfterAnother ? built.at(-1)?.instance : undefined));
    }
    this.machines = built.map(({ machine }) => machine);
    this.publicAddresses = built.flatMap(({ publicAddress }) => publicAddress ?? []);
  }

  private addMachine(props: MachineProps, position: number, after: ComputeInstanceV2 | undefined): BuiltMachine {
    const { key } = props;
    const name = instanceName(machineName(this.props.name, key));
    const subnet = this.network.subnetIn(this.props.role, props.availabilityZone);
    const replacement = this.replacement(props);
    const port = this.addPort(name, props, subnet, replacement);
    const instance = new ComputeInstanceV2(this, `machine-${key}`, {
      name,
      flavorName: this.props.flavor,
      availabilityZone: availabilityZoneName(this.props.availabilityZones, props.availabilityZone, `machine ${name}`),
      configDrive: true,
      userData: props.userData,
      network: [{ port: port.id }],
      schedulerHints: [{ group: this.serverGroupId }],
      ...this.bootDisk(),
      ...(after && { dependsOn: [after] }),
      lifecycle: {
        ignoreChanges: [...(replacement ? [] : ["user_data"]), this.bootArgument],
        ...replacement,
        ...(this.props.protect && { preventDestroy: true }),
      },
    });
    this.addDataDisks(name, key, instance);
    return {
      instance,
      machine: {
        key,
        availabilityZone: props.availabilityZone,
        machineId: instance.id,
        privateAddress: props.address?.toString() ?? Token.asString(Fn.element(port.allFixedIps, 0)),
        subnetId: subnet.subnetId,
      },
      publicAddress: this.addPublicAddress(name, key, port, position),
    };
  }

  /** Whatever changes in a block device replaces the machine, its size included. */
  private get bootArgument(): string {
    return this.props.bootFrom === "volume" ? "block_device" : "image_id";
  }

  /**
   * How a machine gives way to one with a changed document. A port holds one machine at a time, so the successor that is
   * built first needs a port of its own: both follow the document's hash.
   */
  private replacement({ key, userData }: MachineProps): TerraformResourceLifecycle | undefined {
    if (this.props.replaceOnChange !== true) return undefined;
    const document = new DataResource(this, `document-${key}`, {
      input: { sha256: Fn.sha256(encodeUserData(userData)) },
    });
    return {
      createBeforeDestroy: true,
      replaceTriggeredBy: [`${document.terraformResourceType}.${document.friendlyUniqueId}`],
    };
  }

  private addPort(
    name: string,
    { key, address }: MachineProps,
    subnet: ISubnet,
    lifecycle: TerraformResourceLifecycle | undefined,
  ): NetworkingPortV2 {
    if (address && !subnet.cidr.contains(address)) {
      throw new Error(
        `machine ${name}: got address ${address.toString()}, expected one inside its ${subnet.role} subnet ${subnet.cidr.toString()}`,
      );
    }
    return new NetworkingPortV2(this, `port-${key}`, {
      name,
      networkId: this.network.networkId,
      fixedIp: [{ subnetId: subnet.subnetId, ipAddress: address?.toString() }],
      securityGroupIds: this.props.securityGroups.map(({ securityGroupId }) => securityGroupId),
      allowedAddressPairs: this.foreignAddresses().map((ipAddress) => ({ ipAddress })),
      ...(lifecycle && { lifecycle }),
    });
  }

  /**
   * Addresses other than its own that a machine's port may send from and receive for. Switching port security off would
   * let forwarded packets through as well, but it takes the security groups off the port with it.
   */
  private foreignAddresses(): string[] {
    const { virtualAddress, forwardsPackets } = this.props;
    return [...(virtualAddress ? [virtualAddress.toString()] : []), ...(forwardsPackets ? ["0.0.0.0/0"] : [])];
  }

  /** A port without a machine keeps Neutron from allotting the address; the machines answer for it by VRRP. */
  private reserveVirtualAddress(address: Ipv4Address): void {
    const subnets = this.network.subnetsOf(this.props.role);
    const subnet = subnets.find(({ cidr }) => cidr.contains(address));
    if (!subnet) {
      throw new Error(
        `machines ${this.props.name}: got virtual address ${address.toString()}, expected one inside a ${this.props.role} subnet: ${subnets.map(({ cidr }) => cidr.toString()).join(", ")}`,
      );
    }
    new NetworkingPortV2(this, "virtual-address", {
      name: resourceName(`${this.props.name}-virtual-address`),
      networkId: this.network.networkId,
      fixedIp: [{ subnetId: subnet.subnetId, ipAddress: address.toString() }],
      noSecurityGroups: true,
    });
  }

  private bootDisk() {
    const { bootFrom, machineImage, diskGiB, volumeType } = this.props;
    if (bootFrom === "image") return { imageId: machineImage };
    return {
      blockDevice: [
        {
          uuid: machineImage,
          sourceType: "image",
          destinationType: "volume",
          volumeSize: diskGiB,
          bootIndex: 0,
          deleteOnTermination: true,
          volumeType,
        },
      ],
    };
  }

  private addDataDisks(name: string, key: string, instance: ComputeInstanceV2): void {
    const { dataDisksGiB = [], volumeType } = this.props;
    for (const [index, size] of dataDisksGiB.entries()) {
      const disk = `${key}-${index + 1}`;
      const volume = new BlockstorageVolumeV3(this, `data-disk-${disk}`, {
        name: diskName(dataDiskName(name, index + 1)),
        size,
        volumeType,
        lifecycle: { preventDestroy: true },
      });
      new ComputeVolumeAttachV2(this, `data-disk-attachment-${disk}`, { instanceId: instance.id, volumeId: volume.id });
    }
  }

  private addPublicAddress(name: string, key: string, port: NetworkingPortV2, position: number): string | undefined {
    const { publicAddresses, externalNetworkName, protect = false } = this.props;
    if (!publicAddresses) return undefined;
    const reserved = publicAddresses.addresses?.[position];
    return new OpenstackPublicAddress(this, `public-address-${key}`, {
      network: this.network,
      portId: port.id,
      externalNetworkName,
      owner: `machine ${name}`,
      protect,
      ...(reserved && { reserved }),
    }).address;
  }

  private refuseUnreserved(): void {
    const { name, machines, publicAddresses } = this.props;
    const reserved = publicAddresses?.addresses;
    if (!reserved || reserved.length === machines.length) return;
    throw new Error(
      `machines ${name}: got ${reserved.length} reserved public addresses for ${machines.length} machines, expected one a machine`,
    );
  }
}

import { Construct } from "constructs";
import type { SubnetRole, Zone } from "../../environment/schema/names";
import type { Cidr } from "../../environment/values";
import type { INetwork, ISubnet, NetworkProps, RouteProps } from "./network";

/** What the networks of all clouds have in common: how subnets are found, and what no cloud may be asked for. */
export abstract class NetworkBase extends Construct implements INetwork {
  /** Name at the cloud. */
  readonly name: string;
  readonly zone: Zone;
  readonly cidr: Cidr;
  abstract readonly networkId: string;
  abstract readonly subnets: readonly ISubnet[];
  abstract readonly spreadsOverNextHops: boolean;

  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    this.name = props.name;
    this.zone = props.zone;
    this.cidr = props.cidr;
    this.refuseUnusable(props);
  }

  abstract addRoute(id: string, props: RouteProps): void;

  subnetsOf(role: SubnetRole): readonly ISubnet[] {
    const subnets = this.subnets.filter((subnet) => subnet.role === role);
    if (subnets.length > 0) return subnets;
    const roles = [...new Set(this.subnets.map((subnet) => subnet.role))];
    throw new Error(
      `network ${this.name} has no ${role} subnet, only ${roles.join(", ")}: add one to the zone's subnets`,
    );
  }

  subnetIn(role: SubnetRole, availabilityZone: string): ISubnet {
    const subnets = this.subnetsOf(role);
    const subnet = subnets.find((candidate) => candidate.availabilityZone === availabilityZone);
    if (subnet) return subnet;
    const existing = subnets.map((candidate) => candidate.availabilityZone);
    throw new Error(
      `network ${this.name} has no ${role} subnet in availability zone ${availabilityZone}, only in ${existing.join(", ")}: add a slot for it to the zone's subnets`,
    );
  }

  private refuseUnusable({ egress, subnets }: NetworkProps): void {
    if (egress && this.zone === "medical") {
      throw new Error(
        `network ${this.name}: got egress in zone medical, which has no route to the internet: remove egress`,
      );
    }
    for (const [position, { role, availabilityZone, cidr }] of subnets.entries()) {
      const place = `${role} in ${availabilityZone}`;
      const isSamePlace = (other: Pick<ISubnet, "role" | "availabilityZone">) =>
        other.role === role && other.availabilityZone === availabilityZone;
      if (subnets.findIndex(isSamePlace) !== position) {
        throw new Error(`network ${this.name}: got two subnets for ${place}, expected one`);
      }
      if (!this.cidr.contains(cidr)) {
        throw new Error(
          `network ${this.name}: got subnet ${cidr.toString()} for ${place}, expected a block inside ${this.cidr.toString()}`,
        );
      }
    }
  }
}

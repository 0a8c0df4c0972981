import { Lazy } from "cdktf";
import { Construct } from "constructs";
import { SecurityGroup } from "../../bindings/ctyun/security-group";
import { SecurityGroupRule } from "../../bindings/ctyun/security-group-rule";
import { Connections, type FirewallRule, type PeerBlock } from "../../constructs/network/connections";
import { describeReasons } from "../../constructs/network/descriptions";
import type { ISecurityGroup, SecurityGroupProps } from "../../constructs/network/network";
import { subnetPeer } from "../../constructs/network/peers";
import { recordReason, recordSource } from "../../constructs/provenance";
import type { SubnetRole, Zone } from "../../environment/schema/names";
import type { Port } from "../../environment/values";
import { resourceName } from "./names";

/** ctyun's limit of a description, of rules and of access lists. */
export const MAXIMUM_DESCRIPTION_LENGTH = 128;

/**
 * The provider's document names 50 as the default, its code sets 1, before which nothing can be put. The middle leaves room
 * for a rule that is set by hand in an emergency.
 */
const PRIORITY = 50;

/**
 * The rules of one role in one zone; Terraform adds none of its own.
 *
 * Each rule is one resource per direction, port and address block, named after the first peer that asked for it. A later
 * request for the same permission adds its reason to the first one's description.
 *
 * Limit: ctyun also puts every new machine into the default security group of its VPC. The provider shows that group
 * (`default_security_group_id` of the machine) and cannot empty it, so its rules are removed once in the console.
 */
export class CtyunSecurityGroup extends Construct implements ISecurityGroup {
  readonly zone: Zone;
  readonly role: SubnetRole;
  readonly securityGroupId: string;
  readonly connections: Connections;
  private readonly rules = new Map<string, SecurityGroupRule>();

  constructor(scope: Construct, id: string, props: SecurityGroupProps) {
    super(scope, id);
    this.zone = props.network.zone;
    this.role = props.role;
    this.securityGroupId = new SecurityGroup(this, "security-group", {
      name: resourceName(props.name),
      vpcId: props.network.networkId,
      description: `${props.role} in zone ${this.zone}`,
    }).id;
    this.connections = new Connections({
      peer: subnetPeer(this.zone, props.role, props.network.subnetsOf(props.role)),
      zone: this.zone,
      firewalls: [this],
    });
  }

  addRule(rule: FirewallRule): void {
    const service = serviceOf(rule.port);
    for (const block of rule.peer.blocks) this.addBlockRule(rule, service, block);
  }

  private addBlockRule(rule: FirewallRule, service: Service, block: PeerBlock): void {
    const cidr = block.cidr.toString();
    const permission = `${rule.direction} ${service.key} ${cidr}`;
    const known = this.rules.get(permission);
    if (known) {
      recordReason(known, rule.why);
      return;
    }
    const added: SecurityGroupRule = new SecurityGroupRule(
      this,
      `${rule.direction}-${service.key}-${rule.peer.id}-${block.key}`,
      {
        securityGroupId: this.securityGroupId,
        direction: rule.direction,
        action: "accept",
        priority: PRIORITY,
        protocol: service.protocol,
        ...(service.range !== undefined && { range: service.range }),
        etherType: "ipv4",
        destCidrIp: cidr,
        description: Lazy.stringValue({ produce: () => describeReasons(added, MAXIMUM_DESCRIPTION_LENGTH) }),
      },
    );
    recordReason(added, rule.why);
    if (rule.source) recordSource(added, rule.source);
    this.rules.set(permission, added);
  }
}

/** A port in ctyun's terms. The key names it in logical ids, such as `tcp-443` or `udp-8000-9000`. */
interface Service {
  readonly key: string;
  readonly protocol: "tcp" | "udp" | "icmp";
  readonly range?: string;
}

function serviceOf({ protocol, from, to }: Port): Service {
  // A rule here cannot name an ICMP type, so every ICMP port is the same permission.
  if (protocol === "icmp") return { key: "icmp", protocol };
  if ((protocol === "tcp" || protocol === "udp") && from !== undefined) {
    const range = to === undefined || to === from ? String(from) : `${from}-${to}`;
    return { key: `${protocol}-${range}`, protocol, range };
  }
  throw new Error(
    `got a rule for protocol ${protocol}, ctyun allows tcp, udp and icmp, or any, which would open everything: let IPsec peers use NAT traversal (udp/4500)`,
  );
}

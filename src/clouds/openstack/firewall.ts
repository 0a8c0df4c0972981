import { Lazy } from "cdktf";
import { Construct } from "constructs";
import { NetworkingSecgroupRuleV2 } from "../../bindings/openstack/networking-secgroup-rule-v2";
import { NetworkingSecgroupV2 } from "../../bindings/openstack/networking-secgroup-v2";
import { Connections, type FirewallRule, type PeerBlock } from "../../constructs/network/connections";
import { describeReasons } from "../../constructs/network/descriptions";
import type { ISecurityGroup, SecurityGroupProps } from "../../constructs/network/network";
import { subnetPeer } from "../../constructs/network/peers";
import { recordReason, recordSource } from "../../constructs/provenance";
import type { SubnetRole, Zone } from "../../environment/schema/names";
import type { Port } from "../../environment/values";
import { resourceName } from "./names";

/** Neutron's limit of a description. */
const MAXIMUM_DESCRIPTION_LENGTH = 255;

/**
 * The rules of one role in one zone. It starts without any: the two egress rules that Neutron adds are removed.
 *
 * Each rule is one resource per direction, port and address block, named after the first peer that asked for it. Neutron
 * refuses a second rule that permits the same, so a later request for it adds its reason to the first one's description.
 */
export class OpenstackSecurityGroup extends Construct implements ISecurityGroup {
  readonly zone: Zone;
  readonly role: SubnetRole;
  readonly securityGroupId: string;
  readonly connections: Connections;
  private readonly rules = new Map<string, NetworkingSecgroupRuleV2>();

  constructor(scope: Construct, id: string, props: SecurityGroupProps) {
    super(scope, id);
    this.zone = props.network.zone;
    this.role = props.role;
    this.securityGroupId = new NetworkingSecgroupV2(this, "security-group", {
      name: resourceName(props.name),
      description: `${props.role} in zone ${this.zone}`,
      deleteDefaultRules: true,
    }).id;
    this.connections = new Connections({
      peer: subnetPeer(this.zone, props.role, props.network.subnetsOf(props.role)),
      zone: this.zone,
      firewalls: [this],
    });
  }

  addRule(rule: FirewallRule): void {
    for (const block of rule.peer.blocks) this.addBlockRule(rule, block);
  }

  private addBlockRule(rule: FirewallRule, block: PeerBlock): void {
    const cidr = block.cidr.toString();
    const permission = `${rule.direction} ${rule.port.toString()} ${cidr}`;
    const known = this.rules.get(permission);
    if (known) {
      recordReason(known, rule.why);
      return;
    }
    const added: NetworkingSecgroupRuleV2 = new NetworkingSecgroupRuleV2(this, ruleId(rule, block), {
      securityGroupId: this.securityGroupId,
      direction: rule.direction,
      ethertype: "IPv4",
      protocol: rule.port.protocol,
      ...portRange(rule.port),
      remoteIpPrefix: cidr,
      description: Lazy.stringValue({ produce: () => describeReasons(added, MAXIMUM_DESCRIPTION_LENGTH) }),
      // Neutron cannot change a rule's description, so a further reason would replace the rule and interrupt its traffic.
      lifecycle: { ignoreChanges: ["description"] },
    });
    recordReason(added, rule.why);
    if (rule.source) recordSource(added, rule.source);
    this.rules.set(permission, added);
  }
}

/** Such as `ingress-tcp-443-medical-worker-a`. */
function ruleId(rule: FirewallRule, block: PeerBlock): string {
  return `${rule.direction}-${portKey(rule.port)}-${rule.peer.id}-${block.key}`;
}

/** The port as it stands in logical ids, such as `tcp-443` or `udp-8000-9000`. */
function portKey(port: Port): string {
  return port.toString().replaceAll("/", "-");
}

/**
 * Neutron keeps an ICMP type where other protocols keep their lowest port. The provider wants a code beside it and leaves
 * zeros out of its request: code 0 stands for every code, and type 0 would stand for every type.
 */
function portRange({ protocol, from, to }: Port): { portRangeMin?: number; portRangeMax?: number } {
  if (from === undefined) return {};
  if (protocol !== "icmp") return { portRangeMin: from, portRangeMax: to ?? from };
  if (from !== 0) return { portRangeMin: from, portRangeMax: 0 };
  throw new Error(
    "got icmp/0, which OpenStack's provider would widen to every ICMP type: replies need no rule, since security groups are stateful",
  );
}

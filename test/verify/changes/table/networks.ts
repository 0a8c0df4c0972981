import { valueAt } from "../../../app/support/changed-environment";
import type { Change } from "../support/change";

const SECOND_KEY =
  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIM0Ipp6x8R87kFeUIQheAhnZHj0N83/iYFU7tOuv+UQ1 administrator-2@health.example";

/** Changes to the clouds' networks and the machines that the platform itself runs. */
export const NETWORK_CHANGES: readonly Change[] = [
  {
    name: "the slot of a subnet in OpenStack",
    edits: { set: { "clouds.chutian.zones.management.subnets.2.slots.a": 9 } },
    expected: {},
  },
  {
    name: "the slot of a subnet in ctyun",
    edits: { set: { "clouds.tianyi.zones.management.subnets.2.slots.a": 9 } },
    expected: {},
  },
  {
    name: "the name servers of a zone in OpenStack",
    edits: { set: { "clouds.chutian.zones.medical.nameServers": ["100.100.0.54"] } },
    expected: {},
  },
  {
    name: "the name servers of a zone in ctyun",
    edits: { set: { "clouds.tianyi.zones.medical.nameServers": ["100.95.0.2"] } },
    expected: {},
  },
  {
    name: "the bandwidth of a zone's egress in OpenStack",
    edits: { set: { "clouds.chutian.zones.internet.egress.bandwidthMbps": 20 } },
    expected: {},
  },
  {
    name: "the bandwidth of a zone's egress in ctyun",
    edits: { set: { "clouds.tianyi.zones.internet.egress.bandwidthMbps": 20 } },
    expected: {},
  },
  {
    name: "a zone's egress is taken away",
    edits: { set: { "clouds.tianyi.zones.internet.egress": undefined } },
    expected: {},
  },
  {
    name: "another office of the operators in OpenStack",
    edits: { set: { "clouds.chutian.management.operators.1": "10.250.3.0/24" } },
    expected: {},
  },
  {
    name: "another office of the operators in ctyun",
    edits: { set: { "clouds.tianyi.management.operators.1": "10.250.3.0/24" } },
    expected: {},
  },
  {
    name: "another administrator's key in OpenStack",
    edits: { set: { "clouds.chutian.management.authorizedKeys.1": SECOND_KEY } },
    expected: {},
  },
  {
    name: "another flavor for the bastions and runners in OpenStack",
    edits: { set: { "clouds.chutian.management.flavor": "general.4c8g" } },
    expected: {},
  },
  {
    name: "a third bastion and runner in OpenStack",
    edits: { set: { "clouds.chutian.management.machines": 3 } },
    expected: {},
  },
  {
    name: "a new generation of bastions and runners beside the old one in ctyun",
    edits: { set: { "clouds.tianyi.management.generation": 2, "clouds.tianyi.management.retiring": [1] } },
    expected: {},
  },
  {
    name: "another image for the machines in OpenStack",
    edits: { set: { "clouds.chutian.machineImage": "0f7b4f0c-93a9-4a55-8d5e-0f2c3c0f8f11" } },
    expected: {},
  },
  {
    name: "another image for the machines in ctyun",
    edits: { set: { "clouds.tianyi.machineImage": "0f7b4f0c-93a9-4a55-8d5e-0f2c3c0f8f11" } },
    expected: {},
  },
  {
    name: "the next hop of a line in OpenStack",
    edits: { set: { "clouds.chutian.lines.0.nextHop": "10.24.0.7" } },
    expected: {},
  },
  {
    name: "the next hop of a line in ctyun",
    edits: { set: { "clouds.tianyi.lines.0.nextHop": "dcg-dev-medical-telecom-2" } },
    expected: {},
  },
  {
    name: "a line before the others in OpenStack",
    edits: {
      prepend: {
        "clouds.chutian.lines": {
          ...valueAt("dev", "clouds.chutian.lines.1"),
          id: "management-unicom",
          carrier: "China Unicom",
          nextHop: "10.27.0.7",
          destinations: ["10.250.4.0/24"],
        },
      },
    },
    expected: {},
  },
  {
    name: "a line is taken away in OpenStack",
    edits: { set: { "clouds.chutian.lines.1": undefined } },
    expected: {},
  },
  {
    name: "the second gateway takes over in ctyun",
    edits: { set: { "clouds.tianyi.gateways.active": "second" } },
    expected: {},
  },
  {
    name: "larger load balancers in ctyun",
    edits: { set: { "clouds.tianyi.loadBalancerSpecification": "elb.s3.small" } },
    expected: {},
  },
];

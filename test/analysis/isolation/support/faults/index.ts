import { BASTION_FAULTS } from "./bastions";
import { CTYUN_FAULTS } from "./ctyun";
import { OPENSTACK_FAULTS } from "./openstack";
import { POD_FAULTS } from "./pods";
import { POLICY_FAULTS } from "./policies";
import { PROXY_FAULTS } from "./proxies";
import { TRANSIT_FAULTS } from "./transits";

/** Every fault that is seeded into prod. */
export const FAULTS = [
  ...OPENSTACK_FAULTS,
  ...CTYUN_FAULTS,
  ...PROXY_FAULTS,
  ...TRANSIT_FAULTS,
  ...BASTION_FAULTS,
  ...POLICY_FAULTS,
  ...POD_FAULTS,
];

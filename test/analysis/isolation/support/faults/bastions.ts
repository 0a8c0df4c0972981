import type { Values } from "../seeded";
import { CHUTIAN, changed, type Fault } from "./seeds";

const BASTION = "openstack_compute_instance_v2.bastion-g1_machine-001_6A8D24A0";

/** What a bastion leads to is judged beside the security groups: each of the two has to hold by itself. */
export const BASTION_FAULTS: readonly Fault[] = [
  {
    title: "a bastion that leads to a medical data node",
    ...changed(CHUTIAN, BASTION, sshd("PermitOpen ", "PermitOpen 10.16.8.11:22 ")),
    found: "relay: chutian management/bastion -> chutian medical/data tcp/22",
  },
  {
    title: "a bastion that leads anywhere, so whoever logs on gets to the machine's metadata as well",
    ...changed(CHUTIAN, BASTION, sshd("PermitOpen ", "PermitOpen any ")),
    found: "relay: chutian management/bastion -> cloud services tcp/80",
  },
  {
    title: "a bastion that leads anywhere in a block for some",
    ...changed(
      CHUTIAN,
      BASTION,
      sshd("PermitTTY no\\n", "Match Address 10.250.0.0/24\\nPermitOpen *:6443\\nPermitTTY no\\n"),
    ),
    found:
      "relay: chutian management/bastion -> 0.0.0.0-10.16.0.19, 10.16.0.21-10.17.0.19, 10.17.0.21-255.255.255.255 tcp/6443",
  },
];

/** Edits the settings of OpenSSH's server, which stand in a function of Terraform. */
function sshd(what: string, by: string) {
  return ({ user_data: userData }: Values): Values => {
    const text = String(userData);
    if (!text.includes(what)) throw new Error(`the boot configuration of a bastion has no ${JSON.stringify(what)}`);
    return { user_data: text.replace(what, () => by) };
  };
}

/**
 * Arguments that a provider changes in place although the old data is lost, by resource type. Terraform shows such a change
 * as a harmless update.
 *
 * Source: the providers' documentation of the arguments; openstack 3.4.0 calls Nova's rebuild for a new image, which writes
 * the root disk anew.
 */
export const DESTRUCTIVE_UPDATES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  openstack_compute_instance_v2: {
    image_id: "rebuilds the machine: its root disk is written anew",
    image_name: "rebuilds the machine: its root disk is written anew",
  },
};

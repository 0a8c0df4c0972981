import type { Environment } from "../../../../src/environment/environment";
import type { Site } from "../../../../src/environment/schema/sites";
import { changedEnvironment, type Edits } from "../../../app/support/changed-environment";
import type { Testbed } from "./testbed";

/** The cloud that stands on the testbed. */
const CLOUD = "chutian";

/**
 * An environment of the repository with the testbed as its OpenStack cloud, and its state in local files: what the testbed
 * chooses itself (ids and addresses) is all that differs.
 */
export function testbedEnvironment(
  testbed: Testbed,
  name: string,
  sites: readonly Site[],
  edits: Edits = {},
): Environment {
  const own = {
    state: { backend: "local" },
    [`clouds.${CLOUD}.authUrl`]: testbed.authUrl,
    [`clouds.${CLOUD}.region`]: testbed.region,
    [`clouds.${CLOUD}.externalNetwork.id`]: testbed.externalNetwork,
    [`clouds.${CLOUD}.machineImage`]: testbed.machineImage,
  };
  // The testbed has no Designate.
  const withoutDesignate = { dns: {} };
  return changedEnvironment(name, { ...edits, set: { ...own, ...withoutDesignate, ...edits.set } }, sites);
}

/** The program that carries out upgrade plans, as other add-ons call it when they need it, and its account. */
export const UPGRADE_CONTROLLER = "system-upgrade-controller";

/** API group of its plans. */
export const UPGRADE_GROUP = "upgrade.cattle.io";

/** Seconds in which the upgrade of one node ends, its wait for the control plane included; then the plan stops. */
export const UPGRADE_DEADLINE_SECONDS = 7200;

/** An image in the environment's registry. */
export function upgradeImage(image: string, imageRegistry = "docker.io"): string {
  return `${imageRegistry}/${image}`;
}

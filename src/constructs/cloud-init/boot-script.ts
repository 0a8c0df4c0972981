import type { CloudConfig } from "./cloud-config";
import { readAsset } from "./content";

/**
 * Adds the boot script of a kind of machine with its unit, which runs at every boot: `assets/<kind>/boot.sh` and
 * `assets/<kind>/health-cloud-<kind>.service`.
 */
export function addBootScript(
  cloudConfig: CloudConfig,
  kind: "rke2" | "gateway" | "exchange" | "bastion",
): CloudConfig {
  const unit = `health-cloud-${kind}.service`;
  return cloudConfig
    .addFile({
      path: "/opt/health-cloud/functions.sh",
      content: readAsset("common/functions.sh"),
    })
    .addFile({
      path: `/opt/health-cloud/${kind}-boot.sh`,
      content: readAsset(`${kind}/boot.sh`),
      permissions: "0755",
    })
    .addUnit(unit, readAsset(`${kind}/${unit}`));
}

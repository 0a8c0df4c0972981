export { UpgradeController, type UpgradeControllerProps } from "./upgrade-controller";
export { UPGRADE_CONTROLLER } from "./names";
export { UpgradePlans, type UpgradePlansProps } from "./upgrade-plans";

export { Inventory, inventorySerializer, resourceAddresses, type StackInventory } from "./inventory";
export type { Isolatable, SynthesizedEnvironmentFolder } from "./analysed";
export { isolationMatchers } from "./isolation-matchers";
export { planMatchers, type PlannedCounts, type ToPlanOptions } from "./plan-matchers";

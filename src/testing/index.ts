export { Inventory, inventorySerializer, resourceAddresses, type StackInventory } from "./inventory";
export { planMatchers, type PlannedCounts, type ToPlanOptions } from "./plan-matchers";

export { Inventory, inventorySerializer, resourceAddresses, type StackInventory } from "./inventory";

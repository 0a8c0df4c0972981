import { TerraformResource, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";

/** How many resources of each type a stack holds. */
export interface StackInventory {
  readonly stack: string;
  readonly resources: Readonly<Record<string, number>>;
}

/** What a construct tree makes, small enough for a person to review: per stack the number of resources by type. */
export class Inventory {
  private constructor(readonly stacks: readonly StackInventory[]) {}

  /** The inventory of an app, or of one stack. */
  static of(scope: IConstruct): Inventory {
    return new Inventory(
      scope.node
        .findAll()
        .filter((node) => TerraformStack.isStack(node))
        .map((stack) => ({
          stack: stack.node.id,
          resources: count(resourcesOf(stack).map((resource) => resource.terraformResourceType)),
        })),
    );
  }

  toString(): string {
    return this.stacks
      .map(({ stack, resources }) => {
        const lines = Object.entries(resources).map(([type, number]) => `  ${String(number).padStart(4)}  ${type}`);
        return [stack, ...lines].join("\n");
      })
      .join("\n\n");
  }
}

/** The addresses by which Terraform names the resources of an app's stacks: `stack: type.name`, sorted. */
export function resourceAddresses(scope: IConstruct): string[] {
  return scope.node
    .findAll()
    .filter((node) => TerraformStack.isStack(node))
    .flatMap((stack) =>
      resourcesOf(stack).map(
        (resource) => `${stack.node.id}: ${resource.terraformResourceType}.${resource.friendlyUniqueId}`,
      ),
    )
    .sort();
}

/** Prints inventories in jest's snapshots: `expect.addSnapshotSerializer(inventorySerializer)`. */
export const inventorySerializer = {
  test: (value: unknown): value is Inventory => value instanceof Inventory,
  serialize: (value: Inventory): string => value.toString(),
};

function resourcesOf(stack: IConstruct): TerraformResource[] {
  return stack.node.findAll().filter((node) => TerraformResource.isTerraformResource(node));
}

function count(types: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const type of [...types].sort()) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}

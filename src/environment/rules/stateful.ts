import { statefulThings } from "../stateful";
import { suggestion } from "../values";
import type { Fault } from "../yaml";
import { fault, indexed, type Rule } from "./rule";

/**
 * Deleting a block of the YAML deletes its `prevent_destroy` too, so nothing stateful of the last release may vanish unless
 * `retire:` names it.
 */
export const statefulThingsStay: Rule = (context) => {
  const { specification, record } = context;
  if (!record) return [];
  const yielded = new Set(statefulThings(specification).map(({ id }) => id));
  const recorded = record.things.map(({ id }) => id);
  const retired = specification.retire.map(({ resource }) => resource);
  const yaml = context.placeOf(["environment"]).file;

  const vanished = indexed(record.things).flatMap(({ value: { id, place }, index }): Fault[] => {
    if (yielded.has(id) || retired.some((resource) => covers(resource, id))) return [];
    const message = `got ${id} in the last release, but ${yaml} no longer yields it, expected it to stay: to destroy it with its data add to retire: - { resource: ${id}, why: … }`;
    return [{ place, path: `things[${index}]`, message }];
  });

  const retirements = indexed(retired).flatMap(({ value: resource, index }): Fault[] => {
    const path = ["retire", index, "resource"];
    const covered = recorded.filter((id) => covers(resource, id));
    const standing = [...yielded].find((id) => covers(resource, id));
    if (standing !== undefined) {
      return [
        fault(
          context,
          path,
          `got ${resource}, but ${standing} still stands, expected something that no longer does: remove this entry, or what yields the thing`,
        ),
      ];
    }
    if (covered.length > 0) return [];
    return [
      fault(
        context,
        path,
        `got ${resource}, expected a thing of ${record.file}: remove this entry when its release is done${suggestion(resource, recorded)}`,
      ),
    ];
  });
  return [...vanished, ...retirements];
};

/** An entry names one thing, or with a final slash everything below it. */
function covers(resource: string, id: string): boolean {
  return resource.endsWith("/") ? id.startsWith(resource) : resource === id;
}

import { fault, indexed, type Path, type Rule } from "./rule";

/** No group of people has two parts: administrators are kept apart, and vendors do not rule each other's namespaces. */
export const separateGroups: Rule = (context) => {
  const { administrators, vendors } = context.specification;
  const uses: { readonly group: string; readonly path: Path }[] = [
    ...Object.entries(administrators).map(([role, group]) => ({ group, path: ["administrators", role] })),
    ...indexed(vendors).map(({ value: { group }, index }) => ({ group, path: ["vendors", index, "group"] })),
  ];
  return uses.flatMap(({ group, path }, index) => {
    const first = uses.findIndex((use) => use.group === group);
    const other = uses[first];
    if (first === index || !other) return [];
    const { line } = context.placeOf(other.path);
    return [fault(context, path, `got "${group}" a second time, expected a group of its own: line ${line} has it`)];
  });
};

import { fault, indexed, type Rule } from "./rule";

/**
 * A cluster goes from one minor version of Kubernetes to the next and never back: the versions between are the ones that
 * migrate what etcd holds (Kubernetes, version skew policy).
 */
export const versionUpgrades: Rule = (context) => {
  const { record, specification } = context;
  if (!record) return [];
  return indexed(specification.clusters).flatMap(({ value: { id, version }, index }) => {
    const released = record.versions[id];
    if (released === undefined) return [];
    const from = minorOf(released);
    const to = minorOf(version);
    if (to === from || to === from + 1) return [];
    const reason = to < from ? "Kubernetes has no way back" : "an upgrade must not skip a minor version";
    return [
      fault(
        context,
        ["clusters", index, "version"],
        `got ${version}, expected 1.${from} or 1.${from + 1}: the last release runs ${released}, and ${reason}`,
      ),
    ];
  });
};

function minorOf(version: string): number {
  return Number(/^v?1\.(\d+)\./.exec(version)?.[1]);
}

/**
 * The series of an exporter that speaks of objects in other namespaces, with the object's namespace as `namespace`. Where a
 * scrape does not honour labels, Prometheus keeps that one as `exported_namespace`, and the exporter's own in its place.
 */
export function ofObjects(expression: string): string {
  return `label_replace(${expression}, "namespace", "$1", "exported_namespace", "(.+)")`;
}

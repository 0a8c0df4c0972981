import type { RecordingRule } from "./alert";
import type { AlertContext } from "./context";

/** A series of value 1 for each service, that says who answers for it. */
export function watchedOwners({ services }: AlertContext): RecordingRule[] {
  return services.map(({ id, vendor }) => ({
    record: "service:owner:info",
    expression: "vector(1)",
    labels: { service: id, namespace: vendor, owner: vendor },
  }));
}

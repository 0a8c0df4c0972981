import { isPlatformNamespace, PLATFORM_NAMESPACES } from "../platform-namespaces";
import { fault, indexed, type Rule } from "./rule";

/** A vendor's namespaces have its id for a name, and the platform's own are taken. */
export const vendorNamespaces: Rule = (context) =>
  indexed(context.specification.vendors).flatMap(({ value: { id }, index }) =>
    isPlatformNamespace(id)
      ? [
          fault(
            context,
            ["vendors", index, "id"],
            `got "${id}", expected an id other than default, kube-…, secrets-… and ${Object.values(PLATFORM_NAMESPACES).join(", ")}: the vendor's namespaces have this name, and those are the platform's`,
          ),
        ]
      : [],
  );

import { fault, indexed, type Rule } from "./rule";

/** Who opens the page for applications signs in with an identity provider that the cluster reaches. */
export const consoleSignIn: Rule = (context) => {
  const { specification } = context;
  if (!specification.console) return [];
  const [missing] = indexed(specification.clusters)
    .filter(({ value: { kind } }) => kind === "rke2")
    .filter(
      ({ value: { cloud, zone } }) =>
        !specification.externalEndpoints.some(
          ({ kind, access, host, clouds }) =>
            kind === "oidc" && access[zone] !== undefined && host !== undefined && (clouds?.includes(cloud) ?? true),
        ),
    );
  if (!missing) return [];
  const { id, cloud, zone } = missing.value;
  return [
    fault(
      context,
      ["console"],
      `got a console in cluster ${id}, expected an external endpoint of kind oidc with a host that zone ${zone} of ${cloud} may reach: people sign in there`,
    ),
  ];
};

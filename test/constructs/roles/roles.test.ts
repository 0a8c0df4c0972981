import { ADMINISTRATOR_ROLES, PlatformRoles, VENDOR_ROLE, type RoleDefinition } from "../../../src/constructs/roles";
import { emptyStack, named, resourcesOf } from "../services/synthesized";

const ADMINISTRATORS = Object.values(ADMINISTRATOR_ROLES);
const administrators = { system: "system-people", audit: "audit-people", security: "security-people" };

function rolesStack() {
  const stack = emptyStack();
  new PlatformRoles(stack, "roles", { administrators });
  return stack;
}

/** What a role writes, as `group/resource verb`. */
function writes({ permissions }: RoleDefinition): string[] {
  return permissions.flatMap(({ apiGroup, resources, verbs }) =>
    verbs
      .filter((verb) => !["get", "list", "watch"].includes(verb))
      .flatMap((verb) => resources.map((resource) => `${apiGroup}/${resource} ${verb}`)),
  );
}

function resources({ permissions }: RoleDefinition): string[] {
  return permissions.flatMap(({ apiGroup, resources: all }) => all.map((resource) => `${apiGroup}/${resource}`));
}

describe("the roles of administrators", () => {
  it("are given to their groups, in the whole cluster", () => {
    const stack = rolesStack();
    const bound = resourcesOf(stack, "kubernetes_cluster_role_binding_v1").map(({ block }) => [
      block.role_ref,
      block.subject,
    ]);
    const API = "rbac.authorization.k8s.io";
    expect(bound).toEqual(
      ["audit", "security", "system"].map((administrator) => [
        {
          api_group: API,
          kind: "ClusterRole",
          name: `\${kubernetes_cluster_role_v1.roles_${administrator}-role_${hashOf(stack, administrator)}.metadata[0].name}`,
        },
        [{ api_group: API, kind: "Group", name: `${administrator}-people` }],
      ]),
    );
  });

  it("have no permission to write in common", () => {
    const all = ADMINISTRATORS.flatMap(writes);
    expect(all.filter((permission, index) => all.indexOf(permission) !== index)).toEqual([]);
  });

  it("let the auditors write nothing", () => {
    expect(writes(ADMINISTRATOR_ROLES.audit)).toEqual([]);
  });

  it("let nobody read Secrets, enter a pod, or give rights", () => {
    expect(
      ADMINISTRATORS.flatMap(resources).filter((name) => /^\/secrets$|\/(exec|attach|portforward|token)$/.test(name)),
    ).toEqual([]);
    const gives = /^rbac\.authorization\.k8s\.io\/.* (create|update|patch)$/;
    expect(ADMINISTRATORS.flatMap(writes).filter((permission) => gives.test(permission))).toEqual([]);
  });
});

describe("the role of vendors", () => {
  it("is bound in a vendor's namespaces and nowhere else", () => {
    expect(JSON.stringify(resourcesOf(rolesStack(), "kubernetes_cluster_role_binding_v1"))).not.toContain("vendor");
    expect(named(rolesStack(), "kubernetes_cluster_role_v1", "health-cloud-vendor")).toBeDefined();
  });

  it("leaves the platform what keeps vendors within their bounds", () => {
    const bounds =
      /^\/(resourcequotas|limitranges|namespaces|serviceaccounts)|networkpolicies|httproutes|rbac\.|secretstores|keda\./;
    expect(writes(VENDOR_ROLE).filter((permission) => bounds.test(permission))).toEqual([]);
  });
});

function hashOf(stack: ReturnType<typeof rolesStack>, administrator: string): string {
  const found = resourcesOf(stack, "kubernetes_cluster_role_v1").find(({ address }) =>
    address.includes(`_${administrator}-role_`),
  );
  return found?.address.slice(-8) ?? "missing";
}

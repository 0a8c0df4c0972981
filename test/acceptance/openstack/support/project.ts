import { randomBytes } from "node:crypto";
import { z } from "zod";
import { OpenstackApi } from "./api";
import { ADMINISTRATOR, platformUser, type Testbed, type User } from "./testbed";

/** What a tenant of Octavia has to be besides a member of the project. */
const ROLES = ["member", "load-balancer_member"];

const identified = z.looseObject({ id: z.string(), name: z.string() });

/** A project of the cloud for one rehearsal: what another has left behind stands elsewhere. */
export class Project {
  private constructor(
    readonly user: User,
    /** As the user that deploys. */
    readonly api: OpenstackApi,
    /** As the administrator, who sees every project. */
    readonly administrator: OpenstackApi,
  ) {}

  static async create(testbed: Testbed, name: string): Promise<Project> {
    const administrator = await OpenstackApi.connect(testbed, ADMINISTRATOR);
    const user = platformUser(`${name}-${randomBytes(3).toString("hex")}`);
    const created = await administrator.call("identity", "POST", "/projects", {
      project: { name: user.project, domain_id: "default" },
    });
    const { project } = z.object({ project: identified }).parse(created);
    const [account] = await administrator.list("identity", `/users?name=${user.name}`, "users", identified);
    if (!account) throw new Error(`the testbed has no user ${user.name}`);
    for (const { id } of (await administrator.list("identity", "/roles", "roles", identified)).filter((role) =>
      ROLES.includes(role.name),
    )) {
      await administrator.call("identity", "PUT", `/projects/${project.id}/users/${account.id}/roles/${id}`);
    }
    return new Project(user, await OpenstackApi.connect(testbed, user), administrator);
  }
}

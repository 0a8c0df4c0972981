import { z } from "zod";

const variables = z.object({
  HEALTH_CLOUD_OPENSTACK_HOME: z.string().min(1),
  HEALTH_CLOUD_OPENSTACK_AUTH_URL: z.url(),
  HEALTH_CLOUD_OPENSTACK_REGION: z.string().min(1),
  HEALTH_CLOUD_OPENSTACK_PASSWORD: z.string().min(1),
  HEALTH_CLOUD_OPENSTACK_EXTERNAL_NETWORK: z.uuid(),
  HEALTH_CLOUD_OPENSTACK_MACHINE_IMAGE: z.uuid(),
});

/** Keystone's domain of every user and project. */
const DOMAIN = "Default";

/** Who asks the APIs. The platform's user is no administrator: it deploys as a tenant does. */
export interface User {
  readonly name: string;
  readonly project: string;
}

/** Sees on which host an instance runs, makes projects and sets quotas. */
export const ADMINISTRATOR: User = { name: "admin", project: "admin" };

/** The user that deploys, in a project. */
export function platformUser(project: string): User {
  return { name: "platform", project };
}

/** Real OpenStack APIs on loopback, which `testbed/up.sh` has started. */
export class Testbed {
  private constructor(private readonly values: z.output<typeof variables>) {}

  /** @throws Error that says how to start the testbed. */
  static running(from: NodeJS.ProcessEnv = process.env): Testbed {
    const parsed = variables.safeParse(from);
    if (parsed.success) return new Testbed(parsed.data);
    throw new Error(
      `no OpenStack testbed runs: start this with npm run acceptance -- openstack\n${parsed.error.message}`,
    );
  }

  /** The folder of the testbed's settings, logs and process ids. */
  get home(): string {
    return this.values.HEALTH_CLOUD_OPENSTACK_HOME;
  }

  get authUrl(): string {
    return this.values.HEALTH_CLOUD_OPENSTACK_AUTH_URL;
  }

  get region(): string {
    return this.values.HEALTH_CLOUD_OPENSTACK_REGION;
  }

  /** Id of the network of public addresses. */
  get externalNetwork(): string {
    return this.values.HEALTH_CLOUD_OPENSTACK_EXTERNAL_NETWORK;
  }

  /** Id of the image of all machines. */
  get machineImage(): string {
    return this.values.HEALTH_CLOUD_OPENSTACK_MACHINE_IMAGE;
  }

  /** A user's credentials as the OpenStack provider finds them. */
  credentialsOf({ name, project }: User): Readonly<Record<string, string>> {
    return {
      OS_USERNAME: name,
      OS_PASSWORD: this.values.HEALTH_CLOUD_OPENSTACK_PASSWORD,
      OS_PROJECT_NAME: project,
      OS_USER_DOMAIN_NAME: DOMAIN,
      OS_PROJECT_DOMAIN_NAME: DOMAIN,
    };
  }

  /** What Keystone wants to hear before it gives a user a token. */
  passwordOf({ name, project }: User): object {
    const domain = { name: DOMAIN };
    return {
      auth: {
        identity: {
          methods: ["password"],
          password: { user: { name, domain, password: this.values.HEALTH_CLOUD_OPENSTACK_PASSWORD } },
        },
        scope: { project: { name: project, domain } },
      },
    };
  }
}

import { z } from "zod";
import type { Testbed, User } from "./testbed";

/** The services by their types in Keystone's catalogue, with the version of the API that is spoken. */
const API_PATHS = {
  identity: "",
  compute: "",
  network: "/v2.0",
  "load-balancer": "/v2.0",
  volumev3: "",
} as const;

export type Service = keyof typeof API_PATHS;

const issuedToken = z.object({
  token: z.object({
    project: z.object({ id: z.string() }),
    catalog: z.array(
      z.object({
        type: z.string(),
        endpoints: z.array(z.object({ interface: z.string(), url: z.string() })),
      }),
    ),
  }),
});

/** Nova tells a server group's policy and an instance's flavor in full from this version on. */
const COMPUTE_VERSION = "2.79";

/** A client of OpenStack's APIs for one user. */
export class OpenstackApi {
  private constructor(
    readonly projectId: string,
    private readonly token: string,
    private readonly endpoints: ReadonlyMap<string, string>,
  ) {}

  static async connect(testbed: Testbed, user: User): Promise<OpenstackApi> {
    const response = await fetch(`${testbed.authUrl}/auth/tokens`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(testbed.passwordOf(user)),
    });
    const token = response.headers.get("X-Subject-Token");
    const body: unknown = await response.json();
    if (!response.ok || token === null) throw new Error(`Keystone answers ${response.status} ${JSON.stringify(body)}`);
    const { project, catalog } = issuedToken.parse(body).token;
    const endpoints = catalog.flatMap(({ type, endpoints: places }) =>
      places.filter((place) => place.interface === "public").map(({ url }) => [type, url] as const),
    );
    return new OpenstackApi(project.id, token, new Map(endpoints));
  }

  /** The list that an address answers with, under a key such as `ports`. */
  async list<Item extends z.ZodType>(
    service: Service,
    path: string,
    key: string,
    item: Item,
  ): Promise<z.output<Item>[]> {
    const answer = z.record(z.string(), z.unknown()).parse(await this.call(service, "GET", path));
    return z.array(item).parse(answer[key]);
  }

  /** @throws Error with the API's words when it refuses. */
  async call(service: Service, method: string, path: string, body?: object): Promise<unknown> {
    const endpoint = this.endpoints.get(service);
    if (endpoint === undefined) throw new Error(`Keystone's catalogue has no public endpoint of ${service}`);
    const address = `${endpoint}${API_PATHS[service]}${path}`;
    const response = await fetch(address, {
      method,
      headers: {
        "X-Auth-Token": this.token,
        "Content-Type": "application/json",
        "X-OpenStack-Nova-API-Version": COMPUTE_VERSION,
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${address} answers ${response.status}: ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  }
}

import { readFileSync } from "node:fs";
import { Agent, request } from "node:https";
import { z } from "zod";
import type { KubernetesObject } from "../../../../src/terraform/kubernetes";

/** What a provider of Terraform needs to reach the API server; the texts are PEM. */
export interface ApiServerAccess {
  readonly host: string;
  readonly clusterCaCertificate: string;
  readonly clientCertificate: string;
  readonly clientKey: string;
}

/**
 * The API server that the testbed has brought up.
 * @throws Error that says how to run the tests when there is none.
 */
export function apiServerAccess(): ApiServerAccess {
  return {
    host: variable("HEALTH_CLOUD_KUBERNETES_SERVER"),
    clusterCaCertificate: readFileSync(variable("HEALTH_CLOUD_KUBERNETES_CA_CERTIFICATE"), "utf8"),
    clientCertificate: readFileSync(variable("HEALTH_CLOUD_KUBERNETES_CLIENT_CERTIFICATE"), "utf8"),
    clientKey: readFileSync(variable("HEALTH_CLOUD_KUBERNETES_CLIENT_KEY"), "utf8"),
  };
}

/** What the testbed says of itself; see the end of `testbed/up.sh`. */
export function variable(name: string): string {
  const value = process.env[name];
  if (value !== undefined) return value;
  throw new Error(`${name} is not set: run these tests with npm run acceptance -- kubernetes`);
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** What the API server accepts, but warns of. */
  readonly warnings: readonly string[];
}

export interface Call {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  readonly path: string;
  /** @default - none */
  readonly body?: unknown;
  /** @default "application/json" */
  readonly contentType?: string;
  /**
   * Whose request it is.
   * @default - the cluster's administrator
   */
  readonly as?: Identity;
}

export interface Identity {
  readonly user: string;
  readonly group: string;
}

const apiResources = z.object({
  resources: z.array(z.object({ name: z.string(), kind: z.string(), namespaced: z.boolean() })),
});
type ApiResource = z.output<typeof apiResources>["resources"][number];

const status = z.looseObject({ message: z.string() });
const listed = z.looseObject({ items: z.array(z.looseObject({ metadata: z.looseObject({ name: z.string() }) })) });

/** Speaks to the API server as Terraform's providers do. */
export class ApiServer {
  private readonly agent: Agent;
  private readonly resources = new Map<string, Promise<readonly ApiResource[]>>();

  constructor(private readonly access: ApiServerAccess = apiServerAccess()) {
    this.agent = new Agent({
      keepAlive: true,
      maxSockets: 16,
      ca: access.clusterCaCertificate,
      cert: access.clientCertificate,
      key: access.clientKey,
    });
  }

  async call(call: Call): Promise<Answer> {
    const text = call.body === undefined ? "" : JSON.stringify(call.body);
    return new Promise((resolve, reject) => {
      const sent = request(
        new URL(call.path, this.access.host),
        { method: call.method, agent: this.agent, headers: headers(call, text) },
        (response) => {
          const parts: Buffer[] = [];
          response.on("data", (part: Buffer) => parts.push(part));
          response.on("error", reject);
          response.on("end", () => {
            const body: unknown = parsed(Buffer.concat(parts).toString("utf8"));
            resolve({ status: response.statusCode ?? 0, body, warnings: warningsIn(response.headers.warning) });
          });
        },
      );
      sent.on("error", reject);
      sent.end(text);
    });
  }

  /** @throws Error with what the API server says when it does not succeed. */
  async succeed(call: Call): Promise<unknown> {
    const answer = await this.call(call);
    if (answer.status < 300) return answer.body;
    throw new Error(`${call.method} ${call.path}: ${answer.status}: ${messageOf(answer)}`);
  }

  /**
   * Puts an object there, whole or not at all: a field that the API does not know is an error. A dry run only says what would
   * become of it.
   */
  async apply(
    object: KubernetesObject,
    options: { readonly dryRun?: boolean } & Pick<Call, "as"> = {},
  ): Promise<Answer> {
    const { dryRun = false, ...others } = options;
    const query = `fieldManager=terraform&fieldValidation=Strict&force=true${dryRun ? "&dryRun=All" : ""}`;
    const path = `${await this.pathOf(object)}?${query}`;
    return this.call({ method: "PATCH", path, body: object, contentType: "application/apply-patch+yaml", ...others });
  }

  /** Creates an object, or only asks what would become of it. */
  async create(object: KubernetesObject, options: { readonly dryRun?: boolean } & Pick<Call, "as"> = {}) {
    const { dryRun = false, ...others } = options;
    const query = `fieldValidation=Strict${dryRun ? "&dryRun=All" : ""}`;
    return this.call({ method: "POST", path: `${await this.collectionOf(object)}?${query}`, body: object, ...others });
  }

  async read(object: KubernetesObject): Promise<unknown> {
    return this.succeed({ method: "GET", path: await this.pathOf(object) });
  }

  /** The names of a collection's objects, such as those of `/api/v1/nodes`. */
  async names(path: string): Promise<string[]> {
    return listed.parse(await this.succeed({ method: "GET", path })).items.map(({ metadata }) => metadata.name);
  }

  async delete(object: KubernetesObject): Promise<void> {
    const answer = await this.call({ method: "DELETE", path: await this.pathOf(object) });
    if (answer.status >= 300 && answer.status !== NOT_FOUND) throw new Error(messageOf(answer));
  }

  async knows({ apiVersion, kind }: KubernetesObject): Promise<boolean> {
    return (await this.resourcesIn(apiVersion)).some((resource) => resource.kind === kind);
  }

  async isNamespaced(object: KubernetesObject): Promise<boolean> {
    return (await this.resourceOf(object)).namespaced;
  }

  close(): void {
    this.agent.destroy();
  }

  async pathOf(object: KubernetesObject): Promise<string> {
    return `${await this.collectionOf(object)}/${object.metadata.name}`;
  }

  private async collectionOf(object: KubernetesObject): Promise<string> {
    const { name, namespaced } = await this.resourceOf(object);
    const namespace = namespaced ? `/namespaces/${object.metadata.namespace ?? "default"}` : "";
    return `${groupPath(object.apiVersion)}${namespace}/${name}`;
  }

  private async resourceOf({ apiVersion, kind }: KubernetesObject): Promise<ApiResource> {
    const resources = await this.resourcesIn(apiVersion);
    const found = resources.find((resource) => resource.kind === kind && !resource.name.includes("/"));
    if (found) return found;
    // A definition may have come since.
    this.resources.delete(apiVersion);
    throw new Error(`the API server knows no ${kind} of ${apiVersion}`);
  }

  private resourcesIn(apiVersion: string): Promise<readonly ApiResource[]> {
    const known = this.resources.get(apiVersion) ?? this.discover(apiVersion);
    this.resources.set(apiVersion, known);
    return known;
  }

  private async discover(apiVersion: string): Promise<readonly ApiResource[]> {
    const answer = await this.call({ method: "GET", path: groupPath(apiVersion) });
    return answer.status === NOT_FOUND ? [] : apiResources.parse(answer.body).resources;
  }
}

const NOT_FOUND = 404;

/** What the API server says of a request that it refuses. */
export function messageOf({ body }: Answer): string {
  const parsedStatus = status.safeParse(body);
  return parsedStatus.success ? parsedStatus.data.message : JSON.stringify(body);
}

/** What the API server says of a request, nothing when it takes it. */
export function refusalIn(answer: Answer): string | undefined {
  return answer.status < 300 ? undefined : messageOf(answer);
}

function groupPath(apiVersion: string): string {
  return apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

function headers({ contentType = "application/json", as }: Call, text: string): Record<string, string> {
  return {
    accept: "application/json",
    "content-type": contentType,
    "content-length": String(Buffer.byteLength(text)),
    ...(as && { "impersonate-user": as.user, "impersonate-group": as.group }),
  };
}

/** RFC 7234, 5.5: `299 - "text"`. */
function warningsIn(header: string | string[] | undefined): string[] {
  const lines = typeof header === "string" ? [header] : (header ?? []);
  return lines.flatMap((line) => [...line.matchAll(/299 - "((?:[^"\\]|\\.)*)"/g)].map(([, text = ""]) => text));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { z } from "zod";
import type { OpenstackApi } from "./api";

/**
 * What becomes of a request: `refuse` answers 500 in the API's place, `lose` answers 500 after the API has done what it was asked
 * for.
 */
export type Fate = "forward" | "refuse" | "lose";

const endpoint = z.looseObject({ id: z.string(), interface: z.string(), url: z.string() });
const named = z.looseObject({ id: z.string() });

/** Stands before an API that sometimes answers 500; Keystone's catalogue leads everybody to it. */
export class FailingApi {
  private constructor(
    private readonly server: Server,
    private readonly restore: () => Promise<void>,
  ) {}

  /**
   * @param type of the service in Keystone's catalogue, such as `network`.
   * @param fateOf decides on each request.
   */
  static async start(
    administrator: OpenstackApi,
    type: string,
    fateOf: (request: IncomingMessage) => Fate,
  ): Promise<FailingApi> {
    const [service] = await administrator.list("identity", `/services?type=${type}`, "services", named);
    const endpoints = await administrator.list(
      "identity",
      `/endpoints?service_id=${service?.id ?? ""}&interface=public`,
      "endpoints",
      endpoint,
    );
    const [place] = endpoints;
    if (!place) throw new Error(`Keystone's catalogue has no public endpoint of ${type}`);
    const server = createServer((incoming, response) => {
      forward(new URL(place.url), incoming, response, fateOf(incoming));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const move = async (url: string) => {
      await administrator.call("identity", "PATCH", `/endpoints/${place.id}`, { endpoint: { url } });
    };
    const bound = server.address();
    if (bound === null || typeof bound === "string") throw new Error("the failing API does not listen");
    await move(`http://127.0.0.1:${bound.port}`);
    return new FailingApi(server, () => move(place.url));
  }

  /** Leads everybody back to the API itself. */
  async stop(): Promise<void> {
    await this.restore();
    await new Promise<void>((resolve) => {
      this.server.close(() => {
        resolve();
      });
      this.server.closeAllConnections();
    });
  }
}

function forward(target: URL, incoming: IncomingMessage, response: ServerResponse, fate: Fate): void {
  if (fate === "refuse") {
    incoming.resume();
    fail(response);
    return;
  }
  const { method, url, headers } = incoming;
  const onward = request({ host: target.hostname, port: target.port, method, path: url, headers }, (answer) => {
    if (fate === "lose") {
      answer.resume();
      fail(response);
      return;
    }
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on("error", () => {
    response.destroy();
  });
  incoming.pipe(onward);
}

function fail(response: ServerResponse): void {
  response.writeHead(500, { "Content-Type": "text/plain" });
  response.end("Internal Server Error");
}

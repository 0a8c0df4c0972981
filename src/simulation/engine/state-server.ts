import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

/** A request that a lock refuses, in Terraform's own vocabulary. */
const LOCKED = 423;

/**
 * Keeps Terraform states in memory and serves them to the `http` backend on loopback. A path with a random part in it keeps
 * other users of the machine out. It writes a state once per apply, where a local backend rewrites its file after every
 * resource.
 */
export class StateServer {
  private readonly states = new Map<string, Buffer>();
  private readonly locks = new Map<string, Buffer>();
  private readonly secret = randomBytes(24).toString("hex");

  private constructor(private readonly server: Server) {
    server.on("request", (request, response) => {
      this.answer(request, response).catch(() => {
        response.destroy();
      });
    });
  }

  /** Starts a server on a free port of 127.0.0.1. */
  static async start(): Promise<StateServer> {
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(0, "127.0.0.1", resolve);
    });
    return new StateServer(server);
  }

  /** The address of a state, whether it exists or not. */
  address(name: string): string {
    const bound = this.server.address();
    if (bound === null || typeof bound === "string") throw new Error("the state server has stopped");
    return `http://127.0.0.1:${bound.port}/${this.secret}/${encodeURIComponent(name)}`;
  }

  /** Keeps a state under a second name, on which later changes of the first have no effect. */
  copy(from: string, to: string): void {
    const state = this.states.get(from);
    if (state) this.states.set(to, state);
    else this.states.delete(to);
  }

  /** Whether Terraform has written a state. */
  has(name: string): boolean {
    return this.states.has(name);
  }

  /** Forgets a state and its lock. */
  delete(name: string): void {
    this.states.delete(name);
    this.locks.delete(name);
  }

  /** Ends the server and every connection to it. */
  async stop(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.close(() => {
        resolve();
      });
      this.server.closeAllConnections();
    });
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await read(request);
    const name = this.nameOf(request.url ?? "");
    if (name === undefined) end(response, 404);
    else this.serve(request.method ?? "", name, body, response);
  }

  private serve(method: string, name: string, body: Buffer, response: ServerResponse): void {
    switch (method) {
      case "GET": {
        const state = this.states.get(name);
        if (state) end(response, 200, state);
        else end(response, 404);
        return;
      }
      case "POST":
        this.states.set(name, body);
        end(response, 200);
        return;
      case "DELETE":
        this.states.delete(name);
        end(response, 200);
        return;
      case "LOCK": {
        const holder = this.locks.get(name);
        if (!holder) this.locks.set(name, body);
        end(response, holder ? LOCKED : 200, holder);
        return;
      }
      case "UNLOCK":
        this.locks.delete(name);
        end(response, 200);
        return;
      default:
        end(response, 405);
    }
  }

  private nameOf(url: string): string | undefined {
    const { pathname } = new URL(url, "http://127.0.0.1");
    const prefix = `/${this.secret}/`;
    return pathname.startsWith(prefix) ? decodeURIComponent(pathname.slice(prefix.length)) : undefined;
  }
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) if (Buffer.isBuffer(part)) parts.push(part);
  return Buffer.concat(parts);
}

function end(response: ServerResponse, status: number, body?: Buffer): void {
  response.writeHead(status, body ? { "Content-Type": "application/json" } : {});
  response.end(body);
}

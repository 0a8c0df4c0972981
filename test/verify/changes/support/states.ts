import { request } from "node:http";
import type { StateServer } from "../../../../src/simulation/engine/state-server";

/** A state as Terraform wrote it; undefined when there is none. */
export async function readState(server: StateServer, name: string): Promise<string | undefined> {
  const { status, text } = await call(server.address(name), "GET");
  return status === 200 ? text : undefined;
}

export async function writeState(server: StateServer, name: string, state: string): Promise<void> {
  const { status } = await call(server.address(name), "POST", state);
  if (status !== 200) throw new Error(`the state ${name} cannot be written: the server answers ${status}`);
}

/** Each call has a connection of its own: one that is kept would be closed while this process synthesizes. */
function call(address: string, method: string, body = ""): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(address, { method, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("error", reject);
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString("utf8") });
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

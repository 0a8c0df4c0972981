import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { programPath, type RunOptions } from "./program";

const LONGEST_MILLISECONDS = 60_000;
const PAUSE_MILLISECONDS = 100;

export interface ServedProgramProps extends Pick<RunOptions, "programFolders"> {
  readonly name: string;
  /** Its words, for the port of 127.0.0.1 that it is to listen on. */
  readonly words: (port: number) => readonly string[];
  /** A folder of its own. */
  readonly folder: string;
  /** A path that it answers once it is ready. */
  readonly readyPath: string;
}

/** A program that answers on a port of this machine until it is stopped. It sees nothing of this machine's environment. */
export class ServedProgram {
  private readonly written: string[] = [];

  private constructor(
    private readonly process: ChildProcess,
    private readonly name: string,
    readonly address: string,
  ) {
    for (const stream of [process.stdout, process.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => this.written.push(text));
    }
  }

  /** @throws Error with what the program wrote when it is not ready within a minute. */
  static async start({ name, words, folder, readyPath, programFolders }: ServedProgramProps): Promise<ServedProgram> {
    const port = await freePort();
    const child = spawn(programPath(name, programFolders), words(port), {
      cwd: folder,
      env: { HOME: folder },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const program = new ServedProgram(child, name, `http://127.0.0.1:${port}`);
    try {
      await program.until(async () => (await fetch(`${program.address}${readyPath}`)).ok);
    } catch (error) {
      await program.stop();
      throw error;
    }
    return program;
  }

  async text(path: string): Promise<string> {
    const response = await fetch(`${this.address}${path}`);
    if (!response.ok) throw new Error(`${this.name} answers ${response.status} for ${path}`);
    return response.text();
  }

  /** Waits until it holds; a refused connection is a no. */
  async until(holds: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + LONGEST_MILLISECONDS;
    while (!(await holds().catch(() => false))) {
      if (this.process.exitCode !== null || Date.now() > end) {
        throw new Error(`${this.name} is not ready: ${this.written.join("").slice(-2000)}`);
      }
      await sleep(PAUSE_MILLISECONDS);
    }
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const gone = once(this.process, "exit");
    this.process.kill("SIGKILL");
    await gone;
  }
}

/** A port of 127.0.0.1 that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("got no port of 127.0.0.1");
  return address.port;
}

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { TemporaryFolder } from "../../../verify/support/temporary-folder";
import { freePort, ServedProgram } from "../../../verify/support/served-program";
import { variable } from "./api-server";

interface Member {
  readonly name: string;
  readonly clients: string;
  readonly peers: string;
}

/** An etcd of two members, since what it measures of its peers is shown only where there is one. */
export class EtcdMembers {
  private constructor(
    private readonly folder: TemporaryFolder,
    private readonly members: readonly ServedProgram[],
  ) {}

  static async start(): Promise<EtcdMembers> {
    const folder = new TemporaryFolder();
    const places = [await memberNamed("one"), await memberNamed("two")];
    try {
      // Neither is ready without the other.
      return new EtcdMembers(folder, await Promise.all(places.map((place) => startMember(folder.path, place, places))));
    } catch (error) {
      folder.remove();
      throw error;
    }
  }

  async metrics(): Promise<string> {
    const texts = await Promise.all(this.members.map((member) => member.text("/metrics")));
    return texts.join("\n");
  }

  async stop(): Promise<void> {
    await Promise.all(this.members.map((member) => member.stop()));
    this.folder.remove();
  }
}

async function memberNamed(name: string): Promise<Member> {
  return { name, clients: `http://127.0.0.1:${await freePort()}`, peers: `http://127.0.0.1:${await freePort()}` };
}

async function startMember(folder: string, member: Member, all: readonly Member[]): Promise<ServedProgram> {
  const { name, clients, peers } = member;
  const own = join(folder, name);
  mkdirSync(own, { mode: 0o700 });
  return ServedProgram.start({
    name: "etcd",
    programFolders: [variable("HEALTH_CLOUD_KUBERNETES_PROGRAMS")],
    folder: own,
    readyPath: "/health",
    words: (port) => [
      ...["--name", name, "--data-dir", own, "--unsafe-no-fsync", "--log-level", "warn"],
      ...["--listen-client-urls", clients, "--advertise-client-urls", clients],
      ...["--listen-peer-urls", peers, "--initial-advertise-peer-urls", peers],
      ...["--initial-cluster", all.map((one) => `${one.name}=${one.peers}`).join(",")],
      ...["--listen-metrics-urls", `http://127.0.0.1:${port}`],
    ],
  });
}

import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { providerFacts, type ProviderName } from "../../../src/terraform/provider-schema";
import { PLATFORM, type ProviderPackage } from "../../verify/support/real-providers";
import { pinnedVersion } from "./pinned-version";

/** Names a folder of real providers, laid out as `terraform providers mirror` does. */
export const MIRROR_VARIABLE = "HEALTH_CLOUD_PROVIDER_MIRROR";

/** `terraform-provider-helm_3.1.1_linux_amd64.zip` */
const ARCHIVE = /^terraform-provider-(?<type>[^_]+)_(?<version>[^_]+)_(?<platform>[^_]+_[^_]+)\.zip$/;

interface Candidate {
  readonly version: string;
  readonly platform: string;
  readonly path: string;
}

/** Real providers on this machine, in the layout of Terraform's filesystem mirrors, packed or unpacked. */
export class ProviderMirror {
  /** @throws Error when there is no such folder. */
  constructor(private readonly folder: string) {
    if (existsSync(folder) && statSync(folder).isDirectory()) return;
    throw new Error(
      `${MIRROR_VARIABLE} is ${folder}, which is no folder: name one that terraform providers mirror has filled, or unset it`,
    );
  }

  /** The mirror that `HEALTH_CLOUD_PROVIDER_MIRROR` names, if it is set. */
  static named(variables: NodeJS.ProcessEnv = process.env): ProviderMirror | undefined {
    const folder = variables[MIRROR_VARIABLE];
    return folder ? new ProviderMirror(folder) : undefined;
  }

  /**
   * A provider in the version that the project pins, for this machine; undefined when the mirror holds no version of it.
   * @throws Error that names what was found and what was wanted, when the mirror holds only others.
   */
  find(name: ProviderName): ProviderPackage | undefined {
    const candidates = this.candidates(name);
    if (candidates.length === 0) return undefined;
    const version = pinnedVersion(name);
    const found = candidates.find((each) => each.version === version && each.platform === PLATFORM);
    if (found) return { name, version, path: found.path };
    throw new Error(
      `${MIRROR_VARIABLE} (${this.folder}) holds ${providerFacts(name).provider} ${candidates.map(describe).sort().join(", ")}; ` +
        `wanted is ${version} for ${PLATFORM}, which the project pins: add it with terraform providers mirror, or take the provider out to have it simulated`,
    );
  }

  private candidates(name: ProviderName): Candidate[] {
    const folder = join(this.folder, providerFacts(name).provider);
    return foldersAndFiles(folder).flatMap((entry) => {
      const path = join(folder, entry);
      const { type, version, platform } = ARCHIVE.exec(entry)?.groups ?? {};
      if (version !== undefined && platform !== undefined) return type === name ? [{ version, platform, path }] : [];
      return unpacked(path, entry, name);
    });
  }
}

/** `<version>/<platform>/terraform-provider-<type>_v<version>` */
function unpacked(folder: string, version: string, name: ProviderName): Candidate[] {
  return foldersAndFiles(folder)
    .map((platform) => ({ version, platform, path: join(folder, platform) }))
    .filter(({ path }) => foldersAndFiles(path).some((file) => file.startsWith(`terraform-provider-${name}`)));
}

/** Nothing for what is no folder. */
function foldersAndFiles(path: string): string[] {
  return existsSync(path) && statSync(path).isDirectory() ? readdirSync(path) : [];
}

function describe({ version, platform }: Candidate): string {
  return `${version} for ${platform}`;
}

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { ROOT } from "../../../cli/support/build";
import { packProject } from "../../../package/support/packed-project";
import { EnvironmentProject } from "./environment-project";

const PACKAGE = "cdktf-health-cloud";

const manifest = z.object({ name: z.string(), version: z.string() });

/** A package and its version. */
export type Installed = z.output<typeof manifest>;

/** The fork of cdktf, and the newest constructs that it and cdktf's providers accept. */
export const FORK = { name: "cdktn", version: "0.24.0", constructs: "10.7.2" } as const;

/** A user's project in which npm has installed this package, and the fork under cdktf's name. */
export class ForkProject {
  private constructor(readonly project: EnvironmentProject) {}

  /** Asks npm's registry for what its cache does not hold. */
  static install(environments: readonly string[]): ForkProject {
    const project = new EnvironmentProject(environments);
    try {
      const { tarball } = packProject(project.folder);
      const dependencies = {
        cdktf: `npm:${FORK.name}@${FORK.version}`,
        constructs: FORK.constructs,
        [PACKAGE]: `file:${tarball}`,
      };
      project.write(["package.json"], JSON.stringify({ private: true, dependencies, overrides: { cdktf: "$cdktf" } }));
      const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--logs-max=0"];
      execFileSync("npm", ["install", `--prefix=${project.folder}`, ...flags], { cwd: project.folder, stdio: "pipe" });
      return new ForkProject(project);
    } catch (error) {
      project.remove();
      throw error;
    }
  }

  /** Every package that stands under cdktf's name, wherever npm has put it. */
  get installed(): Installed[] {
    const modules = this.project.path("node_modules");
    return readdirSync(modules, { recursive: true, encoding: "utf8" })
      .filter((path) => `/${path}`.endsWith("/cdktf/package.json"))
      .map((path) => manifest.parse(JSON.parse(readFileSync(join(modules, path), "utf8"))));
  }

  /** Writes the Terraform of the environments. */
  synthesize(): Promise<void> {
    return synthesize(this.project, this.project.path("node_modules", PACKAGE));
  }

  remove(): void {
    this.project.remove();
  }
}

/** Writes the Terraform of environments with this repository's own cdktf. @returns the project, which the caller removes. */
export async function synthesizedByCdktf(environments: readonly string[]): Promise<EnvironmentProject> {
  const project = new EnvironmentProject(environments);
  await synthesize(project, ROOT);
  return project;
}

async function synthesize(project: EnvironmentProject, installation: string): Promise<void> {
  const { exitCode, errors } = await project.run(process.execPath, [join(installation, "lib", "main.js")]);
  if (exitCode !== 0) throw new Error(`cannot synthesize: ${errors}`);
}

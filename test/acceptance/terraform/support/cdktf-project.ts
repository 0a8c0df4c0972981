import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { Cleanup } from "../../../../src/simulation/engine/cleanup";
import type { Outcome } from "../../../../src/simulation/engine/program";
import { readSynthesizedApp, type SynthesizedApp } from "../../../../src/simulation/engine/synthesized-app";
import { startProviders } from "../../../../src/simulation/providers";
import { ensureCurrentBuild, ROOT } from "../../../cli/support/build";
import { programPath } from "../../../verify/support/program";
import { processesWith, describeProcess } from "../../support/runner/processes";
import { AnsweringCurl } from "./answering-curl";
import { EnvironmentProject } from "./environment-project";

const CDKTF = join(ROOT, "node_modules", ".bin", "cdktf");

/** Where cdktf keeps what it knows of its user; every process that it starts carries this variable. */
const HOME_VARIABLE = "CDKTF_HOME";

const stateFile = z.looseObject({
  resources: z.array(z.looseObject({ mode: z.string(), instances: z.array(z.unknown()) })),
  outputs: z.record(z.string(), z.unknown()),
});

/** What Terraform has left of a stack. */
export interface StackState {
  /** How many resources stand. */
  readonly resources: number;
  readonly outputs: number;
  /** When its first resource was written down, in milliseconds. */
  readonly begun: number;
  /** When its last change was written down. */
  readonly ended: number;
}

/** A project of a user who types `npx cdktf`, with simulated clouds. */
export class CdktfProject {
  private constructor(
    private readonly environment: string,
    private readonly project: EnvironmentProject,
    private readonly curl: AnsweringCurl,
    private readonly reattach: string,
    private readonly cleanup: Cleanup,
  ) {}

  static async start(environment: string): Promise<CdktfProject> {
    ensureCurrentBuild();
    const cleanup = new Cleanup();
    try {
      const project = new EnvironmentProject([environment]);
      cleanup.add(() => {
        project.remove();
      });
      const app = `"${process.execPath}" "${join(ROOT, "lib", "main.js")}"`;
      project.write(["cdktf.json"], JSON.stringify({ language: "typescript", app, sendCrashReports: "false" }));
      project.write(["home", "terraform.tfrc"], "");
      const providers = await startProviders();
      cleanup.add(() => providers.stop());
      const curl = new AnsweringCurl(project.path("bin"));
      return new CdktfProject(environment, project, curl, providers.reattach, cleanup);
    } catch (error) {
      await cleanup.run();
      throw error;
    }
  }

  /** The stacks as the last command has synthesized them. */
  get app(): SynthesizedApp {
    return readSynthesizedApp(this.project.path("cdktf.out"));
  }

  /** How many resources each stack shall have. */
  get written(): ReadonlyMap<string, number> {
    const resources = this.project.synthesized.resources(this.environment);
    return new Map([...this.app.keys()].map((name) => [name, resources.filter(({ stack }) => stack === name).length]));
  }

  /** What stands of each stack. */
  get states(): ReadonlyMap<string, StackState> {
    return new Map([...this.app.keys()].map((name) => [name, readStackState(this.stateFile(name))]));
  }

  /** A stack's state, byte for byte. */
  stateText(stack: string): string {
    return readFileSync(this.stateFile(stack), "utf8");
  }

  /** The addresses that were asked whether they answer, in order. */
  get askedAddresses(): readonly string[] {
    return this.curl.askedAddresses;
  }

  /** What stands in the project's folder besides what its user wrote. */
  get made(): readonly string[] {
    const written = ["bin", "cdktf.json", "environments", "home"];
    const made = [...readdirSync(this.project.folder), ...readdirSync(this.home).map((name) => join("home", name))];
    return made.filter((name) => !written.includes(name) && name !== join("home", "terraform.tfrc")).sort();
  }

  /** The processes that the commands have left. */
  get processes(): readonly string[] {
    return processesWith(HOME_VARIABLE, this.home).map(describeProcess);
  }

  /**
   * Runs a command of cdktf, whatever comes of it, in a network of its own to which nothing is connected: not even the machine's
   * loopback. The simulated providers are reached through files.
   */
  cdktf(command: string, ...words: readonly string[]): Promise<Outcome> {
    const common = ["--skip-provider-lock", "--no-color"];
    return this.run(programPath("unshare"), ["--net", "--map-root-user", CDKTF, command, ...words, ...common]);
  }

  /** Runs a command of Terraform in a stack's folder, whatever comes of it. */
  terraform(stack: string, ...words: readonly string[]): Promise<Outcome> {
    return this.run("terraform", [`-chdir=cdktf.out/stacks/${stack}`, ...words]);
  }

  /** Takes the protection off all stacks, as docs/operations.md says. */
  removeProtection(): void {
    for (const { folder } of this.app.values()) {
      const file = join(folder, "cdk.tf.json");
      const text = readFileSync(file, "utf8");
      writeFileSync(file, text.replaceAll('"prevent_destroy": true', '"prevent_destroy": false'));
    }
  }

  /** Ends the providers and removes the project. */
  stop(): Promise<void> {
    return this.cleanup.run();
  }

  private run(file: string, words: readonly string[]): Promise<Outcome> {
    return this.project.run(file, words, {
      ...this.curl.variables,
      HOME: this.home,
      [HOME_VARIABLE]: this.home,
      DISABLE_VERSION_CHECK: "1",
      CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
      TF_CLI_CONFIG_FILE: join(this.home, "terraform.tfrc"),
      TF_REATTACH_PROVIDERS: this.reattach,
    });
  }

  private get home(): string {
    return this.project.path("home");
  }

  private stateFile(stack: string): string {
    return this.project.path("state", `${stack}.tfstate`);
  }
}

function readStackState(file: string): StackState {
  const { resources, outputs } = stateFile.parse(JSON.parse(readFileSync(file, "utf8")));
  const { birthtimeMs: begun, mtimeMs: ended } = statSync(file);
  const managed = resources.filter(({ mode }) => mode === "managed");
  return {
    resources: managed.reduce((sum, { instances }) => sum + instances.length, 0),
    outputs: Object.keys(outputs).length,
    begun,
    ended,
  };
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cacheFolder } from "../../../verify/support/program";
import { REPORT_VARIABLE } from "../report";
import type { Lane } from "./lanes";

/** Every process of a lane's run carries this variable. */
export const HOME_VARIABLE = "HEALTH_CLOUD_ACCEPTANCE_HOME";

/** Tells the tests that the long form was asked for. */
export const FULL_VARIABLE = "HEALTH_CLOUD_ACCEPTANCE_FULL";

/** The folder of a lane's run. What its testbed and tests write stands in it and goes with it. */
export class AcceptanceHome {
  readonly path = mkdtempSync(join(tmpdir(), "health-cloud-acceptance-"));

  /** @param environment what the lane's programs are given besides what the run adds. */
  constructor(private readonly environment: NodeJS.ProcessEnv) {
    for (const folder of [this.testbedTemporary, this.testTemporary]) mkdirSync(folder);
    writeFileSync(this.terraformSettings, "");
  }

  folderOf({ name }: Lane): string {
    const folder = join(this.path, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  /** Where the rows of a lane are collected. */
  reportOf({ name }: Lane): string {
    return join(this.path, `${name}.report`);
  }

  /** Where jest writes the results of a lane. */
  resultsOf({ name }: Lane): string {
    return join(this.path, `${name}.json`);
  }

  /** Where a lane's `up.sh` writes the variables for the tests. */
  variablesOf(lane: Lane): string {
    return join(this.folderOf(lane), "environment");
  }

  /** `TMPDIR` of the tests, which tells their processes from those of the testbed. */
  get testTemporary(): string {
    return join(this.path, "tests");
  }

  testbedEnvironment(): NodeJS.ProcessEnv {
    return {
      ...this.environment,
      [HOME_VARIABLE]: this.path,
      HEALTH_CLOUD_CACHE: cacheFolder(),
      TMPDIR: this.testbedTemporary,
    };
  }

  testEnvironment(lane: Lane, variables: Readonly<Record<string, string>>, isFull: boolean): NodeJS.ProcessEnv {
    return {
      ...this.testbedEnvironment(),
      TMPDIR: this.testTemporary,
      // No setting of this machine decides the outcome, and Terraform asks no server for newer versions.
      TF_CLI_CONFIG_FILE: this.terraformSettings,
      CHECKPOINT_DISABLE: "1",
      [REPORT_VARIABLE]: this.reportOf(lane),
      ...(isFull && { [FULL_VARIABLE]: "1" }),
      ...variables,
    };
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  private get testbedTemporary(): string {
    return join(this.path, "tmp");
  }

  private get terraformSettings(): string {
    return join(this.path, "terraform.tfrc");
  }
}

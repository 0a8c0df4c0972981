#!/usr/bin/env node
import "./short-lived";
import { Command } from "commander";
import { release } from "./release";
import { validate } from "./validate";

/**
 * The command line. Each command is loaded only with what it needs: `validate` must answer while an editor waits, so neither
 * cdktf nor a provider's bindings come with it.
 */
const program = new Command("health-cloud")
  .description("One YAML file per environment becomes Terraform for a city health platform on two clouds.")
  .showHelpAfterError();

program
  .command("validate")
  .description("Check the YAML of the environments and print every error at once.")
  .argument("[environment...]", "environments to check; default: all")
  .action((environments: string[]) => {
    process.exitCode = validate(environments);
  });

program
  .command("release")
  .description("Record which stateful things stand after a deploy, so that none of them vanishes unnoticed.")
  .argument("<environment>", "the environment that was deployed")
  .action((environment: string) => {
    process.exitCode = release(environment);
  });

try {
  program.parse();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

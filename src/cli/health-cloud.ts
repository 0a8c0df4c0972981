#!/usr/bin/env node
import { runOptimized } from "./short-lived";
import { Command, Option } from "commander";
import { FORMATS } from "../report/formats";
import { Interrupted } from "./interruptible";
import type { DiffOptions } from "./isolation-diff";
import type { MatrixOptions, SubjectOptions } from "./isolation";
import type { PlanOptions } from "./plan";
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

program
  .command("plan")
  .description("Show what Terraform would change, without credentials: on simulated providers.")
  .argument("[environment...]", "environments to plan; default: all")
  .option("--base <revision>", "what stands before the change, such as origin/main; default: nothing")
  .option("--summary", "per stack what is created, updated, replaced and destroyed, and why")
  .option("--out <folder>", "write each stack's binary plan and its JSON")
  .option("--stack <glob>", "report only the stacks whose names match, such as 'prod-*-network'")
  .addHelpText("after", "\nExit code: 0 no change, 1 error, 2 changes.")
  .action(async (environments: string[], options: PlanOptions) => {
    runOptimized();
    const { plan } = await import("./plan.js");
    process.exitCode = await plan(environments, options);
  });

const SUBJECT =
  "the environment, synthesized before; or by its path, with a slash or .json in it, a plan (terraform show -json), " +
  "Terraform's JSON, or a folder of them";

const isolation = program
  .command("isolation")
  .description("Prove from the synthesized Terraform that nothing passes which was not declared, or show what does.");

isolation
  .command("check", { isDefault: true })
  .description("Judge every open path (the default).")
  .argument("<environment>", SUBJECT)
  .addOption(declaredOption())
  .addOption(formatOption())
  .addHelpText("after", "\nExit code: 0 every open path is declared, 1 a violation or an error.")
  .action(async (subject: string, options: SubjectOptions) => {
    const commands = await import("./isolation.js");
    process.exitCode = commands.isolation(subject, options);
  });

isolation
  .command("explain")
  .description("Tell why something passes, or which hop stops it.")
  .argument("<environment>", SUBJECT)
  .argument("<source>", "an address, a block, internet, a name such as medical/worker")
  .argument("<destination>", "the same, or a name such as load-balancer/exchange")
  .argument("<port>", "such as tcp/443")
  .addOption(declaredOption())
  .addOption(formatOption())
  .addHelpText("after", "\nExit code: 0 it passes, 1 it is stopped, or an error.")
  .action(async (subject: string, source: string, destination: string, port: string, options: SubjectOptions) => {
    const commands = await import("./isolation.js");
    process.exitCode = commands.explainPath(subject, source, destination, port, options);
  });

isolation
  .command("matrix")
  .description("Print what passes directly, zone by zone.")
  .argument("<environment>", SUBJECT)
  .option("--full", "place by place")
  .addOption(declaredOption())
  .addOption(formatOption())
  .action(async (subject: string, options: MatrixOptions) => {
    const commands = await import("./isolation.js");
    process.exitCode = commands.matrix(subject, options);
  });

isolation
  .command("diff")
  .description("Show which paths a change opens and closes, without credentials.")
  .argument("[environment...]", "environments to compare; default: all")
  .requiredOption("--base <revision>", "what stands before the change, such as origin/main")
  .addOption(formatOption())
  .addHelpText(
    "after",
    "\nExit code: 0 the same passes, 1 a new violation or an error, 2 declared paths opened or closed.",
  )
  .action(async (environments: string[], options: DiffOptions) => {
    const { isolationDiff } = await import("./isolation-diff.js");
    process.exitCode = await isolationDiff(environments, options);
  });

isolation
  .command("lint")
  .description("Find what is too much or leads nowhere: rules, security groups, listeners, routes, overlapping blocks.")
  .argument("<environment>", SUBJECT)
  .addOption(declaredOption())
  .addOption(formatOption())
  .addHelpText("after", "\nExit code: 0 nothing found, 1 a finding or an error.")
  .action(async (subject: string, options: SubjectOptions) => {
    const commands = await import("./isolation-lint.js");
    process.exitCode = commands.isolationLint(subject, options);
  });

function declaredOption(): Option {
  return new Option("--declared <environment>", "by which environment's flows Terraform is judged that a path names");
}

function formatOption(): Option {
  return new Option("--format <format>", "how it is printed").choices(FORMATS).default("text");
}

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof Interrupted ? error.exitCode : 1;
});

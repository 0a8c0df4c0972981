import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { ensureCurrentBuild, ROOT } from "../../cli/support/build";

const packed = z.tuple([z.looseObject({ filename: z.string(), files: z.array(z.looseObject({ path: z.string() })) })]);

const COMPILER_OPTIONS = { target: "es2022", module: "node16", strict: true, skipLibCheck: true, types: [] };

export interface PackedProject {
  /** Its name in the folder. */
  readonly tarball: string;
  /** The paths of what it holds. */
  readonly files: readonly string[];
}

/** Packs this project, freshly built, into a folder, as it is published. */
export function packProject(folder: string): PackedProject {
  ensureCurrentBuild();
  const answer = execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], {
    cwd: ROOT,
    encoding: "utf8",
  });
  const [{ filename, files }] = packed.parse(JSON.parse(answer));
  return { tarball: filename, files: files.map(({ path }) => path) };
}

/**
 * Compiles a program of `examples/` in a folder in which this project is installed.
 *
 * @returns the file to run.
 * @throws Error with what the compiler says against its types.
 */
export function compileExample(name: string, folder: string): string {
  copyFileSync(join(ROOT, "examples", `${name}.ts`), join(folder, `${name}.ts`));
  const settings = { compilerOptions: COMPILER_OPTIONS, files: [`${name}.ts`] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(settings));
  const compiler = join(ROOT, "node_modules", "typescript", "bin", "tsc");
  const { status, stdout } = spawnSync(process.execPath, [compiler, "-p", "."], { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(`${name}.ts does not compile: ${stdout}`);
  return `${name}.js`;
}

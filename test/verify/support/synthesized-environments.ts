import { SynthesizedFolder } from "../../app/support/synthesized";

/** Tells the processes of the tests where the environments were synthesized. */
export const SYNTHESIZED_FOLDER_VARIABLE = "HEALTH_CLOUD_VERIFY_SYNTHESIZED";

/** What `npm run synth` writes for dev, staging and prod. */
export function synthesizedEnvironments(): SynthesizedFolder {
  const folder = process.env[SYNTHESIZED_FOLDER_VARIABLE];
  if (folder === undefined) throw new Error("nothing is synthesized: run these tests with npm run verify");
  return new SynthesizedFolder(folder);
}

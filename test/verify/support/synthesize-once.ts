import { synthesizeNamed } from "../../app/support/synthesized";
import ownTemporaryFolder from "../../support/temporary-folder";
import { SYNTHESIZED_FOLDER_VARIABLE } from "./synthesized-environments";

const ENVIRONMENTS = ["dev", "staging", "prod"];

/** Synthesizes the environments of the repository for all checks, which take turns in several processes. */
export default function synthesizeOnce(): void {
  ownTemporaryFolder();
  process.env[SYNTHESIZED_FOLDER_VARIABLE] = synthesizeNamed(ENVIRONMENTS).folder;
}

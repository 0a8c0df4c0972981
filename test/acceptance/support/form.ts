import { FULL_VARIABLE } from "./runner/home";

/** Whether the long form of the suite was asked for, by `npm run acceptance -- --full`. */
export function isFullForm(): boolean {
  return process.env[FULL_VARIABLE] !== undefined;
}

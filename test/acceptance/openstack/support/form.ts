/** Whether the long form of the suite was asked for, by `npm run acceptance -- --full`. */
export function isFullForm(): boolean {
  return process.env.HEALTH_CLOUD_ACCEPTANCE_FULL === "1";
}
